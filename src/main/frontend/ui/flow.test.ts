import assert from "node:assert/strict";
import { test } from "node:test";
import type { Announcement, Line } from "../chat.ts";
import { flow, seenBy } from "./flow.ts";

const noon = new Date(2026, 4, 1, 12).getTime();
const minutes = (count: number): number => noon + count * 60_000;

function line(seq: number, from: string, at: number): Line {
  const id = `line-${seq}`;
  return {
    kind: "line",
    id,
    seq,
    from: { id: from, name: from, color: "#d7506e" },
    text: id,
    at,
    mine: from === "me",
    state: "sent",
  };
}

const event = (at: number): Announcement => ({ kind: "announcement", what: "joined", name: "Ada", at });
const kinds = (...args: Parameters<typeof flow>): string[] =>
  flow(...args).map((item) => (item.kind === "run" ? `${item.from.id} ${item.lines.length}` : item.kind));

test("lines of one person within five minutes run together", () => {
  const entries = [
    line(1, "ada", minutes(0)),
    line(2, "ada", minutes(5)),
    line(3, "ada", minutes(10.1)),
    line(4, "ben", minutes(10.2)),
  ];
  assert.deepEqual(kinds(entries), ["separator", "ada 2", "ada 1", "ben 1"]);
});

test("an announcement ends a run", () => {
  assert.deepEqual(kinds([line(1, "ada", minutes(0)), event(minutes(1)), line(2, "ada", minutes(2))]), [
    "separator",
    "ada 1",
    "happened",
    "ada 1",
  ]);
});

test("a long silence and a new day are told", () => {
  const items = flow([line(1, "ada", minutes(0)), line(2, "ada", minutes(21)), line(3, "ada", minutes(13 * 60))]);
  assert.deepEqual(
    items.flatMap((item) => (item.kind === "separator" ? [item.newDay] : [])),
    [true, false, true],
  );
});

test("every item has a key of its own, also two like events at one moment", () => {
  const keys = flow([event(noon), event(noon), line(1, "ada", noon)]).map((item) => item.key);
  assert.equal(new Set(keys).size, keys.length);
});

test("readers stand under the last line that each has read, never under their own or for oneself", () => {
  const participants = new Map(
    ["ada", "ben", "cy", "me"].map((id) => [id, { id, name: id, color: "#d7506e", joinedAt: 0 }]),
  );
  const entries = [line(1, "ada", noon), line(2, "ben", noon), line(5, "me", noon)];
  const readers = new Map([
    ["ada", 5],
    ["ben", 4],
    ["cy", 1],
    ["me", 5],
    ["gone", 5],
  ]);
  const seen = [...seenBy(entries, readers, participants, "me")].map(([id, who]) => [
    id,
    who.map((reader) => reader.id),
  ]);
  assert.deepEqual(seen, [
    ["line-5", ["ada"]],
    ["line-1", ["cy"]],
  ]);
});
