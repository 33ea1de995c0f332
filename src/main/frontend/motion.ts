/** The motion of one node, drawn from poses that come by ticks, late or in bunches. Times are ms of the server's clock. */
import type { PoseNode } from "#protocol";

type Place = PoseNode["p"];
type Turn = PoseNode["q"];

interface Sample {
  at: number;
  p: Place;
  q: Turn;
}

const MOST = 32;
/** So much longer than a tick without news is a rest, not a step. */
const REST = 2.5;
/** Whoever has rested, or was not heard of, is drawn no faster than this on the way to where they are, in metres a ms. */
const HURRY = 0.004;
/** Further and faster than this is a teleport: metres, metres a ms. */
const FAR = 3;
const BEAMED = 0.015;
/** News that are late are guessed for so long: on as before, then back to where they were last. */
const GUESS_MS = 120;
/** What was guessed wrong is made good over about this time. */
const AMENDS_MS = 90;

export class Motion {
  readonly #samples: Sample[] = [];
  /** When it was last drawn, and by how much what was drawn then differs from what is known now. */
  #drawnAt = -Infinity;
  readonly #off: { since: number; p: Place; q: Turn } = { since: -Infinity, p: [0, 0, 0], q: [0, 0, 0, 1] };
  readonly #before: PoseNode = { p: [0, 0, 0], q: [0, 0, 0, 1] };

  /** @param tick how long a tick is, in ms */
  constructor(private readonly tick: number) {}

  /** Takes a pose as it was at a time. What is drawn goes on from where it is, unless that is far off. */
  push(at: number, { p, q }: PoseNode): void {
    const drawn = this.#samples.length > 0 && this.#drawnAt > -Infinity;
    if (drawn) {
      this.sample(this.#drawnAt, this.#before);
    }
    this.#insert({ at, p, q });
    if (drawn) {
      this.#amend();
    }
  }

  /** Where it is at a time, which only goes on: writes it into `out`. There must have been a pose. */
  sample(at: number, out: PoseNode): void {
    this.#drawnAt = at;
    this.#path(at, out);
    const left = amends(at - this.#off.since);
    if (left > 0) {
      for (let i = 0; i < 3; i++) {
        out.p[i]! += this.#off.p[i]! * left;
      }
      slerp(IDENTITY, this.#off.q, left, part);
      multiply(part, out.q, out.q);
    }
    while (this.#samples.length > 2 && this.#samples[1]!.at < at - 1000) {
      this.#samples.shift();
    }
  }

  #insert(sample: Sample): void {
    const samples = this.#samples;
    let index = samples.length;
    while (index > 0 && samples[index - 1]!.at >= sample.at) {
      index--;
    }
    samples.splice(index, samples[index]?.at === sample.at ? 1 : 0, sample);
    if (samples.length > MOST) {
      samples.shift();
    }
  }

  #amend(): void {
    this.#path(this.#drawnAt, now);
    const off = this.#off;
    off.since = this.#drawnAt;
    for (let i = 0; i < 3; i++) {
      off.p[i] = this.#before.p[i]! - now.p[i]!;
    }
    if (Math.hypot(...off.p) > FAR) {
      off.p.fill(0);
      off.q = [0, 0, 0, 1];
    } else {
      multiply(this.#before.q, conjugate(now.q), off.q);
    }
  }

  /** Between the poses around a time, or on from the last. */
  #path(at: number, out: PoseNode): void {
    const samples = this.#samples;
    let next = samples.length;
    while (next > 0 && samples[next - 1]!.at > at) {
      next--;
    }
    const a = samples[next - 1];
    const b = samples[next];
    if (a === undefined || b === undefined) {
      copy((a ?? b)!, out);
      if (a !== undefined) {
        this.#guess(samples[next - 2], a, at, out);
      }
      return;
    }
    const share = this.#share(a, b, at);
    for (let i = 0; i < 3; i++) {
      out.p[i] = a.p[i]! + (b.p[i]! - a.p[i]!) * share;
    }
    slerp(a.q, b.q, share, out.q);
  }

  /** How much of the way from a to b is behind at a time. Who rested sets out just before the news, not when the rest began. */
  #share(a: Sample, b: Sample, at: number): number {
    const way = distance(a.p, b.p);
    const gap = b.at - a.at;
    if (way > FAR && way / gap > BEAMED) {
      return 0;
    }
    const step = gap > REST * this.tick ? Math.min(gap, Math.max(this.tick, way / HURRY)) : gap;
    return Math.max(0, 1 - (b.at - at) / step);
  }

  /** On as before, ever less, and back: no news is mostly late news, and else it is rest. */
  #guess(a: Sample | undefined, b: Sample, at: number, out: PoseNode): void {
    const late = at - b.at;
    const gap = a === undefined ? Infinity : b.at - a.at;
    if (a === undefined || late >= GUESS_MS || gap > REST * this.tick || distance(a.p, b.p) / gap > BEAMED) {
      return;
    }
    const on = (late * (1 - late / GUESS_MS) ** 2) / gap;
    for (let i = 0; i < 3; i++) {
      out.p[i]! += (b.p[i]! - a.p[i]!) * on;
    }
  }
}

const IDENTITY: Turn = [0, 0, 0, 1];
const part: Turn = [0, 0, 0, 1];
const now: PoseNode = { p: [0, 0, 0], q: [0, 0, 0, 1] };

/** How much of an error is still there after a time: it begins and ends without a jerk. */
function amends(after: number): number {
  return after < 8 * AMENDS_MS ? (1 + after / AMENDS_MS) * Math.exp(-after / AMENDS_MS) : 0;
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function copy(from: PoseNode, to: PoseNode): void {
  for (let i = 0; i < 3; i++) {
    to.p[i] = from.p[i]!;
  }
  for (let i = 0; i < 4; i++) {
    to.q[i] = from.q[i]!;
  }
}

function conjugate([x, y, z, w]: Turn): Turn {
  return [-x, -y, -z, w];
}

function multiply([ax, ay, az, aw]: Turn, [bx, by, bz, bw]: Turn, out: Turn): void {
  out[0] = aw * bx + ax * bw + ay * bz - az * by;
  out[1] = aw * by - ax * bz + ay * bw + az * bx;
  out[2] = aw * bz + ax * by - ay * bx + az * bw;
  out[3] = aw * bw - ax * bx - ay * by - az * bz;
}

/** Shoemake's spherical interpolation, the shorter way round (SIGGRAPH 1985). */
function slerp(a: Turn, b: Turn, share: number, out: Turn): void {
  let dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  const way = dot < 0 ? -1 : 1;
  dot = Math.min(1, Math.abs(dot));
  const angle = Math.acos(dot);
  const sine = Math.sin(angle);
  // Where the two are almost one, the sines are almost nothing, and a straight line is as good.
  const from = sine < 1e-4 ? 1 - share : Math.sin((1 - share) * angle) / sine;
  const to = (sine < 1e-4 ? share : Math.sin(share * angle) / sine) * way;
  for (let i = 0; i < 4; i++) {
    out[i] = a[i]! * from + b[i]! * to;
  }
  const length = Math.hypot(...out);
  for (let i = 0; i < 4; i++) {
    out[i]! /= length;
  }
}
