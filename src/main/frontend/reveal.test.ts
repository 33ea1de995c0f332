import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { MatchState } from "#protocol";
import { RAISED_MS, Reveal, SHOWN_MS } from "./reveal.ts";

let reveal: Reveal;

beforeEach(() => {
  reveal = new Reveal();
});

/** Of which so many rounds are closed; the newest ten are in it, as the server tells them. */
function match(rounds: number, more: Partial<MatchState> = {}): MatchState {
  const closed = Array.from({ length: rounds }, (_, index) => ({ round: index + 1, moves: {} }));
  const last = closed.at(-1);
  return {
    id: "m",
    status: "playing",
    round: rounds + 1,
    rounds: closed.slice(-10),
    ...(last && { last }),
    ...more,
  } as MatchState;
}

test("who comes in the middle is shown nothing old", () => {
  reveal.see(match(2), 9_000, 0);
  assert.equal(reveal.isRaised(0), false);
  assert.equal(reveal.shown(match(2), 0), undefined);
});

test("a round that is closed: fists go up, open, are shown for a moment, and make place", () => {
  reveal.see(match(0), 15_000, 0);
  reveal.see(match(1), 15_000, 1_000);
  assert.equal(reveal.isRaised(1_000), true);
  assert.equal(reveal.isFresh(1_000), false);
  assert.equal(reveal.shown(match(1), 1_000), undefined, "nothing is given away by then");

  const open = 1_000 + RAISED_MS;
  assert.equal(reveal.isRaised(open), false);
  assert.equal(reveal.isFresh(open), true);
  assert.equal(reveal.shown(match(1), open)?.round, 1);

  assert.equal(reveal.isFresh(open + SHOWN_MS), false);
  assert.equal(reveal.shown(match(1), open + SHOWN_MS), undefined);
});

test("a round is revealed however many were closed before it", () => {
  for (let closed = 0; closed <= 50; closed++) {
    reveal.see(match(closed), 15_000, 10_000 * closed);
    const open = 10_000 * closed + RAISED_MS;
    assert.equal(reveal.shown(match(closed), open)?.round, closed === 0 ? undefined : closed);
  }
});

test("the same round told again is not revealed again", () => {
  reveal.see(match(0), 15_000, 0);
  reveal.see(match(1), 15_000, 0);
  reveal.see(match(1), 15_000, 10_000);
  assert.equal(reveal.isRaised(10_000), false);
});

test("the last hands stay once all is over", () => {
  reveal.see(match(1), 15_000, 0);
  const over = match(2, { status: "over", round: 2 });
  reveal.see(over, 0, 0);
  assert.equal(reveal.shown(over, RAISED_MS - 1), undefined);
  assert.equal(reveal.shown(over, 60_000)?.round, 2);
});

test("who moves has seen enough", () => {
  reveal.see(match(0), 15_000, 0);
  reveal.see(match(1), 15_000, 0);
  reveal.skip();
  assert.equal(reveal.isRaised(1), false);
  assert.equal(reveal.isFresh(1), false);
  assert.equal(reveal.shown(match(1), 1), undefined);
});

test("another match begins without the hands of the last", () => {
  reveal.see(match(0), 15_000, 0);
  reveal.see(match(1), 15_000, 0);
  reveal.see(match(0, { id: "rematch" }), 15_000, 1);
  assert.equal(reveal.isRaised(1), false);
  assert.equal(reveal.isFresh(1), false);
});

test("the ring empties with the time, and is whole at the beginning of a round", () => {
  reveal.see(match(0), 20_000, 0);
  assert.equal(reveal.fraction(20_000), 1);
  assert.equal(reveal.fraction(5_000), 0.25);
  assert.equal(reveal.fraction(0), 0);
  reveal.see(match(1), 15_000, 1);
  assert.equal(reveal.fraction(15_000), 1);
});

test("who comes late in a round does not see a whole ring", () => {
  reveal.see(match(0), 6_000, 0);
  assert.equal(reveal.fraction(6_000), 0.4);
});
