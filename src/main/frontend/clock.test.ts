import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./clock.ts";

test("the quickest message tells the truest time", () => {
  const clock = new ServerClock();
  for (let at = 0; at < 5_000; at += 50) {
    clock.heard(1_000_000 + at, at + 30 + (at % 7) * 20);
    clock.now(at + 200);
  }
  assert.ok(Math.abs(clock.now(5_000) - (1_000_000 + 5_000 - 30)) < 1);
  assert.equal(clock.lateness(1_000_000 + 5_000, 5_000 + 90), 60);
});

test("it never goes back, nor jumps, when a quicker message comes or the way becomes longer", () => {
  const clock = new ServerClock();
  clock.heard(0, 200);
  let before = clock.now(200);
  for (let local = 210; local < 60_000; local += 10) {
    if (local % 50 === 0) {
      clock.heard(local - (local < 20_000 ? 40 : 140), local);
    }
    const now = clock.now(local);
    assert.ok(now > before && now - before < 12, `${now - before} ms in 10`);
    before = now;
  }
  assert.ok(Math.abs(before - (59_990 - 140)) < 1);
});

test("a clock that was set is taken as it is", () => {
  const clock = new ServerClock();
  clock.heard(0, 20);
  clock.reset();
  clock.heard(3_600_000, 50);
  assert.equal(clock.now(50), 3_600_000);
});
