/**
 * What the page /hello tries: each way to the server, both clocks, and what the device can do. It knows no DOM and no words: it
 * finds out, and ui/hello-page.ts tells.
 */
import type { Dial, Line, Route } from "./dial.ts";
import { EVENTS } from "./stomp.ts";

/** The ways to the server, those first that one would rather go. */
const ROUTES = {
  websocket: "websocket",
  sockjs: "sockjs-websocket",
  streaming: "xhr-streaming",
  eventsource: "eventsource",
  polling: "xhr-polling",
} as const satisfies Record<string, Route>;

export type Way = keyof typeof ROUTES;
export const ways = Object.keys(ROUTES) as Way[];

export const abilities = ["secure", "vr", "webgl", "controllers", "microphone"] as const;
export type Ability = (typeof abilities)[number];

export type Subject = Way | "clock" | Ability;
export const subjects: readonly Subject[] = [...ways, "clock", ...abilities];

export type State = "waiting" | "trying" | "works" | "fails" | "unneeded";

/** What was found out about one subject. */
export interface Finding {
  readonly state: State;
  /** What is missing, where something is. */
  readonly lack?: string;
  /** Of a way the time for there and back; of the clock how far the device's is ahead. */
  readonly ms?: number;
  /** By how much `ms` may be wrong. */
  readonly within?: number;
  /** What is there, by its own name. */
  readonly name?: string;
}

export type Findings = Readonly<Record<Subject, Finding>>;

/** The browser and the network, as far as they are asked. Times are in ms. */
export interface Surroundings {
  dial: Dial;
  /** The server's time, over plain HTTP. */
  serverTime(): Promise<number>;
  /** The device's own time of day. */
  now(): number;
  /** A clock that nobody sets. */
  elapsed(): number;
  secure: boolean;
  xr: { isSessionSupported(mode: "immersive-vr"): Promise<boolean> } | undefined;
  /** The name of what draws in three dimensions, if anything does. */
  webgl(): string | undefined;
  controllers(): readonly string[];
  /** How many there are; undefined where the browser does not tell. */
  microphones(): Promise<number | undefined>;
}

/** All that one try of a way may take: a network that swallows everything is found out in bounded time. */
export const WAY_WITHIN_MS = 6_000;
const TRIPS = 5;
/** Waiting for an answer of the browser itself. */
const ASK_WITHIN_MS = 3_000;
const CLOCK_WITHIN_MS = 3_000;
/** A clock that is further off shows, beside lines and in countdowns. */
const CLOCK_MAY_BE_OFF_MS = 2_000;
/** Few enough that one does not slow the other's trips much; two, since a way that is blocked takes all its time. */
const LANES = 2;

const WAITING: Finding = { state: "waiting" };

/** Tries everything, one after the other, and tells of each change. */
export class Checkup {
  #found: Record<Subject, Finding> = nothingYet();
  #running = false;
  readonly #around: Surroundings;
  readonly #changed: () => void;

  constructor(around: Surroundings, changed: () => void) {
    this.#around = around;
    this.#changed = changed;
  }

