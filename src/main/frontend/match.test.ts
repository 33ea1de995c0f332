import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Challenged, MatchState, Queued, Refusal, Welcome } from "#protocol";
import { FakeNetwork, fakeStorage } from "./fake-line.ts";
import { opponentIn, Play, playerIn, RoomMatches, sidesFor } from "./match.ts";
import { Connection } from "./stomp.ts";

const NOW = 1_000_000;

let network: FakeNetwork;
let connection: Connection;
let play: Play;

beforeEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: NOW });
  globalThis.sessionStorage = fakeStorage();
  network = new FakeNetwork();
  connection = new Connection({
    profile: () => ({}),
    resume: { token: undefined },
    dial: network.dial,
    random: () => 1,
    onWake: () => undefined,
  });
  play = new Play(connection);
  connection.connect();
  network.line.connect();
});

function match(id: string, more: Partial<MatchState> = {}, players = ["ada", "ben"]): MatchState {
  return {
    id,
    room: "tea",
    game: "rps",
    players: players.map((name) => ({
      id: name,
      player: name,
      name,
      color: "#112233",
      score: 0,
      moved: false,
      connected: true,
    })),
    bestOf: 3,
    round: 1,
    rounds: [],
    status: "playing",
    rematch: [],
    ...more,
  };
}

const welcome = (matches: MatchState[], at = NOW): Welcome => ({ type: "welcome", matches, at }) as unknown as Welcome;

const queued = (more: Partial<Queued> = {}): Queued =>
  ({
    type: "queued",
    bestOf: 3,
    waiting: 1,
    sinceMs: 0,
    bots: [],
    ...more,
  }) as Queued;

const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
};

function reconnect(): void {
  network.line.close();
  mock.timers.tick(2_000);
  network.line.connect();
}

const refusal = (code: Refusal["code"], destination: string): Refusal => ({ code, message: "", destination });

// -- the matches of a room ------------------------------------------------------------------------------------------

test("what is played comes first, then challenges, then what is over; of each the newest", () => {
  const matches = new RoomMatches();
  matches.apply(
    welcome([match("over", { status: "over" }), match("old"), match("asked", { status: "waiting" }), match("new")]),
  );
  assert.deepEqual(
    matches.all.map(({ id }) => id),
    ["new", "old", "asked", "over"],
  );
  assert.equal(matches.apply({ type: "match", match: match("old", { round: 2 }) }), true);
  assert.deepEqual(
    matches.all.map(({ id }) => id),
    ["old", "new", "asked", "over"],
  );
  assert.equal(matches.get("old")?.round, 2);
});

test("a welcome says all there is: what it does not tell is gone", () => {
  const matches = new RoomMatches();
  matches.apply(welcome([match("one")]));
  matches.apply(welcome([match("two")]));
  assert.deepEqual(
    matches.all.map(({ id }) => id),
    ["two"],
  );
});

test("chat and poses change no match", () => {
  assert.equal(new RoomMatches().apply({ type: "spectators", count: 3 }), false);
});

test("of what is over the five that changed last are kept, and all that is played or asked", () => {
  const matches = new RoomMatches();
  for (let index = 0; index < 20; index++) {
    matches.apply({ type: "match", match: match(`playing${index}`) });
    matches.apply({ type: "match", match: match(`asked${index}`, { status: "waiting" }) });
    matches.apply({ type: "match", match: match(`over${index}`, { status: "over" }) });
  }
  const kept = matches.all.map(({ id }) => id);
  assert.equal(kept.length, 45);
  assert.deepEqual(kept.slice(40), ["over19", "over18", "over17", "over16", "over15"]);
});

test("a match can be played again for two minutes after one has heard of its end", () => {
  const matches = new RoomMatches();
  matches.apply(welcome([match("m")]));
  assert.equal(matches.canBePlayedAgain("m"), false, "it is being played");
  const over = match("m", { status: "over" });
  matches.apply({ type: "match", match: over });
  mock.timers.tick(119_999);
  matches.apply({ type: "match", match: { ...over, rematch: ["ben"] } });
  matches.apply(welcome([over]));
  assert.equal(matches.canBePlayedAgain("m"), true);
  mock.timers.tick(1);
  assert.equal(matches.canBePlayedAgain("m"), false);
  assert.equal(matches.canBePlayedAgain("unknown"), false);
});

