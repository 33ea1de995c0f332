/**
 * The one door to the network: a connection that comes back by itself. It dials, tells what phase it is in, resumes, subscribes
 * again, and rejects what was not acknowledged, so that its sender can send it again.
 */
import type { Refusal, ServerMessage } from "#protocol";
import { dial as realDial, type Dial, type Line, type Route, type StompFrame, type Transport } from "./dial.ts";
import { forTab, type ResumeStore, type Wish } from "./profile.ts";
import { LOOK_EVERY_MS, Pulse } from "./pulse.ts";
import { ConnectionLost, Receipts } from "./receipts.ts";

export type { Transport } from "./dial.ts";
export { ConnectionLost } from "./receipts.ts";

/** Times are ms since the epoch. */
export type ConnectionState =
  | { phase: "idle" }
  | { phase: "connecting" }
  | { phase: "connected"; transport: Transport }
  | { phase: "reconnecting"; retryAt: number; attempt: number }
  | { phase: "disconnected"; by: "user" | "replaced" };

export interface JoinOptions {
  password?: string;
  /** The number of the last line seen, asked for at each new subscription. */
  since?: () => number | undefined;
  role?: "spectator";
  poses?: "packed";
}

export interface Subscription {
  on(listener: (message: ServerMessage) => void): () => void;
  leave(): void;
}

export interface ConnectionOptions {
  endpoint?: string;
  /** Asked for at each CONNECT. */
  profile: () => Wish;
  resume: ResumeStore;
  /** Only this route, for networks and tests that need one: `?transport=` in the page's address. */
  route?: Route | undefined;
  dial?: Dial;
  random?: () => number;
  /** Calls back whenever a connection may be possible again, or may have gone unnoticed. */
  onWake?: (wake: () => void) => void;
}

interface Joined {
  readonly room: string;
  readonly options: JoinOptions;
  readonly listeners: Set<(message: ServerMessage) => void>;
  /** Welcomed once: from then on what passes is no reason to be out of it. */
  entered: boolean;
  /** How often one was refused since the last welcome, and when it is tried again. */
  refusals: number;
  again: ReturnType<typeof setTimeout> | undefined;
}

export const ERRORS = "/user/queue/errors";
export const EVENTS = "/user/queue/events";
export const PLAY = "/user/queue/rps";

const CONNECT_WITHIN_MS = { websocket: 4_000, sockjs: 15_000 };
/** A deadline that fires so late means that the page stood still, and the socket's news with it: these get so much time, so often. */
const STOOD_STILL_MS = 100;
const GRACE_MS = 1_000;
const GRACES = 3;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** What a server refuses for the moment, as it may when all come back at once. */
const PASSING: ReadonlySet<Refusal["code"]> = new Set(["unavailable", "rate_limited"]);
/** How long SockJS is tried first after it was needed. */
const REMEMBER_ROUTE_MS = 10 * 60_000;

/** The room's destination. */
export const topic = (room: string): string => `/topic/room.${room}`;

export class Connection {
  #state: ConnectionState = { phase: "idle" };
  #line: Line | undefined;
  #attempt = 0;
  #pulse = new Pulse(0);
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  readonly #options: Required<Pick<ConnectionOptions, "endpoint" | "dial" | "random" | "onWake">> & ConnectionOptions;
  readonly #rooms = new Map<string, Joined>();
  readonly #receipts = new Receipts();
  readonly #stateListeners = new Set<(state: ConnectionState, previous: ConnectionState) => void>();
  readonly #refusalListeners = new Set<(refusal: Refusal) => void>();
  readonly #eventListeners = new Set<(message: ServerMessage) => void>();
  readonly #playListeners = new Set<(message: ServerMessage) => void>();

  constructor(options: ConnectionOptions) {
    this.#options = { endpoint: "/ws", dial: realDial, random: Math.random, onWake: whenTheBrowserWakes, ...options };
    this.#options.onWake(() => this.#wake());
  }

  get state(): ConnectionState {
    return this.#state;
  }

