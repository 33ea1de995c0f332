import assert from "node:assert/strict";
import { test } from "node:test";
import { Pulse } from "./pulse.ts";

const MINUTE = 60_000;

/** Looks every 5 s, as a page does that is seen. The time at which it is found dead, if it is. */
function deathOf(pulse: Pulse, from: number, until: number): number | undefined {
  for (let now = from; now <= until; now += 5_000) {
    if (pulse.isDead(now)) {
      return now;
    }
  }
  return undefined;
}

test("silence is death after 25 s", () => {
  assert.equal(deathOf(new Pulse(0), 5_000, MINUTE), 30_000);
});

test("whatever comes is life", () => {
  const pulse = new Pulse(0);
  for (let now = 5_000; now <= 10 * MINUTE; now += 5_000) {
    if (now % 10_000 === 0) {
      pulse.heard(now);
    }
    assert.ok(!pulse.isDead(now));
  }
});

test("a page that slept gives one more heart-beat its time", () => {
  const pulse = new Pulse(0);
  assert.equal(deathOf(pulse, 60 * MINUTE, 61 * MINUTE), 60 * MINUTE + 15_000);
  const alive = new Pulse(0);
  assert.ok(!alive.isDead(60 * MINUTE));
  alive.heard(60 * MINUTE + 9_000);
  assert.equal(deathOf(alive, 60 * MINUTE + 10_000, 60 * MINUTE + 30_000), undefined);
});

test("a page in the background, which may look only once a minute, finds out at its second look", () => {
  const pulse = new Pulse(0);
  assert.ok(!pulse.isDead(MINUTE));
  assert.ok(pulse.isDead(2 * MINUTE));
});

test("a page in the background that hears all the time is content", () => {
  const pulse = new Pulse(0);
  for (let minute = 1; minute < 60; minute++) {
    pulse.heard(minute * MINUTE - 3_000);
    assert.ok(!pulse.isDead(minute * MINUTE));
  }
});

test("a clock that is put back doesn't keep the dead alive", () => {
  const pulse = new Pulse(100 * MINUTE);
  assert.equal(deathOf(pulse, 5_000, MINUTE), 35_000);
});