test("a challenge that came to nothing can't be played again", () => {
  const matches = new RoomMatches();
  matches.apply(welcome([match("m", { status: "over", round: 0 })]));
  assert.equal(matches.canBePlayedAgain("m"), false);
});

test("what the server has forgotten can't be played again", () => {
  const matches = new RoomMatches();
  const over = match("m", { status: "over" });
  matches.apply(welcome([over]));
  matches.tooLate("m");
  assert.equal(matches.canBePlayedAgain("m"), false);
  matches.apply({ type: "match", match: { ...over, rematch: ["ben"] } });
  assert.equal(matches.canBePlayedAgain("m"), false);
});

test("the time that is left is by the server's clock", () => {
  const matches = new RoomMatches();
  matches.apply(welcome([], NOW + 5_000));
  assert.equal(matches.until(NOW + 15_000), 10_000);
  mock.timers.tick(4_000);
  assert.equal(matches.until(NOW + 15_000), 6_000);
  mock.timers.tick(60_000);
  assert.equal(matches.until(NOW + 15_000), 0);
});

test("a match knows its two, and who is the other", () => {
  assert.equal(playerIn(match("m"), "ben")?.name, "ben");
  assert.equal(opponentIn(match("m"), "ben")?.name, "ada");
  assert.equal(opponentIn(match("m"), "cy"), undefined);
});

test("whoever plays is on the left of their own match", () => {
  const order = (you: string | undefined): string[] => sidesFor(match("m"), you).map(({ id }) => id);
  assert.deepEqual(order("ada"), ["ada", "ben"]);
  assert.deepEqual(order("ben"), ["ben", "ada"]);
  assert.deepEqual(order("cy"), ["ada", "ben"]);
  assert.deepEqual(order(undefined), ["ada", "ben"]);
});

// -- waiting ------------------------------------------------------------------------------------------------------------

test("one waits as soon as one asks, and hears how it goes", () => {
  void play.enter(5);
  assert.deepEqual(play.waiting, { bestOf: 5, since: NOW, bots: [] });
  assert.deepEqual(network.line.to("/app/rps/queue")[0]?.body, { bestOf: 5 });
  mock.timers.tick(3_000);
  network.line.tells(queued({ bestOf: 5, waiting: 3, sinceMs: 3_000, bots: ["beginner"] }));
  assert.deepEqual(play.waiting, { bestOf: 5, since: NOW, waiting: 3, bots: ["beginner"] });
});

test("a bot is played at once: nobody waits for it", () => {
  void play.enter(1, "learner");
  assert.equal(play.waiting, undefined);
  assert.deepEqual(network.line.to("/app/rps/queue")[0]?.body, { bestOf: 1, bot: "learner" });
});

test("who is matched waits no longer", () => {
  void play.enter(3);
  network.line.tells({ type: "matched", match: "m", room: "rps-1" });
  assert.equal(play.waiting, undefined);
  assert.deepEqual(play.matched, { match: "m", room: "rps-1" });
});

test("whoever waited asks again after the connection was lost, for the same and since the same time", async () => {
  void play.enter(5).catch(() => undefined);
  network.line.receipt("/app/rps/queue");
  await settle();
  reconnect();
  assert.deepEqual(network.line.to("/app/rps/queue")[0]?.body, { bestOf: 5 });
  assert.equal(play.waiting?.since, NOW);
});

test("who asks without a connection waits until there is one", async () => {
  network.line.close();
  await assert.rejects(play.enter(3), { message: /connection/ });
  assert.equal(play.waiting?.bestOf, 3);
  mock.timers.tick(2_000);
  network.line.connect();
  assert.equal(network.line.to("/app/rps/queue").length, 1);
});

