import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Body, Node } from "./pose.ts";
import { PoseSender, type Sent } from "./pose-sender.ts";

let sent: Sent[];
let sender: PoseSender;
let now: number;

beforeEach(() => {
  sent = [];
  sender = new PoseSender((pose) => sent.push(pose), 20);
  now = 0;
});

const node = (x: number, turn = 0): Node => ({ p: [x, 1.6, 0], q: [0, Math.sin(turn / 2), 0, Math.cos(turn / 2)] });
const body = (x: number, left?: Node): Body => ({ head: node(x), left, right: undefined });

function frames(count: number, at: (frame: number) => Body): void {
  for (let i = 0; i < count; i++) {
    sender.update(at(i), (now += 1000 / 72));
  }
}

test("it sends as often as it may, however many frames there are", () => {
  frames(720, (i) => body(i / 100));
  assert.ok(sent.length > 170 && sent.length <= 200, `${sent.length} in 10 s`);
});

test("who stands still sends nothing, once the room knows where", () => {
  frames(72, () => body(1));
  frames(72, (i) => body(1 + (i % 2) * 0.0005));
  assert.deepEqual(sent, [{ head: { p: [1, 1.6, 0], q: [0, 0, 0, 1] } }]);
});

test("it does not matter which way one looks who stands still", () => {
  for (const turn of [0.1, 0.7, 1, Math.PI / 2, 2, 3, 4, 5]) {
    sent = [];
    sender.again();
    frames(72, () => ({ head: node(1, turn), left: node(0.5, turn), right: node(1.5, turn) }));
    assert.equal(sent.length, 1, `turned by ${turn}`);
  }
});

test("a turn of the head is news, and so is a hand that comes or goes", () => {
  frames(10, () => body(1));
  frames(10, () => ({ ...body(1), head: node(1, 0.01) }));
  frames(10, () => ({ ...body(1, node(0.5)), head: node(1, 0.01) }));
  frames(10, () => ({ ...body(1), head: node(1, 0.01) }));
  assert.deepEqual(
    sent.map(({ left }) => left?.p[0]),
    [undefined, undefined, 0.5, undefined],
  );
});

test("the last place of a motion is told, also where it is near the one before", () => {
  frames(72, (i) => body(Math.min(i, 36) / 36));
  frames(72, () => body(1));
  assert.equal(sent.at(-1)!.head.p[0], 1);
});

test("after a new connection it is told at once, and asks for no leave: a first pose may be anywhere", () => {
  frames(10, () => body(1));
  sender.again();
  frames(10, () => body(1));
  assert.deepEqual(sent, [
    { head: { p: [1, 1.6, 0], q: [0, 0, 0, 1] } },
    { head: { p: [1, 1.6, 0], q: [0, 0, 0, 1] } },
  ]);
});

test("numbers are no longer than they need be", () => {
  frames(1, () => ({
    head: { p: [1.23456789, 0, 0], q: [0.123456789, 0, 0, 0.992349] },
    left: undefined,
    right: undefined,
  }));
  assert.deepEqual(sent[0]!.head, { p: [1.235, 0, 0], q: [0.1235, 0, 0, 0.9923] });
});
