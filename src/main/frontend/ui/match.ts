import { html, nothing, svg, type TemplateResult } from "lit";
import type { ErrorCode, MatchState, Player, Refusal, Throw } from "#protocol";
import { between, ofChoice, ofEnd, ofRound } from "./commentary.ts";
import { opponentIn, playerIn, sidesFor, type Play, type RoomMatches } from "../match.ts";
import { RAISED_MS, Reveal } from "../reveal.ts";
import { hand, throws } from "./hands.ts";
import { icon } from "./icons.ts";
import { isForField, letterOf } from "./keys.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { avatar, called, inColor } from "./person.ts";
import { saying } from "./sentence.ts";
import { say, sayCount } from "./words.ts";

/** How often the time that is left is drawn anew, in ms. */
const DRAW_EVERY_MS = 100;
const RING = 2 * Math.PI * 44;
/** From here on the time is short, in ms. */
const SHORT_MS = 5_000;
const KEYS: Readonly<Record<string, Throw>> = { r: "rock", p: "paper", s: "scissors" };

/** One match: the two players, their hands, the time, what is to be done. For who plays, and for who watches. */
class Match extends Light {
  static override properties = {
    match: { attribute: false },
    table: { attribute: false },
    play: { attribute: false },
    you: { attribute: false },
    compact: { type: Boolean },
    now: { state: true },
    sure: { state: true },
    problem: { state: true },
  };

  declare match: MatchState;
  declare table: RoomMatches;
  /** Absent for who may only watch. */
  declare play: Play | undefined;
  /** The participant whose page this is. */
  declare you: string | undefined;
  /** Beside something else, with less room. */
  declare compact: boolean;
  declare now: number;
  declare sure: boolean;
  declare problem: string | undefined;

  #reveal = new Reveal();
  #told: MatchState | undefined;
  /** The match as it was before the round that is being revealed. */
  #before: MatchState | undefined;
  /** Whether another match with the same was offered when it was drawn last. */
  #again = false;
  #hadFocus = false;
  #commentary: string[] = [];
  #clock: ReturnType<typeof setInterval> | undefined;
  #pressed = (event: KeyboardEvent): void => this.#press(event);

