import { html, nothing, type TemplateResult } from "lit";
import type { Bot, MatchState, Refusal } from "#protocol";
import { Play, type BestOf } from "../match.ts";
import { profile } from "../profile.ts";
import type { Connection } from "../stomp.ts";
import { bestOfChoice } from "./best-of.ts";
import "./challenge.ts";
import { RoomMatches } from "../match.ts";
import { connectionBar } from "./connection.ts";
import { hand } from "./hands.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { matchLine } from "./match-line.ts";
import { colorOf, isName, plainName } from "./palette.ts";
import "./profile-fields.ts";
import type { ProfileFields, Wish } from "./profile-fields.ts";
import { standingsTable, type Standing } from "./standings.ts";
import { say, sayCount } from "./words.ts";

const LOOK_EVERY_MS = 5_000;
const SHOWN_BEST = 5;

/** Where one finds somebody to play with: press Play, wait, and be led to the match. */
class PlayHome extends Light {
  static override properties = {
    bestOf: { state: true },
    played: { state: true },
    best: { state: true },
    revision: { state: true },
  };

  declare bestOf: BestOf;
  declare played: readonly MatchState[] | undefined;
  declare best: readonly Standing[] | undefined;
  declare revision: number;

  #connection!: Connection;
  #play!: Play;
  #wish: Wish = { name: profile.name ?? "", color: profile.color };
  #nowhere = new RoomMatches();
  #refused: Refusal["code"] | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** To be called once. */
  enter(connection: Connection): void {
    this.#connection = connection;
    this.#play = new Play(connection);
    this.revision = 0;
    this.bestOf = 3;
    this.#play.onChange(() => this.#changed());
    connection.onState(() => this.requestUpdate());
    connection.connect();
    this.#clock = setInterval(() => this.requestUpdate(), 1000);
    void this.#look();
    setInterval(() => void (document.hidden || this.#look()), LOOK_EVERY_MS);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#play === undefined) {
      return nothing;
    }
    const { waiting, refused } = this.#play;
    return html`${connectionBar(this.#connection.state, Date.now(), () => this.#connection.connect())}
      <parlor-challenges
        .play=${this.#play}
        .table=${this.#nowhere}
        .room=${""}
        leads
        .revision=${this.revision}
      ></parlor-challenges>
      <div class="play-grid">
        <section class="card play-card" ?data-waiting=${waiting !== undefined}>
          ${waiting === undefined ? this.#ask() : this.#wait()}
          ${refused === undefined ? nothing : html`<p class="problem" role="alert">${refused === "busy" ? say("play.busy") : reason(refused)}</p>`}
        </section>
        <div class="play-side">${this.#toWatch()} ${this.#leaders()}</div>
      </div>`;
  }

  /** Whoever was refused has the button again, and the focus on it, from where they may take it elsewhere. */
  protected override updated(): void {
    const refused = this.#play?.refused;
    if (refused !== this.#refused) {
      this.#refused = refused;
      if (refused !== undefined && document.activeElement === document.body) {
        this.querySelector<HTMLElement>("[data-act=play]")?.focus();
      }
    }
  }

  #ask(): TemplateResult {
    return html`<div class="three" aria-hidden="true">${hand("rock")}${hand("paper")}${hand("scissors")}</div>
      <form @submit=${this.#enter} class="stack">
        <parlor-profile-fields .wish=${this.#wish} @change=${this.#keep}></parlor-profile-fields>
        ${bestOfChoice(this.bestOf, (bestOf) => (this.bestOf = bestOf))}
        <button class="button warm big" data-act="play">${say("play.play")}</button>
      </form>`;
  }