test("who has stopped waiting does not ask again", async () => {
  void play.enter(3).catch(() => undefined);
  void play.cancel().catch(() => undefined);
  assert.equal(play.waiting, undefined);
  reconnect();
  await settle();
  assert.deepEqual(network.line.to("/app/rps/queue"), []);
});

test("what the server said of the waiting before it heard of its end comes too late", async () => {
  void play.enter(3);
  const done = play.cancel();
  network.line.tells(queued({ waiting: 2 }));
  assert.equal(play.waiting, undefined);
  network.line.receipt("/app/rps/cancel");
  await done;
  void play.enter(1);
  network.line.tells(queued({ bestOf: 1, waiting: 4 }));
  assert.equal(play.waiting!.waiting, 4);
});

test("who is refused does not wait and is told why, until they ask again", async () => {
  const asked = play.enter(3);
  network.line.refuses(refusal("busy", "/app/rps/queue"));
  await assert.rejects(asked, { code: "busy" });
  assert.equal(play.waiting, undefined);
  assert.equal(play.refused, "busy");
  void play.enter(3);
  assert.equal(network.line.to("/app/rps/queue").length, 2);
  assert.equal(play.refused, undefined);
});

test("who is refused a bot goes on waiting, and is told why", async () => {
  void play.enter(3);
  network.line.receipt("/app/rps/queue");
  const asked = play.enter(3, "learner");
  network.line.refuses(refusal("busy", "/app/rps/queue"));
  await assert.rejects(asked, { code: "busy" });
  assert.equal(play.waiting?.bestOf, 3);
  assert.equal(play.refused, "busy");
});

test("who is refused another kind of match goes on waiting for the first", async () => {
  void play.enter(3);
  network.line.receipt("/app/rps/queue");
  network.line.tells(queued());
  const other = play.enter(5);
  network.line.refuses(refusal("busy", "/app/rps/queue"));
  await assert.rejects(other);
  assert.equal(play.waiting?.bestOf, 3);
});

test("who plays by the time the connection is back waits for nobody", async () => {
  void play.enter(3).catch(() => undefined);
  reconnect();
  network.line.tells({ type: "matched", match: "m", room: "rps-1" });
  network.line.refuses(refusal("busy", "/app/rps/queue"));
  await settle();
  assert.equal(play.waiting, undefined);
});

test("who is refused after a reconnect waits no longer, and is told why", async () => {
  void play.enter(3).catch(() => undefined);
  reconnect();
  network.line.refuses(refusal("busy", "/app/rps/queue"));
  await settle();
  assert.equal(play.waiting, undefined);
  assert.equal(play.refused, "busy");
});

// -- challenges -----------------------------------------------------------------------------------------------------------

const challenged = (id: string, room = "tea"): Challenged => ({
  type: "challenged",
  match: id,
  room,
  from: { id: "ben", name: "Ben", color: "#112233" },
  bestOf: 3,
});

test("the newest challenge comes first, each once, and an answered one is gone", async () => {
  network.line.tells(challenged("one"));
  network.line.tells(challenged("two"));
  network.line.tells(challenged("one"));
  assert.deepEqual(
    play.challenges.map(({ match: id }) => id),
    ["one", "two"],
  );
  const accepted = play.accept("one");
  const declined = play.decline("two");
  assert.equal(play.challenges.length, 2, "not before the server has heard of it");
  network.line.receipt("/app/rps/accept");
  network.line.receipt("/app/rps/decline");
  await Promise.all([accepted, declined]);
  assert.deepEqual(play.challenges, []);
  assert.deepEqual(network.line.to("/app/rps/accept")[0]?.body, { match: "one" });
  assert.deepEqual(network.line.to("/app/rps/decline")[0]?.body, { match: "two" });
});

