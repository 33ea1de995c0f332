import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Chat, MatchState, Participant, Welcome } from "#protocol";
import { ChatRoom, type Entry } from "./chat.ts";
import { FakeNetwork, fakeStorage } from "./fake-line.ts";
import { Connection } from "./stomp.ts";

const ADA: Participant = { id: "ada", name: "Ada", color: "#112233", joinedAt: 1 };
const BEN: Participant = { id: "ben", name: "Ben", color: "#445566", joinedAt: 2 };

let network: FakeNetwork;
let connection: Connection;
let chat: ChatRoom;

beforeEach(() => {
  mock.restoreAll();
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
    onWake: () => undefined,
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
    you: { ...ADA, resume: "token", player: "ada", playerToken: "token" },
    participants: [ADA, BEN],
    messages,
    poses: [],
    bounds: { min: [-64, -8, -64], max: [64, 24, 64] },
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

const seqs = (): unknown[] => chat.entries.flatMap((entry) => (entry.kind === "line" ? [entry.seq] : []));

const marks = (): unknown[] => network.line.to("/app/read").map(({ body }) => body["seq"]);

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

test("a line that was refused is still refused after a reload, and goes out only if one wants", async () => {
  enter();
  chat.say("x");
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  network.line.refuses({ code: "forbidden", message: "", destination: "/app/chat", id });
  await settle();
  open();
  enter();
  assert.deepEqual(texts(), ["connected", "Me: x (failed)"]);
  assert.deepEqual(said(), []);
  chat.retry(id);
  assert.deepEqual(said(), ["x"]);
});

test("a line that is too large for a frame ends one connection, not each that follows", async () => {
  enter();
  chat.say("a".repeat(20_000));
  chat.say("short");
  network.line.frame({ command: "ERROR", headers: { message: "too_large" } });
  await settle();
  mock.timers.tick(1_000);
  enter();
  assert.deepEqual(said(), ["short"]);
  assert.equal(chat.entries.filter((entry) => entry.kind === "line" && entry.state === "failed").length, 1);
});

test("no more than 50 lines wait to be sent: one is told of what is too much, and a reload keeps the 50", async () => {
  for (let i = 1; i <= 52; i++) {
    chat.say(`${i}`);
  }
  const states = (): string[] => chat.entries.flatMap((entry) => (entry.kind === "line" ? [entry.state] : []));
  assert.deepEqual(states().slice(48), ["pending", "pending", "failed", "failed"]);
  await settle();
  open();
  assert.deepEqual(states(), Array<string>(50).fill("pending"));
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
  assert.deepEqual(seqs(), [1, 2, 3, 4, 5, 6]);
});

test("after a gap the newest lines are there and the rest can be paged", () => {
  enter([line(1), line(2)]);
  assert.equal(chat.hasOlder, false);
  reconnect([line(901), line(902)], { recovered: false });
  assert.deepEqual(seqs(), [901, 902]);
  assert.equal(chat.hasOlder, true);
});

test("after a gap a line that was said in it is acknowledged without its echo", async () => {
  enter([line(1)]);
  chat.say("in the gap");
  network.line.close();
  await settle();
  mock.timers.tick(1_000);
  enter([line(901)], { recovered: false });
  assert.deepEqual(said(), ["in the gap"]);
  network.line.receipt("/app/chat");
  await settle();
  assert.deepEqual(seqs(), [901]);
});

test("older lines come by pages until there are none", async () => {
  enter([line(101), line(102)]);
  assert.equal(chat.hasOlder, true);
  const asked: unknown[] = [];
  mock.method(globalThis, "fetch", (url: string, options: object) => {
    asked.push([url, options]);
    const before = Number(new URL(url, "http://x").searchParams.get("before"));
    const first = Math.max(1, before - 50);
    return Promise.resolve(Response.json(Array.from({ length: before - first }, (_, i) => line(first + i))));
  });
  await chat.older();
  await chat.older();
  assert.deepEqual(asked[0], [
    "/api/rooms/tea/messages?before=101&limit=50",
    { headers: { authorization: "Bearer token" } },
  ]);
  assert.deepEqual([seqs()[0], seqs().length, chat.hasOlder], [1, 102, false]);
  await chat.older();
  assert.equal(asked.length, 2);
});

test("two who scroll up at once get a page once", async () => {
  enter([line(101)]);
  mock.method(globalThis, "fetch", () => Promise.resolve(Response.json([line(99), line(100)])));
  await Promise.all([chat.older(), chat.older()]);
  assert.deepEqual(seqs(), [99, 100, 101]);
});

test("older lines that can't be had now can be asked for again", async () => {
  enter([line(101)]);
  mock.method(globalThis, "fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await chat.older();
  mock.method(globalThis, "fetch", () => Promise.resolve(new Response("", { status: 503 })));
  await chat.older();
  assert.deepEqual(seqs(), [101]);
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

test("whoever reads back keeps what they read until they are at the end again, up to 5,000 lines", async () => {
  enter([line(9_000)]);
  mock.method(globalThis, "fetch", (url: string) => {
    const before = Number(new URL(url, "http://x").searchParams.get("before"));
    return Promise.resolve(Response.json(Array.from({ length: 50 }, (_, i) => line(before - 50 + i))));
  });
  chat.readingBack = true;
  for (let page = 0; page < 30; page++) {
    await chat.older();
  }
  network.line.says("tea", line(9_001));
  assert.deepEqual([seqs()[0], seqs().length], [7_500, 1_502]);
  while (!chat.full) {
    await chat.older();
  }
  const before = seqs().length;
  await chat.older();
  assert.equal(seqs().length, before);
  for (let seq = 9_002; seq <= 9_200; seq++) {
    network.line.says("tea", line(seq));
  }
  assert.deepEqual([seqs().length, seqs().at(-1)], [5_000, 9_200]);
  chat.readingBack = false;
  assert.deepEqual([seqs()[0], seqs().length, chat.hasOlder, chat.full], [8_201, 1_000, true, false]);
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

test("who is called otherwise is told with both names, who has another colour with the one", () => {
  enter();
  network.line.says("tea", { type: "changed", participant: { ...BEN, name: "Benjamin", color: "#000001" } });
  network.line.says("tea", { type: "changed", participant: { ...BEN, name: "Benjamin", color: "#000002" } });
  network.line.says("tea", { type: "changed", participant: { ...BEN, name: "Benjamin", color: "#000002" } });
  const told = chat.entries.flatMap((entry) =>
    entry.kind === "announcement" ? [[entry.what, entry.name, entry.newName]] : [],
  );
  assert.deepEqual(told.slice(1), [
    ["renamed", "Ben", "Benjamin"],
    ["recolored", "Benjamin", undefined],
  ]);
});

test("what happened is remembered 200 times", () => {
  enter();
  for (let i = 0; i < 300; i++) {
    network.line.says("tea", { type: "left", id: `${i}`, name: `Nr. ${i}`, reason: "left" });
  }
  const names = chat.entries.map((entry) => entry.kind === "announcement" && entry.name);
  assert.deepEqual([names.length, names[0], names.at(-1)], [200, "Nr. 100", "Nr. 299"]);
});

test("who comes and goes twice is told of twice", () => {
  enter();
  for (let i = 0; i < 2; i++) {
    network.line.says("tea", { type: "joined", participant: { ...BEN, id: "cy", name: "Cy" } });
    network.line.says("tea", { type: "left", id: "cy", name: "Cy", reason: "lost" });
  }
  assert.deepEqual(texts(), ["connected", "joined", "left", "joined", "left"]);
});

test("nobody is told of who is there again with the next welcome", () => {
  enter([line(1)]);
  reconnect([], { seq: 1 });
  assert.deepEqual(texts(), ["Ben: line 1 (sent)", "connected", "terminated", "reconnected"]);
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
  assert.deepEqual(marks(), [2, 4]);
  network.line.says("tea", { type: "read", id: "ben", seq: 4 });
  network.line.says("tea", { type: "read", id: "ben", seq: 3 });
  assert.equal(chat.readers.get("ben"), 4);
});

test("who comes in and sees what was said has read it, and missed nothing of it", () => {
  enter([line(1), line(2)]);
  assert.equal(chat.unread, 0);
  chat.readUpTo(2);
  chat.readUpTo(2);
  assert.deepEqual(marks(), [2]);
});

test("what others say while one is away is unread, also in a room where nothing was said before", () => {
  enter();
  reconnect([line(1), line(2)]);
  assert.equal(chat.unread, 2);
});

test("a read mark that got lost with the connection is told over the next", async () => {
  enter([line(1)]);
  chat.readUpTo(1);
  network.line.close();
  await settle();
  mock.timers.tick(2_000);
  enter([], { seq: 1 });
  assert.deepEqual(marks(), [1]);
  network.line.receipt("/app/read");
  await settle();
  reconnect([], { seq: 1 });
  assert.deepEqual(marks(), []);
});

test("what one reads while the connection is away is told when it is back", () => {
  enter([line(1), line(2)]);
  network.line.close();
  chat.readUpTo(2);
  mock.timers.tick(2_000);
  enter([], { seq: 2 });
  assert.deepEqual(marks(), [2]);
});

test("a line of one's own is one's own, also when one is somebody else since", () => {
  enter();
  chat.say("hello");
  const { id } = network.line.to("/app/chat")[0]!.body as { id: string };
  reconnect([line(1, ADA, "hello", id)], {
    you: { ...BEN, resume: "another", player: "ada", playerToken: "token" },
    participants: [BEN],
  });
  assert.deepEqual(texts().at(-1), "reconnected");
  assert.equal(texts().filter((text) => text.includes("hello")).length, 1);
});

test("others may choose what ids they like, also each other's", () => {
  enter([line(1, BEN, "one", "same"), line(2, { ...BEN, id: "cy" }, "two", "same")]);
  const ids = chat.entries.flatMap((entry) => (entry.kind === "line" ? [entry.id] : []));
  assert.equal(new Set(ids).size, 2);
});

test("a room that was closed says nothing more, and keeps what it had to say", async () => {
  enter();
  chat.say("one");
  chat.say("two");
  await settle();
  chat.close();
  network.line.close();
  await settle();
  mock.timers.tick(1_000);
  network.line.connect();
  assert.deepEqual(said(), []);
  open();
  assert.deepEqual(texts(), ["Me: one (pending)", "Me: two (pending)"]);
});

test("a refused room says why", () => {
  network.line.connect();
  network.line.refuses({ code: "wrong_password", message: "", destination: "/topic/room.tea" });
  assert.equal(chat.room.phase, "refused");
  assert.equal(chat.room.refusal?.code, "wrong_password");
});

test("what comes before the welcome waits for it", () => {
  network.line.connect();
  network.line.says("tea", line(1));
  network.line.says("tea", line(2));
  assert.deepEqual(texts(), ["connected"]);
  network.line.says("tea", welcome([line(1)]));
  assert.deepEqual(seqs(), [1, 2]);
});

test("after a reconnect, too, and what a lost connection had not welcomed is forgotten", () => {
  enter([line(1)]);
  network.line.close();
  mock.timers.tick(1_000);
  network.line.connect();
  network.line.says("tea", line(7));
  network.line.close();
  mock.timers.tick(2_000);
  network.line.connect();
  network.line.says("tea", line(3));
  chat.say("not yet");
  assert.deepEqual(said(), [], "one is not in the room before the welcome");
  network.line.says("tea", welcome([line(2)]));
  assert.deepEqual(seqs(), [1, 2, 3, undefined]);
  assert.deepEqual(said(), ["not yet"]);
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

function match(id: string, status: MatchState["status"], more: Partial<MatchState> = {}): MatchState {
  const player = (who: Participant, score: number): MatchState["players"][number] => ({
    ...who,
    player: who.id,
    score,
    moved: false,
    connected: true,
  });
  return {
    id,
    room: "tea",
    game: "rps",
    players: [player(ADA, 2), player(BEN, 1)],
    bestOf: 3,
    round: 3,
    rounds: [],
    status,
    rematch: [],
    ...(status === "over" && { winner: "ada", reason: "score" as const }),
    ...more,
  };
}

function ended(): (string | undefined)[] {
  return chat.entries.flatMap((entry) => (entry.kind === "announcement" && entry.match ? [entry.match.id] : []));
}

test("the end of a match is told once, and not where it was over before one came", () => {
  enter([], { matches: [match("old", "over"), match("new", "playing")] });
  assert.deepEqual(ended(), []);
  network.line.says("tea", { type: "match", match: match("new", "over") });
  network.line.says("tea", { type: "match", match: match("new", "over", { rematch: ["ada"] }) });
  network.line.says("tea", { type: "match", match: match("old", "over", { rematch: ["ben"] }) });
  assert.deepEqual(ended(), ["new"]);
});

test("the end of a match that was forgotten meanwhile is not told again", () => {
  enter([], { matches: Array.from({ length: 6 }, (_, index) => match(`m${index}`, "playing")) });
  for (let index = 0; index < 6; index++) {
    network.line.says("tea", { type: "match", match: match(`m${index}`, "over") });
  }
  assert.equal(chat.matches.get("m0"), undefined);
  network.line.says("tea", { type: "match", match: match("m0", "over", { rematch: ["ben"] }) });
  assert.deepEqual(ended(), ["m0", "m1", "m2", "m3", "m4", "m5"]);
});

test("a match that ended while one was away is told when one is back", () => {
  enter([], { matches: [match("new", "playing")] });
  network.line.close();
  mock.timers.tick(1_000);
  enter([], { matches: [match("new", "over"), match("other", "over")] });
  assert.deepEqual(ended(), ["new"]);
});

test("a challenge that came to nothing is its challenger's business", () => {
  enter();
  const players = match("x", "waiting").players.toReversed();
  for (const status of ["waiting", "over"] as const) {
    network.line.says("tea", { type: "match", match: match("mine", status, { round: 0 }) });
    network.line.says("tea", { type: "match", match: match("theirs", status, { round: 0, players }) });
  }
  assert.deepEqual(ended(), ["mine"]);
});