  onState(listener: (state: ConnectionState, previous: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** What the server refused, whatever it was. */
  onRefused(listener: (refusal: Refusal) => void): () => void {
    this.#refusalListeners.add(listener);
    return () => this.#refusalListeners.delete(listener);
  }

  /** What another participant's application sent to this one alone. */
  onEvent(listener: (message: ServerMessage) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** What is told to this one alone about matches. */
  onPlay(listener: (message: ServerMessage) => void): () => void {
    this.#playListeners.add(listener);
    return () => this.#playListeners.delete(listener);
  }

  /** Connects, or tries again now. Does nothing while it is connected or connecting. */
  connect(): void {
    if (this.#state.phase !== "connected" && this.#state.phase !== "connecting") {
      clearTimeout(this.#retry);
      this.#dial(this.#routes());
    }
  }

  /** Takes leave. False if there was no connection, nor one in the making. */
  disconnect(): boolean {
    if (this.#state.phase === "idle" || this.#state.phase === "disconnected") {
      return false;
    }
    const connected = this.#state.phase === "connected";
    const line = this.#letGo();
    if (connected) {
      line?.disconnect();
    } else {
      line?.drop();
    }
    this.#become({ phase: "disconnected", by: "user" });
    return true;
  }

  /** Is in a room from now on, over reconnects too, until it is left. */
  join(room: string, options: JoinOptions = {}): Subscription {
    const joined: Joined = {
      room,
      options,
      listeners: new Set(),
      entered: false,
      refusals: 0,
      again: undefined,
    };
    this.#rooms.set(room, joined);
    if (this.#state.phase === "connected") {
      this.#subscribe(joined);
    }
    return {
      on: (listener) => {
        joined.listeners.add(listener);
        return () => joined.listeners.delete(listener);
      },
      leave: () => {
        if (this.#rooms.get(room) === joined) {
          this.#rooms.delete(room);
          clearTimeout(joined.again);
          if (this.#state.phase === "connected") {
            this.#line?.unsubscribe(idOf(room));
          }
        }
      },
    };
  }

  /** Sends, and resolves once the server has done it. Rejects with its {@link Refusal}, or {@link ConnectionLost}. */
  send(destination: string, body: object): Promise<void> {
    if (this.#state.phase !== "connected" || this.#line === undefined) {
      return Promise.reject(new ConnectionLost());
    }
    const { receipt, done } = this.#receipts.await(destination, body);
    this.#line.send(destination, { receipt, "content-type": "application/json" }, JSON.stringify(body));
    return done;
  }

  #routes(): Route[] {
    if (this.#options.route !== undefined) {
      return [this.#options.route];
    }
    const sockJsUntil = Number(forTab.get("sockjs-until") ?? 0);
    return Date.now() < sockJsUntil ? ["sockjs", "websocket"] : ["websocket", "sockjs"];
  }

  /** Tries one route after the other; after the last comes a pause. */
  #dial([route, ...others]: Route[]): void {
    if (route === undefined) {
      this.#pause();
      return;
    }
    this.#become({ phase: "connecting" });
    const { token, player } = this.#options.resume;
    const headers = {
      host: globalThis.location?.host ?? "parlor",
      ...this.#options.profile(),
      ...(token && { resume: token }),
      ...(player && { player }),
    };
    let line: Line | undefined;
    const current = (): boolean => this.#line === line;
    const failed = (): void => {
      if (current()) {
        this.#letGo()?.drop();
        this.#dial(others);
      }
    };
    try {
      line = this.#options.dial(route, this.#options.endpoint, headers, {
        connected: (transport, told) => current() && this.#connected(route, transport, told),
        frame: (frame) => current() && this.#received(frame),
        heard: () => this.#pulse.heard(Date.now()),
        closed: () => (current() && this.#state.phase === "connected" ? this.#lost() : failed()),
      });
      this.#line = line;
      const within = route === "websocket" ? CONNECT_WITHIN_MS.websocket : CONNECT_WITHIN_MS.sockjs;
      this.#giveUpIn(within, failed);
    } catch {
      // A browser or an extension that forbids WebSockets throws at once.
      this.#dial(others);
    }
  }

  /** What the page did not get to while it was busy, with building a scene for one, may well be the connection. */
  #giveUpIn(ms: number, failed: () => void, graces = GRACES): void {
    const due = Date.now() + ms;
    this.#deadline = setTimeout(() => {
      if (graces > 0 && Date.now() - due > STOOD_STILL_MS) {
        this.#giveUpIn(GRACE_MS, failed, graces - 1);
      } else {
        failed();
      }
    }, ms);
  }

  #connected(route: Route, transport: Transport, told: Record<string, string>): void {
    this.#remember(told["resume"], told["player"]);
    clearTimeout(this.#deadline);
    this.#pulse = new Pulse(Date.now());
    this.#look = setInterval(() => this.#checkAlive(), LOOK_EVERY_MS);
    forTab.set("sockjs-until", route === "sockjs" ? String(Date.now() + REMEMBER_ROUTE_MS) : undefined);
    this.#line?.subscribe(ERRORS, { id: "errors" });
    this.#line?.subscribe(EVENTS, { id: "events" });
    this.#line?.subscribe(PLAY, { id: "play" });
    this.#become({ phase: "connected", transport });
    for (const joined of this.#rooms.values()) {
      this.#subscribe(joined);
    }
  }

  #subscribe({ room, options }: Joined): void {
    const since = options.since?.();
    this.#line?.subscribe(topic(room), {
      id: idOf(room),
      ...(options.password !== undefined && { password: options.password }),
      ...(options.role !== undefined && { role: options.role }),
      ...(options.poses !== undefined && { poses: options.poses }),
      ...(since !== undefined && { since: String(since) }),
    });
  }

  #received(frame: StompFrame): void {
    const { destination = "" } = frame.headers;
    if (frame.command === "RECEIPT") {
      this.#receipts.came(frame.headers["receipt-id"] ?? "");
    } else if (frame.command === "ERROR") {
      this.#failed(frame.headers["message"], frame.body);
    } else if (destination === ERRORS) {
      this.#refused(JSON.parse(frame.body) as Refusal);
    } else {
      const message = JSON.parse(frame.body) as ServerMessage;
      if (destination === EVENTS || destination === PLAY) {
        (destination === EVENTS ? this.#eventListeners : this.#playListeners).forEach((listener) => listener(message));
        return;
      }
      if (message.type === "welcome") {
        this.#remember(message.you.resume, message.you.playerToken);
      }
      const joined = this.#roomAt(destination);
      if (joined !== undefined && message.type === "welcome") {
        joined.entered = true;
        joined.refusals = 0;
      }
      joined?.listeners.forEach((listener) => listener(message));
    }
  }

  /** The newest tokens are good for longest. */
  #remember(token: string | undefined, player: string | undefined): void {
    if (token !== undefined) {
      this.#options.resume.token = token;
    }
    if (player !== undefined) {
      this.#options.resume.player = player;
    }
  }

  #roomAt(destination: string | undefined): Joined | undefined {
    return [...this.#rooms.values()].find(({ room }) => topic(room) === destination);
  }

  #refused(refusal: Refusal): void {
    this.#receipts.refused(refusal);
    const joined = this.#roomAt(refusal.destination);
    if (joined?.entered && PASSING.has(refusal.code)) {
      joined.again = setTimeout(() => this.#subscribe(joined), this.#wait(joined.refusals++));
      return;
    }
    this.#refusalListeners.forEach((listener) => listener(refusal));
  }

  /** An ERROR frame is the last of its connection. */
  #failed(code: string | undefined, message: string): void {
    if (code === "replaced") {
      this.#letGo()?.drop();
      this.#become({ phase: "disconnected", by: "replaced" });
    } else if (this.#state.phase === "connected") {
      // What was too large would be so again.
      this.#lost(code === "too_large" ? { code, message } : undefined);
    }
  }

  #lost(why?: Refusal): void {
    this.#letGo(why)?.drop();
    this.#pause();
  }

  /** At random, up to a time that doubles, so that a server that comes back is not met by all at once. */
  #wait(attempt: number): number {
    const most = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
    return Math.round(this.#options.random() * most);
  }

  #pause(): void {
    const wait = this.#wait(this.#attempt++);
    this.#become({ phase: "reconnecting", retryAt: Date.now() + wait, attempt: this.#attempt });
    this.#retry = setTimeout(() => this.connect(), wait);
  }

  #checkAlive(): void {
    if (this.#pulse.isDead(Date.now())) {
      this.#lost();
    } else {
      this.#attempt = 0; // Only what lasts is a success: one that is ended at once is not to be dialled once a second.
    }
  }

  #wake(): void {
    if (this.#state.phase === "reconnecting") {
      this.connect();
    } else if (this.#state.phase === "connected") {
      this.#checkAlive();
    }
  }

  /** Forgets the line, whose events count no more, and gives up what was awaited of it. */
  #letGo(why: Refusal | ConnectionLost = new ConnectionLost()): Line | undefined {
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    clearInterval(this.#look);
    this.#rooms.forEach(({ again }) => clearTimeout(again));
    const line = this.#line;
    this.#line = undefined;
    this.#receipts.giveUp(why);
    return line;
  }

  #become(state: ConnectionState): void {
    const previous = this.#state;
    this.#state = state;
    this.#stateListeners.forEach((listener) => listener(state, previous));
  }
}

/** The same for everybody in a room, so that the server can share its frames. */
function idOf(room: string): string {
  return `room.${room}`;
}

/** When the browser hears of the network again, and when its page is looked at again. */
function whenTheBrowserWakes(wake: () => void): void {
  if (globalThis.document !== undefined) {
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", () => document.hidden || wake());
  }
}

/** The route that a page's address asks for: `?transport=xhr-polling`. */
export function routeOf(search: string): Route | undefined {
  const asked = new URLSearchParams(search).get("transport");
  return (["websocket", "sockjs", "xhr-streaming", "xhr-polling"] as const).find((route) => route === asked);
}