test("a challenge that could not be answered stands, and can be answered again", async () => {
  network.line.tells(challenged("m"));
  const busy = play.accept("m");
  network.line.refuses(refusal("busy", "/app/rps/accept"));
  await assert.rejects(busy, { code: "busy" });
  assert.equal(play.challenges.length, 1);

  const lost = play.accept("m");
  network.line.close();
  await assert.rejects(lost, { message: /connection/ });
  assert.equal(play.challenges.length, 1);

  mock.timers.tick(2_000);
  network.line.connect();
  const accepted = play.accept("m");
  network.line.receipt("/app/rps/accept");
  await accepted;
  assert.deepEqual(play.challenges, []);
});

test("a challenge that is no more is gone as soon as one answers it", async () => {
  for (const code of ["round_closed", "unknown_match"] as const) {
    network.line.tells(challenged(code));
    const late = play.accept(code);
    network.line.refuses(refusal(code, "/app/rps/accept"));
    await assert.rejects(late, { code });
    assert.deepEqual(play.challenges, []);
  }
});

test("a challenge is answered once, however often one presses", async () => {
  network.line.tells(challenged("m"));
  const answers = [play.accept("m"), play.accept("m"), play.decline("m")];
  network.line.receipt("/app/rps/accept");
  await Promise.all(answers);
  assert.equal(network.line.to("/app/rps/accept").length, 1);
  assert.deepEqual(network.line.to("/app/rps/decline"), []);
});

test("how a challenge in another room stands is looked for, and one that was taken back is gone", async () => {
  const asked: [string, object][] = [];
  const answers = new Map([
    ["stands", Response.json(match("stands", { status: "waiting" }))],
    ["back", Response.json(match("back", { status: "over" }))],
    ["gone", new Response("", { status: 404 })],
    ["hidden", new Response("", { status: 403 })],
    ["later", new Response("", { status: 503 })],
  ]);
  mock.method(globalThis, "fetch", (url: string, options: object) => {
    asked.push([url, options]);
    const answer = answers.get(url.split("/").at(-1)!);
    return answer === undefined ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(answer);
  });
  ["unreachable", ...answers.keys()].forEach((id) => network.line.tells(challenged(id, "garden")));
  network.line.tells(challenged("here"));

  await play.lookElsewhere("tea", "secret");

  assert.deepEqual(
    play.challenges.map(({ match: id }) => id),
    ["here", "later", "stands", "unreachable"],
  );
  assert.deepEqual(play.elsewhere("tea").length, 3);
  assert.ok(
    asked.some(
      ([url, options]) =>
        url === "/api/rps/matches/stands" &&
        JSON.stringify(options) === JSON.stringify({ headers: { authorization: "Bearer secret" } }),
    ),
  );
});

test("of a match that has begun in another room one knows how it stands, until it is over", async () => {
  const told = mock.method(globalThis, "fetch", () => Promise.resolve(Response.json(match("m"))));
  network.line.tells({ type: "matched", match: "m", room: "rps-1" });
  await play.lookElsewhere("rps-1", undefined);
  assert.equal(told.mock.callCount(), 0, "here one hears of it");

  let heard = 0;
  play.onChange(() => heard++);
  await play.lookElsewhere("tea", undefined);
  await play.lookElsewhere("tea", undefined);
  assert.deepEqual(play.matched?.state, match("m"));
  assert.equal(heard, 1, "nothing is new the second time");

  told.mock.mockImplementation(() => Promise.resolve(Response.json(match("m", { status: "over" }))));
  await play.lookElsewhere("tea", undefined);
  assert.equal(play.matched, undefined);
  assert.equal(heard, 2);
});

test("a challenge says whom, where, and how long a match", () => {
  void play.challenge("tea", "ben", 5);
  assert.deepEqual(network.line.to("/app/rps/challenge")[0]?.body, { room: "tea", opponent: "ben", bestOf: 5 });
});

// -- moves ------------------------------------------------------------------------------------------------------------------

test("a move is shown at once, and sent once", () => {
  let heard = 0;
  play.onChange(() => heard++);
  void play.move(match("m", { round: 2 }), "paper");
  void play.move(match("m", { round: 2 }), "rock");
  assert.equal(play.moveIn(match("m", { round: 2 })), "paper");
  assert.deepEqual(
    network.line.to("/app/rps/move").map(({ body }) => body),
    [{ match: "m", round: 2, move: "paper" }],
  );
  assert.equal(heard, 1);
});

