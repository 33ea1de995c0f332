import assert from "node:assert/strict";
import { test } from "node:test";
import type { PoseNode, Welcome } from "#protocol";
import { Poses } from "./pose.ts";

const TICK = 50;
const FRAME = 1000 / 72;

/** A generator of numbers from 0 to 1, always the same for a seed (mulberry32). */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody who walks in a circle and an eight and looks around: at most 1.5 m/s, 90 degrees a second. */
function walker(at: number): PoseNode {
  const t = at / 1000;
  const turn = 0.7 * Math.sin(t * 1.6);
  return {
    p: [1.5 * Math.sin(t * 0.7), 1.6 + 0.03 * Math.sin(t * 9), 0.8 * Math.sin(t * 1.1)],
    q: [0, Math.sin(turn / 2), 0, Math.cos(turn / 2)],
  };
}

const far = (a: PoseNode, b: PoseNode): number => Math.hypot(a.p[0] - b.p[0], a.p[1] - b.p[1], a.p[2] - b.p[2]);

function turned(a: PoseNode, b: PoseNode): number {
  const dot = Math.abs(a.q.reduce((sum, value, i) => sum + value * b.q[i]!, 0));
  return (2 * Math.acos(Math.min(1, dot)) * 180) / Math.PI;
}

const copy = ({ p, q }: PoseNode): PoseNode => ({ p: [...p], q: [...q] });

const welcome = (at: number): Welcome => ({
  type: "welcome",
  room: { id: "tea", name: "tea", locked: false },
  you: { id: "me", name: "Me", color: "#000000", resume: "", player: "me", playerToken: "" },
  participants: [],
  messages: [],
  poses: [],
  bounds: { min: [-64, -8, -64], max: [64, 24, 64] },
  matches: [],
  spectators: 0,
  seq: 0,
  recovered: true,
  tickHz: 1000 / TICK,
  at,
});

interface Seen {
  local: number;
  node: PoseNode;
}

/** What one sees of a walker, frame by frame, where each message takes as long as `way` says; one never overtakes another. */
function watch(
  { from = 0, to, way, path = walker }: { from?: number; to: number; way: () => number; path?: typeof walker },
  poses = new Poses(),
  stops = Infinity,
): Seen[] {
  const EPOCH = 1_795_416_000_000;
  const arrivals: { local: number; at: number }[] = [];
  let last = 0;
  for (let at = from; at < to; at += TICK) {
    if (at <= stops) {
      last = Math.max(last, at + 20 + way());
      arrivals.push({ local: last, at });
    }
  }
  poses.apply(welcome(EPOCH + from), from + 20);
  const seen: Seen[] = [];
  for (let local = from + 20; local < to; local += FRAME) {
    while ((arrivals[0]?.local ?? Infinity) <= local) {
      const { at, local: came } = arrivals.shift()!;
      poses.apply({ type: "poses", tick: at / TICK, at: EPOCH + at, poses: [{ id: "ada", head: path(at) }] }, came);
    }
    const body = poses.at("ada", local);
    if (body !== undefined) {
      assert.ok([...body.head.p, ...body.head.q].every(Number.isFinite), "no number that is none");
      seen.push({ local, node: copy(body.head) });
    }
  }
  return seen;
}

const steady = (seen: Seen[]): Seen[] => seen.filter(({ local }) => local > 4_000);

function worstStep(seen: Seen[]): { metres: number; degrees: number } {
  let metres = 0;
  let degrees = 0;
  for (let i = 1; i < seen.length; i++) {
    metres = Math.max(metres, far(seen[i - 1]!.node, seen[i]!.node));
    degrees = Math.max(degrees, turned(seen[i - 1]!.node, seen[i]!.node));
  }
  return { metres, degrees };
}

/** How far what is seen is from the true path, at the time by which all of it is seen late, in the mean and at worst. */
function error(seen: Seen[], path = walker): { behind: number; mean: number; worst: number } {
  let best = { behind: 0, mean: Infinity, worst: Infinity };
  for (let behind = 0; behind < 450; behind += 5) {
    const errors = seen.map(({ local, node }) => far(node, path(local - behind)));
    const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
    if (mean < best.mean) {
      best = { behind, mean, worst: Math.max(...errors) };
    }
  }
  return best;
}

/** The true walker's fastest step from frame to frame. */
const STEP = Math.max(...Array.from({ length: 5_000 }, (_, i) => far(walker(i * FRAME), walker((i + 1) * FRAME))));

for (const seed of [1, 2, 3, 4, 5]) {
  test(`under 100 ms of jitter and 5 % of frames late, motion is smooth and true (${seed})`, () => {
    const random = chance(seed);
    const way = (): number => random() * 100 + (random() < 0.05 ? 150 + random() * 100 : 0);
    const seen = steady(watch({ to: 60_000, way }));
    const { metres, degrees } = worstStep(seen);
    const { behind, mean, worst } = error(seen);
    assert.ok(metres < 2 * STEP, `the longest step is ${metres} m, the true one ${STEP} m`);
    assert.ok(degrees < 3, `the largest turn is ${degrees} degrees`);
    assert.ok(behind <= 330, `drawn ${behind} ms behind`);
    assert.ok(mean < 0.02, `${mean} m off in the mean`);
    assert.ok(worst < 0.2, `${worst} m off at worst`);
  });
}