  override connectedCallback(): void {
    super.connectedCallback();
    this.now = performance.now();
    this.#clock = setInterval(() => {
      const ended = this.#again && !this.table.canBePlayedAgain(this.match.id);
      if (this.match.status !== "over" || ended || this.#reveal.isFresh(this.now) || this.#reveal.isRaised(this.now)) {
        this.now = performance.now();
      }
    }, DRAW_EVERY_MS);
    document.addEventListener("keydown", this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    document.removeEventListener("keydown", this.#pressed);
  }

  protected override willUpdate(): void {
    const { match } = this;
    this.#hadFocus = this.contains(document.activeElement);
    if (match === this.#told) {
      return;
    }
    if (match.id !== this.#told?.id || match.round !== this.#told.round || match.status !== this.#told.status) {
      this.sure = false;
      this.problem = undefined;
    }
    const wasRaised = this.#reveal.isRaised(performance.now());
    this.#reveal.see(match, this.#left, performance.now());
    if (this.#reveal.isRaised(performance.now()) && !wasRaised) {
      this.#before = this.#told;
      setTimeout(() => (this.now = performance.now()), RAISED_MS);
    }
    const news = between(this.#told, match, this.you).map(saying);
    if (news.length > 0) {
      this.#commentary = news;
    }
    this.#told = match;
  }

  /** What had the focus may be gone: the next thing to do has it then. */
  protected override updated(): void {
    if (this.#hadFocus && document.activeElement === document.body) {
      const next = ["[data-first]", ".choice:enabled", ":not([inert]) > .acts .button"];
      next
        .map((each) => this.querySelector<HTMLElement>(each))
        .find((each) => each !== null)
        ?.focus();
    }
  }

  override render(): TemplateResult {
    const raised = this.#raised;
    const match = this.#seen;
    const [left, right] = this.#sides;
    const shown = this.#reveal.shown(match, this.now);
    const fresh = this.#reveal.isFresh(this.now);
    return html`<section
      class="match ${this.compact ? "compact" : ""}"
      data-match=${match.id}
      data-status=${match.status}
      data-round=${match.round}
      ?data-revealed=${shown !== undefined}
      aria-label=${say("match.between", left.name, right.name)}
    >
      <p class="visually-hidden" role="alert" data-commentary>${this.#commentary.join(" ")}</p>
      <header class="sides">${this.#side(left, "left")} ${this.#side(right, "right")}</header>
      <div
        class="duel"
        data-outcome=${shown === undefined ? nothing : shown.winner === undefined ? "drawn" : shown.winner === left.id ? "left" : "right"}
        ?data-fresh=${fresh}
        ?data-raised=${raised}
      >
        <div class="show left">${this.#hand(left, shown?.moves[left.id], shown !== undefined)}</div>
        <div class="middle">${this.#middle(shown !== undefined)}</div>
        <div class="show right">${this.#hand(right, shown?.moves[right.id], shown !== undefined)}</div>
      </div>
      <p class="call" data-verdict>${this.#verdict()}</p>
      ${this.#history()} ${this.#todo()}
      ${this.problem === undefined ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
    </section>`;
  }

  get #raised(): boolean {
    return this.#before?.id === this.match.id && this.#reveal.isRaised(this.now);
  }

  /** What is shown: while the hands go up, nothing gives away how the round ended. */
  get #seen(): MatchState {
    return this.#raised ? this.#before! : this.match;
  }

  get #sides(): readonly [Player, Player] {
    return sidesFor(this.#seen, this.you);
  }

  get #own(): Player | undefined {
    return this.you === undefined || this.play === undefined ? undefined : playerIn(this.#seen, this.you);
  }

  get #left(): number {
    return this.match.deadline === undefined ? 0 : this.table.until(this.match.deadline);
  }

  #side(player: Player, side: string): TemplateResult {
    const match = this.#seen;
    const toWin = Math.ceil(match.bestOf / 2);
    const change = match.ratings?.[player.id];
    const away = player.returnBy === undefined ? undefined : Math.ceil(this.table.until(player.returnBy) / 1000);
    return html`<div class="player person ${side}" data-player=${player.id} .style=${inColor(player.color)}>
      ${avatar(player)}
      <div class="player-words">
        <p class="player-name">
          ${called(player, this.you)}
          ${player.bot === undefined ? nothing : html`<span class="badge" title=${say(`bot.${player.bot}.about`)}>${say("bot")}</span>`}
        </p>
        <p class="pips" role="img" aria-label=${sayCount("match.score", player.score)}>
          ${Array.from({ length: toWin }, (_, index) => html`<i class=${index < player.score ? "won" : ""}></i>`)}
        </p>
        <p class="state">
          ${
            away !== undefined
              ? html`<span class="away" data-away>${sayCount("match.returns", away)}</span>`
              : match.status === "playing" && player.moved
                ? html`${icon("check")}<span data-moved>${say("match.moved")}</span>`
                : change !== undefined
                  ? html`<span class="numbers" data-rating
                      >${change.after}
                      <small class=${change.after < change.before ? "" : "up"}
                        >${signed(change.after - change.before)}</small
                      ></span
                    >`
                  : nothing
          }
        </p>
      </div>
    </div>`;
  }

  #hand(player: Player, shown: Throw | undefined, revealed: boolean): TemplateResult {
    const own = player.id === this.#own?.id && !this.#raised ? this.play?.moveIn(this.match) : undefined;
    const move = revealed ? shown : own;
    const idle = revealed && shown === undefined;
    const ready = this.#raised || player.moved || move !== undefined;
    return html`<div
      class="hand-of person ${idle ? "idle" : ""} ${ready ? "ready" : ""}"
      data-shows=${move ?? "closed"}
      .style=${inColor(player.color)}
    >
      ${hand(move, { color: player.color })}
      ${idle && this.match.last !== undefined ? html`<span class="soft">${say("move.none")}</span>` : nothing}
    </div>`;
  }

  #middle(revealed: boolean): TemplateResult {
    const match = this.#seen;
    if (match.status === "over") {
      return html`<span class="against numbers">${this.#sides[0].score}<i>:</i>${this.#sides[1].score}</span>`;
    }
    const left = this.#left;
    const seconds = Math.ceil(left / 1000);
    return html`<div
      class="ring ${left < SHORT_MS ? "short" : ""} ${revealed ? "behind" : ""}"
      role="timer"
      aria-label=${sayCount("match.left", seconds)}
      data-seconds=${seconds}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        ${svg`<circle class="groove" cx="50" cy="50" r="44" />
        <circle class="time" cx="50" cy="50" r="44" transform="rotate(-90 50 50)" stroke-dasharray=${RING} stroke-dashoffset=${RING * (1 - this.#reveal.fraction(left))} />`}
      </svg>
      <span class="numbers">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}</span>
    </div>`;
  }

  /** One sentence under the hands. */
  #verdict(): TemplateResult {
    const match = this.#seen;
    if (this.#raised) {
      return html`&nbsp;`;
    }
    const own = this.#own;
    if (match.status === "over") {
      const won = own !== undefined && match.winner === own.id;
      return html`<strong class=${won ? "won" : ""} data-over=${match.reason ?? "score"}
        >${saying(ofEnd(match, this.you))}</strong
      >`;
    }
    if (match.status === "waiting") {
      const other = own === undefined ? undefined : opponentIn(match, own.id);
      return html`${other === undefined ? say("challenge.between", match.players[0]?.name ?? "", match.players[1]?.name ?? "") : say(own === match.players[0] ? "challenge.waits" : "challenge.asks", other.name)}`;
    }
    const shown = this.#reveal.shown(match, this.now);
    if (shown !== undefined) {
      return html`<strong>${saying(ofRound(match, shown, this.you))}</strong>`;
    }
    const made = own === undefined ? undefined : this.play?.moveIn(match);
    if (own !== undefined) {
      const other = opponentIn(match, own.id)?.name ?? "";
      return made === undefined && !own.moved
        ? html`${say("match.choose", match.round)}`
        : html`${saying(ofChoice(made, other))}`;
    }
    return html`${say("match.round", match.round, match.bestOf)}`;
  }

  /** What one can choose keeps its place before and after the rounds: nothing moves as they begin and end. */
  #todo(): TemplateResult | typeof nothing {
    const own = this.#own;
    if (own === undefined || this.play === undefined) {
      return nothing;
    }
    return html`<div class="todo">
      <div class="moves" ?inert=${this.#seen.status !== "playing"}>${this.#choices(own)}</div>
      ${this.#answers(this.#seen, own, this.play)}
    </div>`;
  }

  #answers(match: MatchState, own: Player, play: Play): TemplateResult | typeof nothing {
    switch (match.status) {
      case "playing":
        return nothing;
      case "waiting":
        return own.id === match.players[0]?.id
          ? html`<div class="acts">${this.#act("outline", "challenge.back", () => play.resign(match.id))}</div>`
          : html`<div class="acts">
              ${this.#act("warm", "challenge.accept", () => play.accept(match.id))}
              ${this.#act("outline", "challenge.decline", () => play.decline(match.id))}
            </div>`;
      case "over":
        return match.round === 0 ? nothing : this.#rematch(match, own);
    }
  }

  #choices(own: Player): TemplateResult {
    const made = this.play?.moveIn(this.match);
    const done = made !== undefined || own.moved || this.#seen.status !== "playing";
    return html`<div class="choices" role="group" aria-label=${say("match.choose", this.match.round)}>
        ${throws.map(
          (move) =>
            html`<button
              type="button"
              class="choice person ${made === move ? "made" : ""}"
              data-move=${move}
              aria-pressed=${made === move}
              aria-keyshortcuts=${move[0]!}
              ?disabled=${done && made !== move}
              .style=${inColor(own.color)}
              @click=${() => this.#move(move)}
            >
              ${hand(move, { color: own.color })}<span>${say(`move.${move}`)}</span
              ><kbd aria-hidden="true">${move[0]!.toUpperCase()}</kbd>
            </button>`,
        )}
      </div>
      <div class="acts quiet">
        ${
          this.sure
            ? html`<span>${say("match.sure")}</span>
                ${this.#act("plain bad", "match.resign.yes", () => this.play!.resign(this.match.id))}
                <button type="button" class="button plain" data-first @click=${() => (this.sure = false)}>
                  ${say("match.resign.no")}
                </button>`
            : html`<button
                type="button"
                class="button plain"
                data-act="match.resign"
                @click=${() => (this.sure = true)}
              >
                ${say("match.resign")}
              </button>`
        }
      </div>`;
  }

  #rematch(match: MatchState, own: Player): TemplateResult {
    const other = opponentIn(match, own.id);
    const wanted = match.rematch.includes(own.id);
    const asked = other !== undefined && match.rematch.includes(other.id);
    const gone = other !== undefined && other.bot === undefined && !other.connected;
    const another = this.compact
      ? nothing
      : html`<a class="button ${gone ? "warm" : "outline"}" href="/rps">${say("play.another")}</a>`;
    this.#again = this.table.canBePlayedAgain(match.id);
    if (gone || wanted || !this.#again) {
      const why = gone ? "rematch.gone" : this.#again ? "rematch.waits" : "rematch.late";
      return html`<div class="acts">
        <p class="soft" role="status">${say(why, other?.name ?? "")}</p>
        ${another}
      </div>`;
    }
    return html`<div class="acts">
      ${asked ? html`<p role="status">${say("rematch.asked", other.name)}</p>` : nothing}
      ${this.#act("warm", "rematch", () => this.play!.rematch(match.id, this.table))} ${another}
    </div>`;
  }

  #act(kind: string, words: string, act: () => Promise<void>): TemplateResult {
    return html`<button type="button" class="button ${kind}" data-act=${words} @click=${() => this.#try(act)}>
      ${say(words)}
    </button>`;
  }

  #history(): TemplateResult {
    const match = this.#seen;
    const [left, right] = this.#sides;
    return html`<ol class="rounds" aria-label=${say("match.rounds")}>
      ${match.rounds.map((round) => {
        const winner = match.players.find(({ id }) => id === round.winner);
        return html`<li class="person" data-winner=${round.winner ?? "nobody"} .style=${inColor(winner?.color)}>
          <span class="visually-hidden">${saying(ofRound(match, round, this.you))}</span>
          <span class="number numbers" aria-hidden="true">${round.round}</span>
          ${small(round.moves[left.id], left.color)}${small(round.moves[right.id], right.color)}
        </li>`;
      })}
    </ol>`;
  }

  #move(move: Throw): void {
    this.#reveal.skip();
    this.#try(() => this.play!.move(this.match, move), { unavailable: "unstored" });
  }

  /** Says why something failed; some codes mean more of it than of others. */
  #try(act: () => Promise<void>, meanings: Readonly<Partial<Record<ErrorCode, string>>> = {}): void {
    this.problem = undefined;
    act().catch((failure: Refusal | Error) => {
      this.problem = reason("code" in failure ? (meanings[failure.code] ?? failure.code) : "lost");
    });
  }

  /** R, P and S, wherever the focus is but in a field. */
  #press(event: KeyboardEvent): void {
    const move = KEYS[letterOf(event)];
    const own = this.#own;
    if (
      move !== undefined &&
      own !== undefined &&
      this.match.status === "playing" &&
      playerIn(this.match, own.id)?.moved === false &&
      !event.repeat &&
      !isForField(event)
    ) {
      event.preventDefault();
      this.#move(move);
    }
  }
}

const signed = (change: number): string => (change < 0 ? `−${-change}` : `+${change}`);

function small(move: Throw | undefined, color: string): TemplateResult {
  return move === undefined ? html`<span class="none" aria-hidden="true">–</span>` : hand(move, { color });
}

customElements.define("parlor-match", Match);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-match": Match;
  }
}