  get findings(): Findings {
    return weighed(this.#found);
  }

  get running(): boolean {
    return this.#running;
  }

  /** Tries all again. Does nothing while it is at it. */
  async run(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    this.#found = nothingYet();
    // The clock comes first, while the network is still quiet: the shorter the way, the better it is known.
    await Promise.all([
      ...abilities.map((ability) => this.#find(ability, look[ability])),
      this.#find("clock", compareClocks).then(() => this.#tryWays()),
    ]);
    this.#running = false;
    this.#changed();
  }

  /** A browser tells of a controller once a button of it is pressed, which may be at any time. */
  async lookForControllers(): Promise<void> {
    await this.#find("controllers", look.controllers);
  }

  async #tryWays(): Promise<void> {
    const left = [...ways];
    const lane = async (): Promise<void> => {
      for (let way = left.shift(); way !== undefined; way = left.shift()) {
        const next = way;
        await this.#find(next, (around) => tryWay(next, around));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  async #find(subject: Subject, find: (around: Surroundings) => Finding | Promise<Finding>): Promise<void> {
    this.#found[subject] = { state: "trying" };
    this.#changed();
    this.#found[subject] = await find(this.#around);
    this.#changed();
  }
}

function nothingYet(): Record<Subject, Finding> {
  return Object.fromEntries(subjects.map((subject) => [subject, WAITING])) as Record<Subject, Finding>;
}

/** One way that is blocked is no fault where a better one, or any other, takes its place. */
function weighed(found: Findings): Findings {
  if (bestWay(found) === undefined) {
    return found;
  }
  const spare = ways.filter((way) => way !== "websocket" && found[way].state === "fails");
  return { ...found, ...Object.fromEntries(spare.map((way) => [way, { ...found[way], state: "unneeded" }])) };
}

/** The way that one would go. */
export function bestWay(findings: Findings): Way | undefined {
  return ways.find((way) => findings[way].state === "works");
}

/** All of it in a word. */
export type Verdict = "trying" | "nothing" | "detour" | "talk" | "all";

export function verdict(findings: Findings): Verdict {
  if (subjects.some((subject) => findings[subject].state === "waiting" || findings[subject].state === "trying")) {
    return "trying";
  }
  if (findings.websocket.state !== "works") {
    return bestWay(findings) === undefined ? "nothing" : "detour";
  }
  return findings.vr.state === "works" && findings.webgl.state === "works" ? "all" : "talk";
}

/** Connects one way, goes there and back a few times, and takes leave. Who does is in no room, so nobody sees it. */
function tryWay(way: Way, { dial, elapsed }: Surroundings): Promise<Finding> {
  return new Promise((resolve) => {
    const trips: number[] = [];
    let line: Line | undefined;
    let left = 0;
    let over = false;
    const end = (finding: Finding): void => {
      if (!over) {
        over = true;
        clearTimeout(bound);
        resolve(finding);
        if (finding.state === "works") {
          line?.disconnect();
        } else {
          line?.drop();
        }
      }
    };
    // To subscribe to one's own queue is the least that a server acknowledges.
    const trip = (): void => {
      const id = `trip-${trips.length}`;
      left = elapsed();
      line?.subscribe(EVENTS, { id, receipt: id });
    };
    const back = (): void => {
      line?.unsubscribe(`trip-${trips.length}`);
      trips.push(elapsed() - left);
      if (trips.length < TRIPS) {
        trip();
      } else {
        end({ state: "works", ms: median(trips) });
      }
    };
    const bound = setTimeout(() => end({ state: "fails", lack: "late" }), WAY_WITHIN_MS);
    try {
      line = dial(
        ROUTES[way],
        "/ws",
        { host: globalThis.location?.host ?? "parlor" },
        {
          connected: () => over || trip(),
          frame: ({ command }) => {
            if (command === "RECEIPT" && !over) {
              back();
            } else if (command === "ERROR") {
              end({ state: "fails", lack: "refused" });
            }
          },
          heard: () => undefined,
          closed: () => end({ state: "fails", lack: "closed" }),
        },
      );
    } catch {
      // A browser or an extension that forbids WebSockets throws at once.
      end({ state: "fails", lack: "forbidden" });
    }
  });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** The server told its time somewhere on the way there and back: of several answers the quickest says most. */
async function compareClocks({ serverTime, now, elapsed }: Surroundings): Promise<Finding> {
  let best: { ms: number; within: number } | undefined;
  const since = elapsed();
  try {
    for (let i = 0; i < TRIPS && elapsed() - since < CLOCK_WITHIN_MS; i++) {
      const asked = elapsed();
      const there = await serverTime();
      const within = (elapsed() - asked) / 2;
      if (best === undefined || within < best.within) {
        best = { ms: now() - within - there, within };
      }
    }
  } catch {
    // What was heard before counts.
  }
  if (best === undefined) {
    return { state: "fails", lack: "unknown" };
  }
  if (Math.abs(best.ms) - best.within > CLOCK_MAY_BE_OFF_MS) {
    return { state: "fails", lack: best.ms > 0 ? "ahead" : "behind", ...best };
  }
  return { state: "works", ...best };
}

const look: Readonly<Record<Ability, (around: Surroundings) => Finding | Promise<Finding>>> = {
  secure: ({ secure }) => (secure ? { state: "works" } : { state: "fails", lack: "insecure" }),

  async vr({ xr, secure }) {
    if (xr === undefined) {
      return secure ? { state: "unneeded", lack: "browser" } : { state: "fails", lack: "insecure" };
    }
    const supported = await soon(xr.isSessionSupported("immersive-vr"));
    return supported === true ? { state: "works" } : { state: "unneeded", lack: "headset" };
  },

  webgl({ webgl }) {
    const name = webgl();
    return name === undefined ? { state: "fails", lack: "off" } : { state: "works", name };
  },

  controllers({ controllers }) {
    const names = controllers();
    return names.length === 0 ? { state: "unneeded", lack: "silent" } : { state: "works", name: names.join(", ") };
  },

  async microphone({ microphones, secure }) {
    const count = await soon(microphones());
    if (count !== undefined && count > 0) {
      return { state: "works" };
    }
    return { state: "unneeded", lack: count === undefined && !secure ? "insecure" : "none" };
  },
};

/** What the browser answers, or nothing if it fails or takes too long. */
async function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    const bound = new Promise<undefined>((resolve) => {
      late = setTimeout(() => resolve(undefined), ASK_WITHIN_MS);
    });
    return await Promise.race([answer, bound]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(late);
  }
}
