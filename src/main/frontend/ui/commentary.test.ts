import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { EndReason, MatchState, Player, Round, Throw } from "#protocol";
import { between, ofChoice, ofEnd, ofResult, ofRound } from "./commentary.ts";

const ADA: Player = {
  id: "ada",
  player: "p-ada",
  name: "Ada",
  color: "#112233",
  score: 0,
  moved: false,
  connected: true,
};
const BEN: Player = { ...ADA, id: "ben", player: "p-ben", name: "Ben" };

function match(more: Partial<MatchState> = {}, ada: Partial<Player> = {}, ben: Partial<Player> = {}): MatchState {
  return {
    id: "m",
    room: "tea",
    game: "rps",
    players: [
      { ...ADA, ...ada },
      { ...BEN, ...ben },
    ],
    bestOf: 3,
    round: 1,
    rounds: [],
    status: "playing",
    rematch: [],
    ...more,
  };
}

function round(ada: Throw | undefined, ben: Throw | undefined, winner?: string, number = 1): Round {
  return {
    round: number,
    moves: { ...(ada && { ada }), ...(ben && { ben }) },
    ...(winner !== undefined && { winner }),
  };
}

/** The sentences as they are said in English. */
const words = new Map(
  readFileSync("../resources/messages.properties", "utf8")
    .split("\n")
    .filter((line) => line.includes("=") && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
);

const said = (sentences: readonly (readonly (string | number)[])[]): string =>
  sentences
    .map(([key, ...values]) => {
      const text = words.get(String(key));
      assert.ok(text !== undefined, `no words for ${key}`);
      return text.replace(/\{(\d)\}/g, (_, index: string) => {
        const value = String(values[Number(index)]);
        return value.startsWith("move:") ? words.get(`move.${value.slice(5)}`)! : value;
      });
    })
    .join(" ");

const first = round("rock", "scissors", "ada");
const after = (closed: Round, more: Partial<MatchState> = {}, ada = {}, ben = {}): MatchState =>
  match({ round: closed.round + 1, rounds: [closed], last: closed, ...more }, ada, ben);

test("a round, for both and for who watches", () => {
  const now = after(first, {}, { score: 1 });
  assert.equal(said([ofRound(now, first, "ada")]), "Round 1: you chose rock, Ben chose scissors. You win the round.");
  assert.equal(said([ofRound(now, first, "ben")]), "Round 1: you chose scissors, Ada chose rock. Ada wins the round.");
  assert.equal(
    said([ofRound(now, first, undefined)]),
    "Round 1: Ada chose rock, Ben chose scissors. Ada wins the round.",
  );
});

test("a drawn round is a draw", () => {
  assert.equal(
    said([ofRound(match(), round("paper", "paper"), "ada")]),
    "Round 1: you chose paper, Ben chose paper. A draw.",
  );
});

test("a round in which not both chose", () => {
  for (const viewer of ["ada", "ben", "cy"]) {
    assert.equal(
      said([ofRound(match(), round(undefined, undefined), viewer)]),
      "Round 1: nobody chose in time. A draw.",
    );
  }
  const won = round(undefined, "rock", "ben");
  assert.equal(said([ofRound(match(), won, "ada")]), "Round 1: you did not choose in time. Ben wins the round.");
  assert.equal(said([ofRound(match(), won, "ben")]), "Round 1: Ada did not choose in time. You win the round.");
  assert.equal(said([ofRound(match(), won, undefined)]), "Round 1: Ada did not choose in time. Ben wins the round.");
});

test("that one has chosen, also where it is not known what", () => {
  assert.equal(said([ofChoice("rock", "Ben")]), "You chose rock. Waiting for Ben.");
  assert.equal(said([ofChoice(undefined, "Ben")]), "You have chosen. Waiting for Ben.");
});

test("a round that was closed is told with the score and the next", () => {
  const now = after(first, {}, { score: 1 });
  assert.equal(
    said(between(match(), now, "ada")),
    "Round 1: you chose rock, Ben chose scissors. You win the round. 1 to 0. Round 2: your move.",
  );
  assert.equal(
    said(between(match(), now, "ben")),
    "Round 1: you chose scissors, Ada chose rock. Ada wins the round. 0 to 1. Round 2: your move.",
  );
});

test("a round that was closed is told however many were before it, of which the newest ten are known", () => {
  const drawn = Array.from({ length: 50 }, (_, index) => round("rock", "rock", undefined, index + 1));
  const closed = (count: number): MatchState => {
    const last = drawn[count - 1]!;
    return after(last, { rounds: drawn.slice(Math.max(0, count - 10), count) });
  };
  for (let count = 2; count <= 50; count++) {
    assert.equal(
      said(between(closed(count - 1), closed(count), "ada")),
      `Round ${count}: you chose rock, Ben chose rock. A draw. 0 to 0. Round ${count + 1}: your move.`,
    );
  }
});

test("who watches is not told to move", () => {
  assert.equal(
    said(between(match(), after(first, {}, { score: 1 }), undefined)),
    "Round 1: Ada chose rock, Ben chose scissors. Ada wins the round. 1 to 0. Round 2.",
  );
});

test("a match that begins, from nothing, from a challenge, and as a rematch", () => {
  assert.equal(said(between(undefined, match(), "ben")), "You play Ada, best of 3. Round 1: your move.");
  assert.equal(said(between(undefined, match(), undefined)), "Ada plays Ben, best of 3.");
  const waiting = match({ status: "waiting", round: 0 });
  assert.equal(said(between(waiting, match(), "ada")), "You play Ben, best of 3. Round 1: your move.");
  assert.equal(
    said(between(match({ id: "before", status: "over" }), match(), "ada")),
    "You play Ben, best of 3. Round 1: your move.",
  );
});

test("who comes in the middle is told how it stands", () => {
  const now = after(first, {}, { score: 1 });
  assert.equal(said(between(undefined, now, "ben")), "You play Ada, 0 to 1. Round 2: your move.");
  assert.equal(said(between(undefined, now, undefined)), "Ada plays Ben, 1 to 0. Round 2.");
});

test("a challenge is told to whom it is meant for", () => {
  const waiting = match({ status: "waiting", round: 0 });
  assert.equal(said(between(undefined, waiting, "ben")), "Ada would like to play you.");
  assert.deepEqual(between(undefined, waiting, "ada"), []);
  assert.deepEqual(between(undefined, waiting, undefined), []);
});

test("the other goes and comes back; of oneself nothing is told", () => {
  const away = match({}, {}, { connected: false });
  assert.equal(said(between(match(), away, "ada")), "Ben is away.");
  assert.equal(said(between(away, match(), "ada")), "Ben is back.");
  assert.deepEqual(between(match(), away, "ben"), []);
});

test("that a move was made is not told aloud", () => {
  assert.deepEqual(between(match(), match({}, {}, { moved: true }), "ada"), []);
});

test("the last round is told, then the end", () => {
  const before = after(first, {}, { score: 1 });
  const second = round("paper", "rock", "ada", 2);
  const over = match(
    { round: 2, rounds: [first, second], last: second, status: "over", winner: "ada", reason: "score" },
    { score: 2 },
  );
  assert.equal(
    said(between(before, over, "ben")),
    "Round 2: you chose rock, Ada chose paper. Ada wins the round. Ada won, 2 to 0. Well played.",
  );
});

test("every end has its words, for the winner, for the other and for who watches", () => {
  const reasons: EndReason[] = ["score", "resigned", "forfeit"];
  for (const reason of reasons) {
    const over = match({ status: "over", winner: "ada", reason });
    for (const viewer of ["ada", "ben", undefined]) {
      assert.ok(said([ofEnd(over, viewer)]).length > 0);
    }
  }
  assert.equal(
    said([ofEnd(match({ status: "over", winner: "ben", reason: "resigned" }), "ada")]),
    "You gave up. Ben won.",
  );
  for (const reason of ["score", "timeout", "forfeit"] as const) {
    assert.match(said([ofEnd(match({ status: "over", reason }), "ada")]), /Nobody won/);
  }
});

test("the end is told over both heads, whoever won and however", () => {
  const both = (more: Partial<MatchState>): string[] => {
    const over = match({ status: "over", ...more }, { score: 2 }, { score: 1 });
    return over.players.map((player) => said([ofResult(over, player)]));
  };
  assert.deepEqual(both({ reason: "score", winner: "ada" }), ["Wins 2 to 1", "Loses 1 to 2"]);
  assert.deepEqual(both({ reason: "resigned", winner: "ben" }), ["Gave up", "Wins"]);
  assert.deepEqual(both({ reason: "forfeit", winner: "ada" }), ["Wins", "Was away for too long"]);
  for (const reason of ["score", "timeout", "forfeit"] as const) {
    assert.deepEqual(both({ reason }), ["Nobody won", "Nobody won"]);
  }
});

test("a challenge that came to nothing says how", () => {
  const over = match({ status: "over", round: 0, reason: "timeout" });
  assert.equal(said([ofEnd(over, "ada")]), "Ben did not answer.");
  assert.equal(said([ofEnd(over, "ben")]), "No match with Ada this time.");
  assert.equal(said([ofEnd({ ...over, reason: "resigned" }, "ada")]), "No match with Ben this time.");
});

test("the wish for a rematch is told once, and not one's own", () => {
  const over = match({ status: "over", winner: "ada", reason: "score" });
  const asked = { ...over, rematch: ["ben"] };
  assert.equal(said(between(over, asked, "ada")), "Ben would like a rematch.");
  assert.deepEqual(between(asked, asked, "ada"), []);
  assert.deepEqual(between(over, asked, "ben"), []);
});
