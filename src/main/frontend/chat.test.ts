import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Chat, Participant, Welcome } from "#protocol";
import { ChatRoom, type Entry } from "./chat.ts";
import { FakeNetwork, fakeStorage } from "./fake-line.ts";
import { Connection } from "./stomp.ts";

const ADA: Participant = { id: "ada", name: "Ada", color: "#112233", joinedAt: 1 };
const BEN: Participant = { id: "ben", name: "Ben", color: "#445566", joinedAt: 2 };

let network: FakeNetwork;
let connection: Connection;
let chat: ChatRoom;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  globalThis.sessionStorage = fakeStorage();
  network = new FakeNetwork();
  open();
});

/** A page that is opened, or loaded again. */
function open(): void {
  connection = new Connection({
    profile: () => ({}),
    resume: { token: undefined },
    dial: network.dial,
    random: () => 1,
  });
  chat = new ChatRoom(connection, "tea");
  connection.connect();
}

function line(seq: number, from = BEN, text = `line ${seq}`, id = `x${seq}`): Chat {
  return { type: "chat", seq, id, from, text, at: seq };
}

function welcome(messages: Chat[], more: Partial<Welcome> = {}): Welcome {
  return {
    type: "welcome",
    room: { id: "tea", name: "Tea", locked: false },
    you: { ...ADA, resume: "token" },
    participants: [ADA, BEN],
    messages,
    poses: [],
    matches: [],
    spectators: 0,
    seq: messages.at(-1)?.seq ?? 0,
    recovered: true,
    tickHz: 20,
    at: 1,
    ...more,
  };
}

function enter(messages: Chat[] = [], more: Partial<Welcome> = {}): void {
  network.line.connect();
  network.line.says("tea", welcome(messages, more));
}

function reconnect(messages: Chat[] = [], more: Partial<Welcome> = {}): void {
  network.line.close();
  mock.timers.tick(2_000);
  enter(messages, more);
}

const texts = (): string[] =>
  chat.entries.map((entry: Entry) =>
    entry.kind === "line" ? `${entry.mine ? "Me" : entry.from.name}: ${entry.text} (${entry.state})` : entry.what,
  );

