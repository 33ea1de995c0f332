import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { PackedPoses, PoseNode } from "#protocol";
import { PackedReader, type PackedBody } from "./packed.ts";

const BOUNDS = { min: [-64, -8, -64] as PoseNode["p"], max: [64, 24, 64] as PoseNode["p"] };

interface Vector {
  sent: { from: string; body: PackedBody }[];
  frame: PackedPoses;
}

const vectors = [...readFileSync("../../../docs/protocol.md", "utf8").matchAll(/^```json vector\n(.*?)^```$/gms)].map(
  ([, json]) => JSON.parse(json!) as Vector,
);

function assertClose(read: PoseNode | undefined, sent: PoseNode | undefined): void {
  assert.equal(read === undefined, sent === undefined);
  if (read !== undefined && sent !== undefined) {
    read.p.forEach((value, axis) => assert.ok(Math.abs(value - sent.p[axis]!) < 0.00051, `${read.p}, not ${sent.p}`));
    const length = Math.hypot(...sent.q);
    const dot = Math.abs(read.q.reduce((sum, value, i) => sum + (value * sent.q[i]!) / length, 0));
    const degrees = (2 * Math.acos(Math.min(1, dot)) * 180) / Math.PI;
    assert.ok(degrees < 0.08, `${read.q} is ${degrees} degrees off ${sent.q}`);
  }
}

test("the protocol's frames are read as what was sent", () => {
  assert.ok(vectors.length >= 3);
  const reader = new PackedReader(BOUNDS);
  for (const { sent, frame } of vectors) {
    const read = reader.read(frame);
    assert.deepEqual([...read.keys()].sort(), sent.map(({ from }) => from).sort());
    for (const { from, body } of sent) {
      const { head, left, right } = read.get(from)!;
      assertClose(head, body.head);
      assertClose(left, body.left);
      assertClose(right, body.right);
    }
  }
});

test("a number that is named again is somebody else, of whom nothing is known", () => {
  const reader = new PackedReader(BOUNDS);
  reader.read(vectors[0]!.frame);
  const unchanged = { ...vectors[1]!.frame, ids: { 1: "dee" } };
  assert.throws(() => reader.read(unchanged), /never was/);
  assertClose(reader.read(vectors[1]!.frame).get("ben")?.head, vectors[1]!.sent[0]!.body.head);
});

test("what is no such frame is an error, and what was known stays", () => {
  const reader = new PackedReader(BOUNDS);
  reader.read(vectors[0]!.frame);
  for (const packed of ["", "0", "00000", "~~~~~", "#####", '"""""', "nSPUe41FrS", "00000".repeat(50)]) {
    assert.throws(() => reader.read({ ...vectors[1]!.frame, packed }), Error, packed);
  }
  assertClose(reader.read(vectors[1]!.frame).get("ben")?.left, vectors[1]!.sent[0]!.body.left);
});
