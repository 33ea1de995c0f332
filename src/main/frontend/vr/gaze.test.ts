import assert from "node:assert/strict";
import { test } from "node:test";
import { met, type Somebody } from "./gaze.ts";

const EYES = { x: 0, y: 1.6, z: 0 };
const AHEAD = { x: 0, y: 0, z: -1 };

const at = (id: string, x: number, z: number, y = 1.6): Somebody => ({ id, head: [x, y, z] });

/** A way that is turned to the side, and up. */
function turned(side: number, up = 0): { x: number; y: number; z: number } {
  const [a, b] = [(side * Math.PI) / 180, (up * Math.PI) / 180];
  return { x: Math.sin(a) * Math.cos(b), y: Math.sin(b), z: -Math.cos(a) * Math.cos(b) };
}

test("whom one looks at, not who stands beside or behind", () => {
  assert.equal(met(EYES, AHEAD, [at("ben", 0, -3), at("cy", 2, -3), at("dot", 0, 3)], 8), "ben");
  assert.equal(met(EYES, AHEAD, [at("cy", 2, -3), at("dot", 0, 3)], 8), undefined);
  assert.equal(met(EYES, turned(33.7), [at("ben", 0, -3), at("cy", 2, -3)], 8), "cy");
});

test("of two in one line of sight the one that is looked at best", () => {
  assert.equal(met(EYES, AHEAD, [at("ben", 0.25, -3), at("cy", 0.02, -4)], 8), "cy");
});

test("nobody beyond reach", () => {
  assert.equal(met(EYES, AHEAD, [at("ben", 0, -9)], 8), undefined);
});

test("from the head down to the hips, not the air above nor the floor", () => {
  const ben = [at("ben", 0, -2)];
  assert.equal(met(EYES, turned(0, -20), ben, 8), "ben");
  assert.equal(met(EYES, turned(0, 20), ben, 8), undefined);
  assert.equal(met(EYES, turned(0, -45), ben, 8), undefined);
  assert.equal(met(EYES, { x: 0, y: -1, z: 0 }, ben, 8), undefined);
});

test("who is met is held on to at the edge", () => {
  const ben = [at("ben", 0, -3)];
  const edge = turned(9);
  assert.equal(met(EYES, edge, ben, 8), undefined);
  assert.equal(met(EYES, edge, ben, 8, "ben"), "ben");
});