/** Lets promises settle: nothing of it waits for time. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
};

const said = (): unknown[] => network.line.to("/app/chat").map(({ body }) => body["text"]);

test("one's own line is there at once and once", async () => {
  enter();
  chat.say("hello");
  assert.deepEqual(texts(), ["connected", "Me: hello (pending)"]);
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  network.line.says("tea", line(1, ADA, "hello", id));
  network.line.receipt("/app/chat");
  await settle();
  assert.deepEqual(texts(), ["connected", "Me: hello (sent)"]);
});

test("what is empty is not said", () => {
  enter();
  chat.say(" \n ");
  assert.deepEqual(said(), []);
});

test("what waits is sent in order, one after the other, after a reconnect too", async () => {
  enter();
  for (const text of ["one", "two", "three"]) {
    chat.say(text);
  }
  assert.deepEqual(said(), ["one"]);
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  network.line.close();
  await settle();
  mock.timers.tick(2_000);
  enter([line(1, ADA, "one", id)]);
  assert.deepEqual(said(), ["two"], "the first was said: the replay brought it");
  network.line.receipt("/app/chat");
  await settle();
  assert.deepEqual(said(), ["two", "three"]);
});

test("a line that was not acknowledged is sent again with the same id", async () => {
  enter();
  chat.say("hello");
  const first = network.line.to("/app/chat")[0]!.body;
  network.line.close();
  await settle();
  mock.timers.tick(2_000);
  enter();
  assert.deepEqual(network.line.to("/app/chat")[0]!.body, first);
});

test("saying something while disconnected connects first", () => {
  enter();
  chat.disconnect();
  chat.disconnect();
  chat.say("hello?");
  assert.deepEqual(texts(), ["connected", "disconnected", "alreadyDisconnected", "Me: hello? (pending)"]);
  assert.equal(connection.state.phase, "connecting");
  enter();
  assert.deepEqual(said(), ["hello?"]);
});

test("a line survives the reload of its page", async () => {
  chat.say("typed before the reload");
  await settle();
  open();
  assert.deepEqual(texts(), ["Me: typed before the reload (pending)"]);
  enter();
  assert.deepEqual(said(), ["typed before the reload"]);
});

test("a refused line says why, can be tried again and thrown away", async () => {
  enter();
  chat.say("x");
  chat.say("y");
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  network.line.refuses({ code: "too_large", message: "", destination: "/app/chat", id });
  await settle();
  assert.deepEqual(texts(), ["connected", "Me: x (failed)", "Me: y (pending)"]);
  assert.deepEqual(said(), ["x", "y"]);
  network.line.receipt("/app/chat");
  await settle();
  chat.retry(id);
  assert.deepEqual(said(), ["x", "y", "x"]);
  network.line.refuses({ code: "too_large", message: "", destination: "/app/chat", id });
  await settle();
  chat.discard(id);
  assert.ok(!texts().some((text) => text.includes("x (")));
});

test("when the server asks to slow down, lines wait and stay in order", async () => {
  enter();
  chat.say("x");
  chat.say("y");
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  network.line.refuses({ code: "rate_limited", message: "", destination: "/app/chat", id });
  await settle();
  assert.deepEqual(said(), ["x"]);
  mock.timers.tick(1_000);
  assert.deepEqual(said(), ["x", "x"]);
});

test("what was missed comes once and in order", () => {
  enter([line(1), line(2)]);
  network.line.says("tea", line(3));
  reconnect([line(4), line(5)], { seq: 5 });
  assert.equal(network.line.sent.find(({ destination }) => destination === "/topic/room.tea")?.headers["since"], "3");
  network.line.says("tea", line(5));
  network.line.says("tea", line(6));
  assert.deepEqual(
    chat.entries.filter((entry) => entry.kind === "line").map((entry) => entry.seq),
    [1, 2, 3, 4, 5, 6],
  );
});

test("after a gap the newest lines are there and the rest can be paged", () => {
  enter([line(1), line(2)]);
  assert.equal(chat.hasOlder, false);
  reconnect([line(901), line(902)], { recovered: false });
  assert.deepEqual(
    chat.entries.filter((entry) => entry.kind === "line").map((entry) => entry.seq),
    [901, 902],
  );
  assert.equal(chat.hasOlder, true);
});

test("no more than 1,000 lines are kept", () => {
  enter();
  for (let seq = 1; seq <= 1_500; seq++) {
    network.line.says("tea", line(seq));
  }
  const lines = chat.entries.filter((entry) => entry.kind === "line");
  assert.equal(lines.length, 1_000);
  assert.equal(lines[0]?.seq, 501);
  assert.equal(chat.hasOlder, true);
});

test("comings and goings are told where they happened, one's own are not", () => {
  enter([line(1)]);
  network.line.says("tea", { type: "joined", participant: { ...BEN, id: "cy", name: "Cy" } });
  network.line.says("tea", line(2));
  network.line.says("tea", { type: "left", id: "cy", name: "Cy", reason: "left" });
  network.line.says("tea", { type: "joined", participant: ADA });
  network.line.says("tea", { type: "changed", participant: { ...BEN, name: "Benjamin" } });
  assert.deepEqual(texts().slice(-4), ["joined", "Ben: line 2 (sent)", "left", "renamed"]);
  assert.equal(chat.room.participants.get("ben")?.name, "Benjamin");
});

test("the loss of the connection is told, and that it is back", () => {
  enter();
  reconnect();
  assert.deepEqual(texts(), ["connected", "terminated", "reconnected"]);
});

test("typing is shown for 4 s, or until the line is said", () => {
  enter();
  network.line.says("tea", { type: "typing", from: BEN });
  network.line.says("tea", { type: "typing", from: ADA });
  assert.deepEqual(
    chat.typing.map(({ name }) => name),
    ["Ben"],
  );
  mock.timers.tick(4_000);
  assert.deepEqual(chat.typing, []);
  network.line.says("tea", { type: "typing", from: BEN });
  network.line.says("tea", line(1));
  assert.deepEqual(chat.typing, []);
});

test("typing is told every 2 s at most, and anew after a line", () => {
  enter();
  chat.typingNow();
  chat.typingNow();
  assert.equal(network.line.to("/app/typing").length, 1);
  mock.timers.tick(2_000);
  chat.typingNow();
  chat.say("done");
  chat.typingNow();
  assert.equal(network.line.to("/app/typing").length, 3);
});

test("read marks are told once a second at most, the newest, and never go back", () => {
  enter([line(1)]);
  for (const seq of [2, 3, 4]) {
    network.line.says("tea", line(seq));
  }
  assert.equal(chat.unread, 3);
  chat.readUpTo(2);
  chat.readUpTo(4);
  chat.readUpTo(3);
  assert.equal(chat.unread, 0);
  mock.timers.tick(1_000);
  assert.deepEqual(
    network.line.to("/app/read").map(({ body }) => body["seq"]),
    [2, 4],
  );
  network.line.says("tea", { type: "read", id: "ben", seq: 4 });
  network.line.says("tea", { type: "read", id: "ben", seq: 3 });
  assert.equal(chat.readers.get("ben"), 4);
});

test("a refused room says why", () => {
  network.line.connect();
  network.line.refuses({ code: "wrong_password", message: "", destination: "/topic/room.tea" });
  assert.equal(chat.room.phase, "refused");
  assert.equal(chat.room.refusal?.code, "wrong_password");
});

test("what comes before the welcome is left to it", () => {
  network.line.connect();
  network.line.says("tea", line(1));
  assert.deepEqual(texts(), ["connected"]);
  network.line.says("tea", welcome([line(1)]));
  assert.deepEqual(texts().length, 2);
});

test("many changes are one call", async () => {
  enter();
  await settle();
  let calls = 0;
  chat.onChange(() => calls++);
  for (let seq = 1; seq <= 100; seq++) {
    network.line.says("tea", line(seq));
  }
  await settle();
  assert.equal(calls, 1);
});
