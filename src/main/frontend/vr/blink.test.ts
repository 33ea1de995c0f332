import assert from "node:assert/strict";
import { test } from "node:test";
import { openness } from "./blink.ts";

const times = Array.from({ length: 6_000 }, (_, index) => index * 10);

test("eyes are open most of the time, and close once in a while", () => {
  const closed = times.filter((now) => openness(0.4, now) < 0.5).length;
  assert.ok(closed > 20 && closed < times.length * 0.04, `${closed}`);
});

test("they never vanish and never grow", () => {
  assert.ok(times.every((now) => openness(0.7, now) >= 0.08 && openness(0.7, now) <= 1));
});

test("two people blink at different times", () => {
  const both = times.filter((now) => openness(0.1, now) < 1 && openness(0.9, now) < 1).length;
  assert.ok(both < 100, `${both}`);
});
