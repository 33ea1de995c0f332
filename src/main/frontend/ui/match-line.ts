import { html, nothing, type TemplateResult } from "lit";
import type { MatchState, Player } from "#protocol";
import { hand } from "./hands.ts";
import { avatar } from "./person.ts";
import { say } from "./words.ts";

/** A match in one line: who, the score, the last hands. */
export function matchLine(match: MatchState): TemplateResult {
  const [left, right] = match.players as [Player, Player];
  const thrown = (player: Player): TemplateResult | typeof nothing =>
    match.last?.moves[player.id] === undefined ? nothing : hand(match.last.moves[player.id], { color: player.color });
  return html`<span class="line-side left"
      >${avatar(left, "small")}<span class="name" dir="auto">${left.name}</span>${thrown(left)}</span
    >
    <span class="line-score numbers" aria-label=${say("match.scores", left.score, right.score)}
      >${left.score}<i>:</i>${right.score}</span
    >
    <span class="line-side right"
      >${thrown(right)}<span class="name" dir="auto">${right.name}</span>${avatar(right, "small")}</span
    >`;
}