test("on a good network it is drawn less than a tenth of a second after it came, and as it was", () => {
  const random = chance(7);
  const seen = steady(watch({ to: 20_000, way: () => random() * 5 }));
  const { behind, mean, worst } = error(seen);
  assert.ok(behind < 20 + 100, `drawn ${behind} ms behind`);
  assert.ok(mean < 0.005 && worst < 0.02, `${mean} m, ${worst} m off`);
});

test("who stops comes to rest at the true place, and hardly overshoots", () => {
  const straight = (at: number): PoseNode => ({ p: [Math.min(at, 5_000) * 0.0014, 1.6, 0], q: [0, 0, 0, 1] });
  const seen = watch({ to: 8_000, way: () => 10, path: straight }, new Poses(), 5_000);
  assert.ok(far(seen.at(-1)!.node, straight(5_000)) < 1e-6);
  assert.ok(Math.max(...seen.map(({ node }) => node.p[0])) < straight(5_000).p[0] + 0.03);
  assert.ok(worstStep(steady(seen)).metres < 0.0014 * FRAME * 2);
});

test("who moves again after a rest sets out then, not when the rest began", () => {
  const poses = new Poses();
  const rests = (at: number): PoseNode => ({ p: [Math.max(0, at - 20_000) * 0.0014, 1.6, 0], q: [0, 0, 0, 1] });
  watch({ to: 10_000, way: () => 10, path: rests }, poses, 5_000);
  const seen = watch({ from: 20_000, to: 25_000, way: () => 10, path: rests }, poses);
  assert.ok(seen[0]!.node.p[0] < 0.01);
  assert.ok(worstStep(seen).metres < 0.0014 * FRAME * 2.5);
  assert.ok(error(seen.slice(-100), rests).mean < 0.005);
});

test("who is somewhere else at once is there at once, not drawn through the room", () => {
  const beams = (at: number): PoseNode => ({ p: [at < 5_000 ? -10 : 10, 1.6, 0], q: [0, 0, 0, 1] });
  const seen = watch({ to: 8_000, way: () => 10, path: beams });
  assert.ok(seen.every(({ node }) => Math.abs(Math.abs(node.p[0]) - 10) < 1e-6));
});

test("turns take the shorter way, whichever of its two quaternions comes", () => {
  const sign = (at: number): number => ((at / TICK) % 2 === 0 ? 1 : -1);
  const flips = (at: number): PoseNode => {
    const { p, q } = walker(at);
    return { p, q: q.map((value) => value * sign(at)) as PoseNode["q"] };
  };
  assert.ok(worstStep(steady(watch({ to: 10_000, way: () => 10, path: flips }))).degrees < 3);
});

test("poses that come late, twice or in the wrong order do no harm", () => {
  const poses = new Poses();
  poses.apply(welcome(0), 0);
  const says = (at: number, now: number): void =>
    poses.apply({ type: "poses", tick: 1, at, poses: [{ id: "ada", head: walker(at) }] }, now);
  for (const at of [100, 50, 100, 150, 0, 150, 200, 300, 250]) {
    says(at, at + 20);
  }
  for (let now = 320; now < 1_000; now += FRAME) {
    const { head } = poses.at("ada", now)!;
    assert.ok([...head.p, ...head.q].every(Number.isFinite));
  }
  assert.ok(far(poses.at("ada", 2_000)!.head, walker(300)) < 1e-6);
});

test("a hand that vanishes is gone, and appears again where it is then", () => {
  const poses = new Poses();
  poses.apply(welcome(0), 0);
  const hand = (x: number): PoseNode => ({ p: [x, 1, 0], q: [0, 0, 0, 1] });
  const says = (at: number, left?: PoseNode): void =>
    poses.apply({ type: "poses", tick: 1, at, poses: [{ id: "ada", head: walker(0), ...(left && { left }) }] }, at);
  says(100, hand(1));
  assert.deepEqual(poses.at("ada", 500)!.left?.p, [1, 1, 0]);
  says(600);
  assert.equal(poses.at("ada", 700)!.left, undefined);
  says(800, hand(2));
  assert.deepEqual(poses.at("ada", 810)!.left?.p, [2, 1, 0]);
});

test("whoever left has no pose, and a new welcome forgets who is not in it", () => {
  const poses = new Poses();
  poses.apply(welcome(0), 0);
  poses.apply(
    {
      type: "poses",
      tick: 1,
      at: 50,
      poses: [
        { id: "ada", head: walker(0) },
        { id: "ben", head: walker(0) },
      ],
    },
    60,
  );
  poses.apply({ type: "left", id: "ada", name: "Ada", reason: "left" }, 70);
  assert.deepEqual([...poses.ids], ["ben"]);
  poses.apply(welcome(100), 110);
  assert.deepEqual([...poses.ids], []);
  assert.equal(poses.at("ben", 120), undefined);
});

test("a packed frame that is none does no harm, and the next counts", () => {
  const poses = new Poses();
  poses.apply(welcome(0), 0);
  for (const packed of ["", "no", "~~~~~", "00000"]) {
    poses.apply({ type: "poses", tick: 1, at: 10, n: 1, packed }, 10);
  }
  assert.deepEqual([...poses.ids], []);
  poses.apply({ type: "poses", tick: 2, at: 50, poses: [{ id: "ada", head: walker(0) }] }, 60);
  assert.deepEqual([...poses.ids], ["ada"]);
});
