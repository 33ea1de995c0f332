import assert from "node:assert/strict";
import { test } from "node:test";
import { isFree, Seat, spotFor, type Spot } from "./seats.ts";

const circle = { radius: 2.5, spots: 8 };

function distance(one: { x: number; z: number }, other: { x: number; z: number }): number {
  return Math.hypot(one.x - other.x, one.z - other.z);
}

test("who comes first stands on the circle and faces the middle", () => {
  const { x, z, turn } = spotFor("ada", [], circle);
  assert.ok(Math.abs(Math.hypot(x, z) - 2.5) < 1e-9);
  const angle = (turn * Math.PI) / 180;
  assert.ok(Math.abs(-Math.sin(angle) * 2.5 + x) < 1e-9 && Math.abs(-Math.cos(angle) * 2.5 + z) < 1e-9);
});

test("the second stands across from the first", () => {
  const ada = spotFor("ada", [], circle);
  assert.ok(Math.abs(distance(ada, spotFor("ben", [ada], circle)) - 5) < 1e-9);
});

test("nobody stands in anybody, also when there are more people than spots", () => {
  const taken: Spot[] = [];
  for (let count = 0; count < 60; count++) {
    const spot = spotFor(`p${count}`, taken, circle);
    assert.ok(
      taken.every((other) => distance(spot, other) > 0.6),
      `person ${count}`,
    );
    taken.push(spot);
  }
});

test("who moved away leaves the spot free", () => {
  const elsewhere = Array.from({ length: 8 }, (_, index) => ({ x: 20 + index, z: 20 }));
  const { x, z } = spotFor("ada", elsewhere, circle);
  assert.ok(Math.abs(Math.hypot(x, z) - 2.5) < 1e-9);
});

test("two who come at once seldom choose the same", () => {
  const chosen = new Set(["a1", "b7", "c3", "d9", "e2", "f5"].map((id) => spotFor(id, [], circle).turn));
  assert.ok(chosen.size >= 3);
});

test("a spot is free while nobody is within reach of an elbow", () => {
  const spot: Spot = { x: 0, z: 2, turn: 0 };
  assert.ok(isFree(spot, [{ x: 1, z: 2 }]));
  assert.ok(!isFree(spot, [{ x: 0.3, z: 2 }]));
});

test("of two who come to one spot at once the one with the greater id steps aside", () => {
  const ada = new Seat("ada", new Map(), circle);
  const ben = new Seat("ben", new Map(), circle, ada.spot);

  assert.equal(ada.aside(new Map([["ben", ben.spot]]), 100), undefined);
  const aside = ben.aside(new Map([["ada", ada.spot]]), 100);

  assert.ok(aside !== undefined && isFree(aside, [ada.spot]));
  assert.ok(distance(aside, ada.spot) < 2);
  assert.deepEqual(ben.spot, aside);
});

test("of many who come to one spot at once each gets one of their own", () => {
  const spot = spotFor("", [], circle);
  const seats = new Map(
    Array.from({ length: 20 }, (_, i) => `p${i}`).map((id) => [id, new Seat(id, new Map(), circle, spot)]),
  );
  const others = (who: string) => new Map([...seats].filter(([id]) => id !== who).map(([id, seat]) => [id, seat.spot]));

  let moving = true;
  for (let time = 0; moving; time += 50) {
    assert.ok(time < 5_000);
    const told = new Map([...seats.keys()].map((id) => [id, others(id)]));
    moving = [...seats].map(([id, seat]) => seat.aside(told.get(id)!, 50)).some((aside) => aside !== undefined);
  }

  [...seats].forEach(([id, seat]) => assert.ok(isFree(seat.spot, [...others(id).values()]), id));
});

test("nobody steps aside from those who were there, or for those who do", () => {
  const cy = new Seat("cy", new Map([["ada", { x: 9, z: 9 }]]), circle);
  assert.equal(cy.aside(new Map([["ada", cy.spot]]), 100), undefined);
  assert.equal(cy.aside(new Map([["dot", cy.spot]]), 100), undefined);
});

test("who has stood on a spot for a while does so knowingly", () => {
  const ada = new Seat("ada", new Map(), circle);
  ada.aside(new Map(), 60_000);
  assert.ok(ada.isNew, "a page that was busy has heard nobody");
  for (let frames = 0; frames < 300; frames++) {
    ada.aside(new Map(), 20);
  }
  assert.ok(!ada.isNew);
});
