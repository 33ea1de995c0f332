/** Rooms as the REST API tells of them: the list that the lobby keeps fresh, and making one. No DOM. */

export interface RoomInfo {
  id: string;
  name: string;
  capacity?: number;
  locked: boolean;
  participants: number;
  spectators: number;
}

export interface RoomRequest {
  id?: string;
  name?: string;
  capacity?: number;
  password?: string;
}

/** What the server said no with: its HTTP status, and the protocol's code where there is one. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

const EVERY = 5_000;

/** The public rooms and how many are there, asked for again every few seconds while somebody looks. */
export class RoomList {
  rooms: readonly RoomInfo[] = [];
  /** Whether an answer has come yet, and whether the last question had one. */
  state: "unknown" | "known" | "unreachable" = "unknown";

  #watching: AbortController | undefined;

  constructor(private readonly changed: () => void) {}

  /** Begins to ask; in a hidden page it waits until the page is seen again. */
  start(page: Document = document): void {
    this.#watching?.abort();
    const watching = new AbortController();
    this.#watching = watching;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      if (page.hidden || watching.signal.aborted) {
        return;
      }
      await this.#refresh(watching.signal);
      if (!watching.signal.aborted) {
        timer = setTimeout(() => void ask(), EVERY);
      }
    };
    page.addEventListener("visibilitychange", () => void ask(), { signal: watching.signal });
    watching.signal.addEventListener("abort", () => clearTimeout(timer));
    void ask();
  }

  stop(): void {
    this.#watching?.abort();
    this.#watching = undefined;
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    try {
      this.rooms = await answerOf<RoomInfo[]>(await fetch("/api/rooms", { signal }));
      this.state = "known";
    } catch {
      this.state = "unreachable";
    }
    if (!signal.aborted) {
      this.changed();
    }
  }
}

export async function makeRoom(request: RoomRequest): Promise<RoomInfo> {
  const response = await fetch("/api/rooms", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return answerOf<RoomInfo>(response);
}

async function answerOf<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = (body ?? {}) as { code?: string; detail?: string };
    throw new Problem(response.status, problem.code, problem.detail ?? response.statusText);
  }
  return body as T;
}

const ID = /^[a-z0-9][a-z0-9_-]{0,47}$/;

export function isRoomId(text: string): boolean {
  return ID.test(text);
}

/** The id that a room's name makes: "Tea & cake" is tea-cake. Undefined where nothing of the name is left. */
export function idFor(name: string): string | undefined {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[-_]+/, "")
    .slice(0, 48)
    .replace(/-+$/, "");
  return isRoomId(plain) ? plain : undefined;
}

/** The room that a pasted link (with or without https://) or a typed name leads to. A link to elsewhere leads nowhere here. */
export function roomBehind(text: string, origin: string): string | undefined {
  const typed = text.trim().replace(/^#/, "");
  if (!typed.includes("/")) {
    return idFor(typed);
  }
  const link = /^(https?:|\/)/i.test(typed) ? typed : `//${typed}`;
  if (!URL.canParse(link, origin)) {
    return undefined;
  }
  const { host, pathname } = new URL(link, origin);
  const room = /^\/(?:chat|vr|rps)\/([^/]+)\/?$/.exec(pathname)?.[1];
  return host === new URL(origin).host && room !== undefined && isRoomId(room) ? room : undefined;
}
