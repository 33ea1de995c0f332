import { html, nothing, type TemplateResult } from "lit";
import type { MatchState, Player } from "#protocol";
import { sidesFor } from "../match.ts";
import { hand } from "./hands.ts";
import { avatar, called } from "./person.ts";
import { say } from "./words.ts";

/** A match in one line: who, the score, the last hands. */
export function matchLine(match: MatchState, you: string | undefined): TemplateResult {
  const [left, right] = sidesFor(match, you);
  const thrown = (player: Player): TemplateResult | typeof nothing =>
    match.last?.moves[player.id] === undefined ? nothing : hand(match.last.moves[player.id], { color: player.color });
  return html`<span class="line-side left">${avatar(left, "small")}${called(left, you)}${thrown(left)}</span>
    <span class="line-score numbers" aria-label=${say("match.scores", left.score, right.score)}
      >${left.score}<i>:</i>${right.score}</span
    >
    <span class="line-side right">${thrown(right)}${called(right, you)}${avatar(right, "small")}</span>`;
}
