/** A match in words, for who plays and for who watches: keys of the message file with their values. No DOM. */
import type { MatchState, Player, Round, Throw } from "#protocol";
import { closedRound, opponentIn, playerIn, sidesFor } from "../match.ts";

/** The key of a sentence, and what stands in it; `move:rock` stands for the word for rock. */
export type Sentence = readonly [key: string, ...values: (string | number)[]];

const move = (made: Throw): string => `move:${made}`;

/** A round that was closed. */
export function ofRound(match: MatchState, round: Round, viewer: string | undefined): Sentence {
  const own = viewer === undefined ? undefined : playerIn(match, viewer);
  const [first, second] = sidesFor(match, viewer);
  const { [first.id]: left, [second.id]: right } = round.moves;
  const winner = match.players.find(({ id }) => id === round.winner);
  if (left === undefined || right === undefined) {
    return late(round.round, winner, winner === first ? second : first, own);
  }
  if (own !== undefined) {
    return [`round.you.${outcome(round, own)}`, round.round, move(left), second.name, move(right)];
  }
  const hands = [first.name, move(left), second.name, move(right)] as const;
  return winner === undefined
    ? ["round.drawn", round.round, ...hands]
    : ["round.won", round.round, ...hands, winner.name];
}

/** A round in which not both chose: whoever did has won it. */
function late(round: number, winner: Player | undefined, other: Player, own: Player | undefined): Sentence {
  if (winner === undefined) {
    return ["round.nobody", round];
  }
  return own === undefined
    ? ["round.late", round, other.name, winner.name]
    : [`round.late.${own === winner ? "won" : "lost"}`, round, (own === winner ? other : winner).name];
}

/** That one has chosen, and what, where that is known. */
export function ofChoice(made: Throw | undefined, other: string): Sentence {
  return made === undefined ? ["match.chosen.unknown", other] : ["match.chosen", move(made), other];
}

/** How it ended. */
export function ofEnd(match: MatchState, viewer: string | undefined): Sentence {
  const own = viewer === undefined ? undefined : playerIn(match, viewer);
  const winner = match.players.find(({ id }) => id === match.winner);
  const loser = match.players.find(({ id }) => id !== match.winner);
  if (match.round === 0) {
    const challenged = match.players[1];
    const other = viewer === challenged?.id ? match.players[0] : challenged;
    return [
      `end.challenge.${match.reason === "timeout" && other === challenged ? "timeout" : "none"}`,
      other?.name ?? "",
    ];
  }
  if (winner === undefined || loser === undefined) {
    return [`end.nobody.${match.reason ?? "score"}`];
  }
  if (own !== undefined) {
    const won = own === winner;
    return [
      `end.${won ? "won" : "lost"}.${match.reason ?? "score"}`,
      won ? loser.name : winner.name,
      own.score,
      (won ? loser : winner).score,
    ];
  }
  return [`end.others.${match.reason ?? "score"}`, winner.name, loser.name, winner.score, loser.score];
}

/** What the end was for one of the two, in a few words to stand over their head. */
export function ofResult(match: MatchState, player: Player): Sentence {
  if (match.winner === undefined) {
    return ["vr.nobody"];
  }
  const result = match.winner === player.id ? "wins" : "loses";
  return match.reason === "score"
    ? [`vr.${result}.score`, player.score, opponentIn(match, player.id)?.score ?? 0]
    : [`vr.${result}.${match.reason}`];
}

/** What changed between two states, in the order in which it is told. Nothing for what one does oneself. */
export function between(before: MatchState | undefined, now: MatchState, viewer: string | undefined): Sentence[] {
  const told: Sentence[] = [];
  const own = viewer === undefined ? undefined : playerIn(now, viewer);
  if (before === undefined || before.id !== now.id) {
    return now.status === "playing" ? [began(now, viewer)] : challenged(now, viewer);
  }
  if (before.status === "waiting" && now.status === "playing") {
    told.push(began(now, viewer));
  }
  const closed = now.rounds.filter(({ round }) => round > closedRound(before));
  closed.forEach((round) => told.push(ofRound(now, round, viewer)));
  if (closed.length > 0 && now.status === "playing") {
    told.push(["round.score", ...score(now, viewer)]);
  }
  for (const player of now.players) {
    const was = playerIn(before, player.id);
    if (player.id !== own?.id && was?.connected !== player.connected && now.status === "playing") {
      told.push([player.connected ? "match.back" : "match.away", player.name]);
    }
    if (
      now.status === "over" &&
      player.id !== own?.id &&
      now.rematch.includes(player.id) &&
      !before.rematch.includes(player.id)
    ) {
      told.push(["rematch.asked", player.name]);
    }
  }
  if (before.status !== "over" && now.status === "over") {
    told.push(ofEnd(now, viewer));
  } else if (now.status === "playing" && now.round > before.round && before.round > 0) {
    told.push([own === undefined ? "round.follows" : "round.next", now.round]);
  }
  return told;
}

/** One's own rounds first; for who watches, in the order of the match. */
function score(match: MatchState, viewer: string | undefined): number[] {
  const scores = match.players.map((player) => player.score);
  return match.players[1]?.id === viewer ? scores.reverse() : scores;
}

function challenged(match: MatchState, viewer: string | undefined): Sentence[] {
  const [by, whom] = match.players;
  return match.status === "waiting" && by !== undefined && whom?.id === viewer ? [["challenge.asks", by.name]] : [];
}

/** That it begins; or, for who comes in the middle, how it stands. */
function began(match: MatchState, viewer: string | undefined): Sentence {
  const other = viewer === undefined ? undefined : opponentIn(match, viewer);
  if (match.round > 1) {
    return other !== undefined
      ? ["match.goes.you", other.name, match.round, ...score(match, viewer)]
      : [
          "match.goes",
          match.players[0]?.name ?? "",
          match.players[1]?.name ?? "",
          match.round,
          ...score(match, viewer),
        ];
  }
  return other !== undefined
    ? ["match.began.you", other.name, match.bestOf]
    : ["match.began", match.players[0]?.name ?? "", match.players[1]?.name ?? "", match.bestOf];
}

function outcome(round: Round, own: Player): "won" | "lost" | "drawn" {
  return round.winner === undefined ? "drawn" : round.winner === own.id ? "won" : "lost";
}