test("a move is of its round alone", () => {
  void play.move(match("m"), "paper");
  assert.equal(play.moveIn(match("m", { round: 2 })), undefined);
  assert.equal(play.moveIn(match("m", { status: "over" })), undefined);
  assert.equal(play.moveIn(match("other")), undefined);
});

test("a refused move is taken back, and another can be made", async () => {
  const made = play.move(match("m"), "paper");
  network.line.refuses(refusal("round_closed", "/app/rps/move"));
  await assert.rejects(made, { code: "round_closed" });
  assert.equal(play.moveIn(match("m")), undefined);
  void play.move(match("m"), "rock");
  assert.equal(play.moveIn(match("m")), "rock");
});

test("a move that counts and is not stored yet stays, and no other is made", async () => {
  const made = play.move(match("m"), "paper");
  network.line.refuses(refusal("unavailable", "/app/rps/move"));
  await assert.rejects(made, { code: "unavailable" });
  assert.equal(play.moveIn(match("m")), "paper");
  await play.move(match("m"), "rock");
  assert.equal(network.line.to("/app/rps/move").length, 1);
});

test("of two moves in a round the first counts, also where it had seemed lost", async () => {
  const lost = play.move(match("m"), "paper");
  network.line.close();
  await assert.rejects(lost);
  mock.timers.tick(2_000);
  network.line.connect();
  const second = play.move(match("m"), "rock");
  network.line.refuses(refusal("already_moved", "/app/rps/move"));
  await assert.rejects(second, { code: "already_moved" });
  assert.equal(play.moveIn(match("m")), "paper");
});

test("who has moved already, and not from here, is shown no move that was not the first", async () => {
  const made = play.move(match("m", { round: 2 }), "rock");
  network.line.refuses(refusal("already_moved", "/app/rps/move"));
  await assert.rejects(made);
  assert.equal(play.moveIn(match("m", { round: 2 })), undefined);
});

test("a move is forgotten as the next is made, or told", () => {
  void play.move(match("m"), "paper");
  void play.move(match("m", { round: 2 }), "rock");
  assert.equal(play.moveIn(match("m")), undefined);
  network.line.tells({ type: "moved", match: "other", round: 1, move: "scissors" });
  assert.equal(play.moveIn(match("m", { round: 2 })), undefined);
  assert.equal(play.moveIn(match("other")), "scissors");
});

test("a move that was lost on its way is taken back, unless the server tells that it has it", async () => {
  const made = play.move(match("m"), "paper");
  network.line.close();
  await assert.rejects(made);
  assert.equal(play.moveIn(match("m")), undefined);
  mock.timers.tick(2_000);
  network.line.connect();
  network.line.tells({ type: "moved", match: "m", round: 1, move: "paper" });
  assert.equal(play.moveIn(match("m")), "paper");
});

// -- another match --------------------------------------------------------------------------------------------------------

test("a rematch of what the server has forgotten comes too late, and what else is refused is a failure", async () => {
  const matches = new RoomMatches();
  matches.apply(welcome([match("m", { status: "over" })]));
  const busy = play.rematch("m", matches);
  network.line.refuses(refusal("busy", "/app/rps/rematch"));
  await assert.rejects(busy, { code: "busy" });
  assert.equal(matches.canBePlayedAgain("m"), true);

  const late = play.rematch("m", matches);
  network.line.refuses(refusal("unknown_match", "/app/rps/rematch"));
  await late;
  assert.equal(matches.canBePlayedAgain("m"), false);
});

test("who has closed hears of nothing, and asks for nothing", () => {
  void play.enter(3).catch(() => undefined);
  play.close();
  network.line.tells({ type: "matched", match: "m", room: "rps-1" });
  assert.equal(play.matched, undefined);
  reconnect();
  assert.deepEqual(network.line.to("/app/rps/queue"), []);
});
