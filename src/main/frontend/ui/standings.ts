import { html, nothing, type TemplateResult } from "lit";
import type { Bot, EndReason } from "#protocol";
import type { BestOf } from "../match.ts";
import { profile } from "../profile.ts";
import { hand } from "./hands.ts";
import { Light } from "./light.ts";
import { avatar } from "./person.ts";
import { dayOf, timeOf } from "./times.ts";
import { say } from "./words.ts";

/** As `GET /api/rps/leaderboard` tells it. */
export interface Standing {
  rank: number;
  player: string;
  name: string;
  color: string;
  rating: number;
  won: number;
  lost: number;
  drawn: number;
}

interface Played {
  id: string;
  bestOf: BestOf;
  opponent: { player: string; name: string; color: string; bot?: Bot };
  /** Absent where nobody won. */
  won?: boolean;
  score: number;
  opponentScore: number;
  reason: EndReason;
  ratingBefore?: number;
  ratingAfter?: number;
  endedAt: number;
}

/** As `GET /api/rps/players/{player}` tells it. */
interface PlayerRecord extends Omit<Standing, "rank"> {
  rank?: number;
  matches: readonly Played[];
}

/** As whom one plays oneself: what the token is issued for. */
const oneself = (): string | undefined => profile.resume.player?.split(".")[0];

export function standingsTable(standings: readonly Standing[]): TemplateResult {
  return html`<table class="standings">
    <thead>
      <tr>
        <th scope="col">${say("leaders.rank")}</th>
        <th scope="col">${say("leaders.player")}</th>
        <th scope="col" class="number">${say("leaders.rating")}</th>
        <th scope="col" class="number record">${say("leaders.record")}</th>
      </tr>
    </thead>
    <tbody>
      ${standings.map(
        (standing) =>
          html`<tr data-player=${standing.player} ?data-you=${standing.player === oneself()}>
            <td class="numbers">${standing.rank}</td>
            <td>
              <a href="/players/${standing.player}"
                >${avatar(standing)}<span class="name" dir="auto">${standing.name}</span
                >${standing.player === oneself() ? html`<span class="soft">${say("room.you")}</span>` : nothing}</a
              >
            </td>
            <td class="number numbers">${standing.rating}</td>
            <td class="number numbers soft record">${standing.won}–${standing.lost}–${standing.drawn}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Fetches once, and says so where there is nothing to be had. */
abstract class Fetched<T> extends Light {
  static override properties = { data: { state: true }, failed: { state: true } };

  declare data: T | undefined;
  declare failed: number | undefined;

  async load(address: string): Promise<void> {
    try {
      const answer = await fetch(address);
      if (answer.ok) {
        this.data = (await answer.json()) as T;
      } else {
        this.failed = answer.status;
      }
    } catch {
      this.failed = 0;
    }
  }

  override render(): TemplateResult {
    if (this.data !== undefined) {
      return this.show(this.data);
    }
    if (this.failed === undefined) {
      return html`<p class="soft late" aria-busy="true">${say("leaders.loading")}</p>`;
    }
    return html`<p class="soft" role="alert">${say(this.failed === 404 ? "leaders.unknown" : "leaders.failed")}</p>`;
  }

  protected abstract show(data: T): TemplateResult;
}

class Leaderboard extends Fetched<readonly Standing[]> {
  protected show(best: readonly Standing[]): TemplateResult {
    return best.length === 0
      ? html`<div class="nobody" data-empty="leaders">
          <div class="three" aria-hidden="true">${hand("rock")}${hand("paper")}${hand("scissors")}</div>
          <p>${say("leaders.none")}</p>
          <a class="button warm" href="/rps">${say("play.play")}</a>
        </div>`
      : html`<div class="card standings-card">${standingsTable(best)}</div>`;
  }
}

class PlayerPage extends Fetched<PlayerRecord> {
  protected show(record: PlayerRecord): TemplateResult {
    document.title = `${record.name} · ${say("parlor")}`;
    const figure = (value: string | number, words: string): TemplateResult =>
      html`<div>
        <dd class="numbers">${value}</dd>
        <dt class="soft">${say(words)}</dt>
      </div>`;
    return html`<header class="player-head">
        ${avatar(record, "large")}
        <h1 dir="auto">${record.name}</h1>
        ${record.player === oneself() ? html`<span class="badge">${say("you")}</span>` : nothing}
      </header>
      <dl class="tally">
        ${figure(record.rating, "leaders.rating")}
        ${figure(record.rank === undefined ? "–" : `#${record.rank}`, "leaders.rank")}
        ${figure(record.won, "player.won")} ${figure(record.lost, "player.lost")}
        ${figure(record.drawn, "player.drawn")}
      </dl>
      <h2>${say("player.matches")}</h2>
      ${
        record.matches.length === 0
          ? html`<p class="soft">${say("player.none")}</p>`
          : html`<ul class="history">
              ${record.matches.map(played)}
            </ul>`
      }`;
  }
}

function played(match: Played): TemplateResult {
  const outcome = match.won === undefined ? "drawn" : match.won ? "won" : "lost";
  const { opponent } = match;
  const change = match.ratingAfter === undefined ? undefined : match.ratingAfter - (match.ratingBefore ?? 0);
  return html`<li data-match=${match.id} data-outcome=${outcome}>
    <span class="outcome">${say(`player.${outcome}.one`)}</span>
    ${opponent.bot === undefined ? html`<a href="/players/${opponent.player}">${avatar(opponent)}<span class="name" dir="auto">${opponent.name}</span></a>` : html`<span class="who">${avatar(opponent)}<span class="name">${opponent.name}</span><span class="badge">${say("bot")}</span></span>`}
    <span class="numbers score">${match.score}<i>:</i>${match.opponentScore}</span>
    <span class="numbers change soft">${change === undefined ? "" : change < 0 ? `−${-change}` : `+${change}`}</span>
    <time class="soft" datetime=${new Date(match.endedAt).toISOString()}
      >${dayOf(match.endedAt)}, ${timeOf(match.endedAt)}</time
    >
  </li>`;
}

customElements.define("parlor-leaderboard", Leaderboard);
customElements.define("parlor-player", PlayerPage);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-leaderboard": Leaderboard;
    "parlor-player": PlayerPage;
  }
}
