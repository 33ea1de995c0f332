/** For tests: lines that are a list, and a server that is the test itself. */
import type { Dial, LineEvents, Route, StompFrame, Transport } from "./dial.ts";
import type { Refusal, ServerMessage } from "#protocol";

export interface Sent {
  command: string;
  destination: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** One connection as the server sees it. */
export class FakeLine {
  readonly sent: Sent[] = [];
  ended: "disconnected" | "dropped" | undefined;

  constructor(
    readonly route: Route,
    readonly headers: Record<string, string>,
    private readonly events: LineEvents,
  ) {}

  connect(transport: Transport = "websocket", told: Record<string, string> = {}): this {
    this.events.heard();
    this.events.connected(transport, told);
    return this;
  }

  close(): void {
    this.events.closed();
  }

  beat(): void {
    this.events.heard();
  }

  frame(frame: Partial<StompFrame>): void {
    this.events.heard();
    this.events.frame({ command: "MESSAGE", headers: {}, body: "", ...frame });
  }

  says(room: string, message: ServerMessage): void {
    this.frame({ headers: { destination: `/topic/room.${room}` }, body: JSON.stringify(message) });
  }

  /** To this one alone, about matches. */
  tells(message: ServerMessage): void {
    this.frame({ headers: { destination: "/user/queue/rps" }, body: JSON.stringify(message) });
  }

  refuses(refusal: Refusal): void {
    this.frame({ headers: { destination: "/user/queue/errors" }, body: JSON.stringify(refusal) });
  }

  /** Acknowledges the newest SEND to a destination. */
  receipt(destination: string): void {
    const sent = this.to(destination).at(-1);
    this.frame({ command: "RECEIPT", headers: { "receipt-id": sent?.headers["receipt"] ?? "" } });
  }

  to(destination: string): Sent[] {
    return this.sent.filter((sent) => sent.destination === destination);
  }
}

/** Dials, and remembers each line. */
export class FakeNetwork {
  readonly lines: FakeLine[] = [];
  forbidden = new Set<Route>();

  readonly dial: Dial = (route, _endpoint, headers, events) => {
    if (this.forbidden.has(route)) {
      throw new Error("forbidden");
    }
    const line = new FakeLine(route, headers, events);
    this.lines.push(line);
    const send = (command: string, destination: string, frameHeaders: Record<string, string>, body = "{}"): void => {
      line.sent.push({
        command,
        destination,
        headers: frameHeaders,
        body: JSON.parse(body) as Record<string, unknown>,
      });
    };
    return {
      send: (destination, frameHeaders, body) => send("SEND", destination, frameHeaders, body),
      subscribe: (destination, frameHeaders) => send("SUBSCRIBE", destination, frameHeaders),
      unsubscribe: (id) => send("UNSUBSCRIBE", id, {}),
      disconnect: () => {
        line.ended = "disconnected";
      },
      drop: () => {
        line.ended = "dropped";
      },
    };
  };

  get line(): FakeLine {
    const line = this.lines.at(-1);
    if (line === undefined) {
      throw new Error("Nobody dialled");
    }
    return line;
  }
}

/** A storage that is a map. */
export function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}