  #wait(): TemplateResult {
    const { since, waiting = 1, bots, bestOf } = this.#play.waiting!;
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
    const connected = this.#connection.state.phase === "connected";
    const color = this.#wish.color ?? colorOf(this.#wish.name);
    return html`<div class="waiting" aria-busy="true">
      <div class="three" aria-hidden="true">${hand(undefined, color === undefined ? {} : { color })}</div>
      <h2>${say(connected ? "play.waiting" : "play.away")}</h2>
      ${connected ? html`<p class="numbers clock" role="timer">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}</p>` : nothing}
      <p class="soft" role="status" data-queue=${connected ? waiting : "away"}>
        ${connected ? sayCount("play.waiting.count", waiting - 1) : say("play.away.later")} ${say("match.best", bestOf)}
      </p>
      ${
        connected && bots.length > 0
          ? html`<div class="bots" data-bots>
              <p>${say("play.bots")}</p>
              <div class="acts">${bots.map((bot) => this.#bot(bot))}</div>
            </div>`
          : nothing
      }
      <button
        type="button"
        class="button outline"
        data-act="cancel"
        @click=${() => void this.#play.cancel().catch(() => undefined)}
      >
        ${say("play.cancel")}
      </button>
    </div>`;
  }

  #bot(bot: Bot): TemplateResult {
    return html`<button
      type="button"
      class="button outline bot"
      data-bot=${bot}
      @click=${() => this.#begin(this.#play.waiting?.bestOf ?? this.bestOf, bot)}
    >
      <span><strong>${say(`bot.${bot}`)}</strong> <span class="badge">${say("bot")}</span></span>
      <span class="soft">${say(`bot.${bot}.about`)}</span>
    </button>`;
  }

  #toWatch(): TemplateResult {
    const matches = this.played;
    return html`<section class="card" aria-labelledby="to-watch">
      <h2 id="to-watch">${say("play.watch")}</h2>
      ${
        matches === undefined
          ? lookedFor()
          : matches.length === 0
            ? html`<p class="soft" data-empty="matches">${say("play.watch.none")}</p>`
            : html`<ul class="matches">
                ${matches.slice(0, 8).map((match) => html`<li><a class="match-line" href="/rps/${match.room}?watch" data-match=${match.id}>${matchLine(match, undefined)}</a></li>`)}
              </ul>`
      }
    </section>`;
  }

  #leaders(): TemplateResult {
    return html`<section class="card" aria-labelledby="leaders">
      <h2 id="leaders">${say("leaders")}</h2>
      ${this.#best()}
    </section>`;
  }

  #best(): TemplateResult {
    const { best } = this;
    if (best === undefined) {
      return lookedFor();
    }
    return best.length === 0
      ? html`<p class="soft" data-empty="leaders">${say("leaders.none")}</p>`
      : html`${standingsTable(best.slice(0, SHOWN_BEST))}
          <a class="button plain" href="/leaderboard">${say("leaders.all")}${icon("arrowRight")}</a>`;
  }

  #keep(event: Event): void {
    const { wish } = event.currentTarget as ProfileFields;
    this.#wish = wish;
    if (isName(wish.name)) {
      profile.name = plainName(wish.name) || undefined;
    }
    profile.color = wish.color;
  }

  /** Whoever has changed their name tells the server first: it is what the opponent sees. */
  #enter(event: Event): void {
    event.preventDefault();
    if (!isName(this.#wish.name)) {
      this.querySelector("input")?.focus();
      return;
    }
    const wish = profile.wish;
    if (wish.name !== undefined || wish.color !== undefined) {
      this.#connection.send("/app/profile", wish).catch(() => undefined);
    }
    this.#begin(this.bestOf);
  }

  #begin(bestOf: BestOf, bot?: Bot): void {
    this.#play.enter(bestOf, bot).catch((failure: Refusal | Error) => {
      if (!("code" in failure)) {
        this.#connection.connect(); // Still waiting: it is asked again once one is connected.
      }
    });
  }

  #changed(): void {
    this.revision++;
    const { matched } = this.#play;
    if (matched !== undefined) {
      clearInterval(this.#clock);
      location.assign(`/rps/${matched.room}`);
    }
  }

  async #look(): Promise<void> {
    try {
      const [matches, best] = await Promise.all([fetch("/api/rps/matches"), fetch("/api/rps/leaderboard")]);
      if (matches.ok && best.ok) {
        this.played = (await matches.json()) as MatchState[];
        this.best = (await best.json()) as Standing[];
      }
    } catch {
      // What was there stays; it is looked again.
    }
  }
}

/** In place of a list that has not come yet: that it is empty is not known. */
function lookedFor(): TemplateResult {
  return html`<p class="soft late" aria-busy="true">${say("leaders.loading")}</p>`;
}

customElements.define("parlor-play", PlayHome);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-play": PlayHome;
  }
}
