/**
 * What the browser remembers. Name, colour, theme, rooms and as whom one plays are the person's and kept for good; the resume
 * token is the tab's, since each tab is a participant of its own. Storage can be forbidden: then all is the page's.
 */

export type Theme = "light" | "dark" | "auto";

/** What one would like to be called and shown as. */
export interface Wish {
  name?: string;
  color?: string;
}

/** Where the tokens are kept by which the server knows one again. */
export interface ResumeStore {
  /** As the same participant. */
  token: string | undefined;
  /** As the same player, in each tab. */
  player?: string | undefined;
}

const RECENT_ROOMS = 8;

class Store {
  /** What could not be stored: a page that forgot its tokens would be somebody else after each reconnect. */
  readonly #unstored = new Map<string, string>();

  constructor(private readonly kind: "localStorage" | "sessionStorage") {}

  get(key: string): string | undefined {
    try {
      return this.#unstored.get(key) ?? globalThis[this.kind].getItem(`parlor.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  set(key: string, value: string | undefined): void {
    this.#unstored.delete(key);
    try {
      if (value === undefined) {
        globalThis[this.kind].removeItem(`parlor.${key}`);
      } else {
        globalThis[this.kind].setItem(`parlor.${key}`, value);
      }
    } catch {
      // Forbidden or full.
      if (value !== undefined) {
        this.#unstored.set(key, value);
      }
    }
  }

  list<T>(key: string, isItem: (item: unknown) => item is T): T[] {
    try {
      const items: unknown = JSON.parse(this.get(key) ?? "[]");
      return Array.isArray(items) ? items.filter(isItem) : [];
    } catch {
      return [];
    }
  }
}

/** Kept for good. */
export const forGood = new Store("localStorage");
/** Kept as long as the tab. */
export const forTab = new Store("sessionStorage");

const isText = (item: unknown): item is string => typeof item === "string";

export const profile = {
  get name(): string | undefined {
    return forGood.get("name");
  },
  set name(name: string | undefined) {
    forGood.set("name", name);
  },
  get color(): string | undefined {
    return forGood.get("color");
  },
  set color(color: string | undefined) {
    forGood.set("color", color);
  },
  get theme(): Theme {
    const theme = forGood.get("theme");
    return theme === "light" || theme === "dark" ? theme : "auto";
  },
  set theme(theme: Theme) {
    forGood.set("theme", theme === "auto" ? undefined : theme);
  },
  /** What CONNECT asks for. */
  get wish(): Wish {
    const { name, color } = this;
    return { ...(name !== undefined && { name }), ...(color !== undefined && { color }) };
  },
  /** The rooms one was in, the last first. */
  get recentRooms(): string[] {
    return forGood.list("rooms", isText);
  },
  visited(room: string): void {
    const rooms = [room, ...this.recentRooms.filter((other) => other !== room)];
    forGood.set("rooms", JSON.stringify(rooms.slice(0, RECENT_ROOMS)));
  },
  resume: {
    get token(): string | undefined {
      return forTab.get("resume");
    },
    set token(token: string | undefined) {
      forTab.set("resume", token);
    },
    get player(): string | undefined {
      return forGood.get("player");
    },
    set player(token: string | undefined) {
      forGood.set("player", token);
    },
  } satisfies ResumeStore as ResumeStore,
};
