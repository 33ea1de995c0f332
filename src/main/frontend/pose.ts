/** Everybody's pose in one room, smoothed. No DOM. Local times are ms, such as `performance.now()`. */
import type { PackedPoses, Pose, PoseNode, ServerMessage } from "#protocol";
import { ServerClock } from "./clock.ts";
import { Motion } from "./motion.ts";
import { PackedReader, type PackedBody } from "./packed.ts";

export type Node = PoseNode;

export interface Body {
  head: Node;
  left: Node | undefined;
  right: Node | undefined;
}

/** The event by which somebody tells that they are in the room still, and in its scene no more. */
export const OUT = "parlor-out";

const PARTS = ["head", "left", "right"] as const;
type PartName = (typeof PARTS)[number];

/** How far behind the newest news one draws, in ticks where all come on time, and in ms at least and at most. */
const BEHIND_TICKS = 1.5;
const LEAST_MS = 60;
const MOST_MS = 300;
/** Of so many messages the lateness is remembered, and so much of them should be in time. */
const REMEMBERED = 100;
const IN_TIME = 0.97;
/** By how much of the time that passes one may fall back or catch up. */
const SLEW = 0.1;
const NOBODY: ReadonlyMap<string, PackedBody> = new Map();

export class Poses {
  readonly #bodies = new Map<string, Drawn>();
  readonly #clock = new ServerClock();
  readonly #lateness: number[] = [];
  #tick = 50;
  #packed: PackedReader | undefined;
  #wanted = LEAST_MS;
  #behind = 0;
  /** At which local time it was drawn last, and which time that showed. */
  #sampled: number | undefined;
  #shown = 0;

  /** Takes what a room says; what is not about poses does nothing. */
  apply(message: ServerMessage, now: number): void {
    switch (message.type) {
      case "welcome": {
        this.#tick = 1000 / message.tickHz;
        this.#packed = new PackedReader(message.bounds);
        this.#clock.reset();
        this.#hear(message.at, now);
        const here = new Set(message.poses.map(({ id }) => id));
        [...this.#bodies.keys()].filter((id) => !here.has(id)).forEach((id) => this.#bodies.delete(id));
        message.poses.forEach((pose) => this.#push(pose.id, pose, message.at));
        break;
      }
      case "poses":
        this.#hear(message.at, now);
        if ("packed" in message) {
          this.#unpack(message).forEach((body, id) => this.#push(id, body, message.at));
        } else {
          message.poses.forEach((pose) => this.#push(pose.id, pose, message.at));
        }
        break;
      case "event":
        if (message.event === OUT) {
          this.#bodies.delete(message.from.id);
        }
        break;
      case "left":
        this.#bodies.delete(message.id);
        this.#packed?.forget(message.id);
        break;
    }
  }

  /** Who has a pose. */
  get ids(): Iterable<string> {
    return this.#bodies.keys();
  }

  /** How somebody is to be drawn at this moment: the same object each time. Undefined for who has no pose. */
  at(id: string, now: number): Body | undefined {
    return this.#bodies.get(id)?.at(this.#time(now));
  }

  /** A frame that is none is left out: the next one is as good, and the rest of the room's news is not to suffer. */
  #unpack(frame: PackedPoses): ReadonlyMap<string, PackedBody> {
    try {
      return this.#packed?.read(frame) ?? NOBODY;
    } catch {
      return NOBODY;
    }
  }

  #push(id: string, pose: Pose | PackedBody, at: number): void {
    let drawn = this.#bodies.get(id);
    if (drawn === undefined) {
      drawn = new Drawn(this.#tick);
      this.#bodies.set(id, drawn);
    }
    drawn.push(at, pose);
  }

  #hear(at: number, now: number): void {
    this.#clock.heard(at, now);
    this.#lateness.push(this.#clock.lateness(at, now));
    if (this.#lateness.length > REMEMBERED) {
      this.#lateness.shift();
    }
    const late = this.#lateness.toSorted((a, b) => a - b)[Math.floor((this.#lateness.length - 1) * IN_TIME)] ?? 0;
    this.#wanted = Math.min(MOST_MS, Math.max(LEAST_MS, BEHIND_TICKS * this.#tick + late));
  }

  /** The time that is drawn now: it only goes on, and never jumps. */
  #time(now: number): number {
    if (now !== this.#sampled) {
      const most = Math.max(0, now - (this.#sampled ?? -Infinity)) * SLEW;
      this.#behind += Math.max(-most, Math.min(most, this.#wanted - this.#behind));
      this.#shown = this.#clock.now(now) - this.#behind;
      this.#sampled = now;
    }
    return this.#shown;
  }
}

/** One body: a motion for each of its parts that is there. */
class Drawn {
  readonly #motions: Partial<Record<PartName, Motion>> = {};
  readonly #nodes: Record<PartName, Node> = { head: node(), left: node(), right: node() };
  readonly #body: Body = { head: this.#nodes.head, left: undefined, right: undefined };

  constructor(private readonly tick: number) {}

  push(at: number, pose: Pose | PackedBody): void {
    for (const name of PARTS) {
      const part = pose[name];
      if (part === undefined) {
        // A hand that appears again does so where it is, not on the way from where it vanished.
        delete this.#motions[name];
      } else {
        (this.#motions[name] ??= new Motion(this.tick)).push(at, part);
      }
    }
  }

  at(time: number): Body {
    for (const name of PARTS) {
      this.#motions[name]?.sample(time, this.#nodes[name]);
    }
    this.#body.left = this.#motions.left && this.#nodes.left;
    this.#body.right = this.#motions.right && this.#nodes.right;
    return this.#body;
  }
}

function node(): Node {
  return { p: [0, 0, 0], q: [0, 0, 0, 1] };
}
