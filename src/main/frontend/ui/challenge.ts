import { html, nothing, type TemplateResult } from "lit";
import type { Challenged, Refusal } from "#protocol";
import { opponentIn, type Play, type RoomMatches } from "../match.ts";
import { profile } from "../profile.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { avatar } from "./person.ts";
import { say } from "./words.ts";

/** How often it is looked how matches in other rooms stand, in ms. */
const LOOK_EVERY_MS = 2_000;

/** Somebody would like to play, or one's match has begun elsewhere: to be answered wherever on the page one is. */
class ChallengePrompt extends Light {
  static override properties = {
    play: { attribute: false },
    table: { attribute: false },
    room: {},
    you: { attribute: false },
    except: {},
    leads: { type: Boolean },
    revision: { type: Number },
    problem: { state: true },
  };

  declare play: Play;
  declare table: RoomMatches;
  declare room: string;
  /** The participant whose page this is. */
  declare you: string | undefined;
  /** The match that the page shows anyway, and lets answer there. */
  declare except: string | undefined;
  /** Whether the page leads to a match that has begun elsewhere by itself. */
  declare leads: boolean;
  declare revision: number;
  declare problem: string | undefined;

  #looking: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopLooking();
  }

  override render(): TemplateResult {
    const standing = this.play.challenges
      .filter(({ match }) => match !== this.except)
      .filter(({ match, room }) => room !== this.room || this.table.get(match)?.status === "waiting");
    return html`<div class="challenges" role="alert">
      ${this.#begun()} ${standing.map((challenge) => this.#asked(challenge))}
      ${this.problem === undefined ? nothing : html`<p class="problem">${this.problem}</p>`}
    </div>`;
  }

  protected override updated(): void {
    const led = this.leads ? this.play.matched?.match : undefined;
    if (this.play.elsewhere(this.room).every(({ match }) => match === led)) {
      this.#stopLooking();
    } else if (this.#looking === undefined) {
      const look = (): void => void this.play.lookElsewhere(this.room, profile.resume.token);
      this.#looking = setInterval(look, LOOK_EVERY_MS);
      look();
    }
  }

  /** Whoever writes or walks here is not torn away: they are told, and go when they like. */
  #begun(): TemplateResult | typeof nothing {
    const { matched } = this.play;
    if (this.leads || this.you === undefined || matched?.state === undefined || matched.room === this.room) {
      return nothing;
    }
    const opponent = opponentIn(matched.state, this.you);
    return html`<section class="challenge" data-begun=${matched.match}>
      ${opponent === undefined ? nothing : avatar(opponent)}
      <p>
        <strong>${say("match.elsewhere", opponent?.name ?? "")}</strong>
        <span class="soft">${say("match.best", matched.state.bestOf)}</span>
      </p>
      <a class="button warm" href="/rps/${matched.room}">${icon("play")}${say("match.go")}</a>
    </section>`;
  }

  #asked(challenge: Challenged): TemplateResult {
    return html`<section class="challenge" data-challenge=${challenge.match}>
      ${avatar(challenge.from)}
      <p>
        <strong>${say("challenge.asks", challenge.from.name)}</strong>
        <span class="soft">${say("match.best", challenge.bestOf)}</span>
      </p>
      <div class="acts">
        <button
          type="button"
          class="button warm"
          data-act="accept"
          @click=${() => this.#accept(challenge.match, challenge.room)}
        >
          ${icon("check")}${say("challenge.accept")}
        </button>
        <button
          type="button"
          class="button outline"
          data-act="decline"
          @click=${() => this.#answer(this.play.decline(challenge.match))}
        >
          ${say("challenge.decline")}
        </button>
      </div>
    </section>`;
  }

  /** A challenge is played in its room: from elsewhere one goes there. */
  #accept(match: string, room: string): void {
    this.#answer(
      this.play.accept(match).then(() => {
        if (room !== this.room) {
          location.assign(`/rps/${room}`);
        }
      }),
    );
  }

  #answer(answer: Promise<void>): void {
    this.problem = undefined;
    answer.catch((failure: Refusal | Error) => {
      this.problem = reason("code" in failure ? failure.code : "lost");
    });
  }

  #stopLooking(): void {
    clearInterval(this.#looking);
    this.#looking = undefined;
  }
}

customElements.define("parlor-challenges", ChallengePrompt);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-challenges": ChallengePrompt;
  }
}
