import assert from "node:assert/strict";
import { test } from "node:test";
import type { Participant, Welcome } from "#protocol";
import { RoomState } from "./room.ts";

const ADA: Participant = { id: "ada", name: "Ada", color: "#112233", joinedAt: 1 };
const BEN: Participant = { id: "ben", name: "Ben", color: "#445566", joinedAt: 2 };

const WELCOME: Welcome = {
  type: "welcome",
  room: { id: "tea", name: "Tea", locked: false },
  you: { ...ADA, resume: "token", player: "ada", playerToken: "token" },
  participants: [ADA, BEN],
  messages: [],
  poses: [],
  bounds: { min: [-64, -8, -64], max: [64, 24, 64] },
  matches: [],
  spectators: 3,
  seq: 0,
  recovered: true,
  tickHz: 20,
  at: 1,
};

const names = (room: RoomState): string[] => [...room.participants.values()].map(({ name }) => name);

test("who is there comes with the welcome, and then by comings and goings", () => {
  const room = new RoomState();
  assert.equal(room.phase, "joining");
  room.apply(WELCOME);
  assert.equal(room.phase, "in");
  assert.equal(room.spectators, 3);
  assert.equal(room.you?.id, "ada");
  room.apply({ type: "joined", participant: { ...BEN, id: "cy", name: "Cy" } });
  room.apply({ type: "changed", participant: { ...BEN, name: "Benjamin" } });
  room.apply({ type: "left", id: "ada", name: "Ada", reason: "lost" });
  room.apply({ type: "spectators", count: 0 });
  assert.deepEqual(names(room), ["Benjamin", "Cy"]);
  assert.equal(room.spectators, 0);
});

test("the next welcome knows who left meanwhile", () => {
  const room = new RoomState();
  room.apply(WELCOME);
  room.apply({ ...WELCOME, participants: [ADA] });
  assert.deepEqual(names(room), ["Ada"]);
});

test("a refusal is forgotten once one is in", () => {
  const room = new RoomState();
  room.refuse({ code: "room_full", message: "" });
  assert.equal(room.phase, "refused");
  assert.equal(room.refusal?.code, "room_full");
  room.apply(WELCOME);
  assert.equal(room.phase, "in");
  assert.equal(room.refusal, undefined);
});
