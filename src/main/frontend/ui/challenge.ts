import { html, nothing, type TemplateResult } from "lit";
import type { Refusal } from "#protocol";
import type { Play, RoomMatches } from "../match.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { avatar } from "./person.ts";
import { say } from "./words.ts";

export { whyNot } from "../match.ts";

/** How long a challenge from another room is shown, where its match can't be seen: as long as it waits by default, in ms. */
const ELSEWHERE_MS = 30_000;

/** Somebody would like to play: accept or decline, wherever on the page one is. */
class ChallengePrompt extends Light {
  static override properties = {
    play: { attribute: false },
    table: { attribute: false },
    room: {},
    except: {},
    revision: { type: Number },
    problem: { state: true },
  };

  declare play: Play;
  declare table: RoomMatches;
  declare room: string;
  /** The match that the page shows anyway, and lets answer there. */
  declare except: string | undefined;
  declare revision: number;
  declare problem: string | undefined;

  override render(): TemplateResult {
    const standing = this.play.challenges
      .filter(({ match }) => match !== this.except)
      .filter(({ match, room, heard }) =>
        room === this.room ? this.table.get(match)?.status === "waiting" : Date.now() - heard < ELSEWHERE_MS,
      );
    return html`<div class="challenges" role="alert">
      ${standing.map(
        (challenge) =>
          html`<section class="challenge" data-challenge=${challenge.match}>
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
          </section>`,
      )}
      ${this.problem === undefined ? nothing : html`<p class="problem">${this.problem}</p>`}
    </div>`;
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
}

customElements.define("parlor-challenges", ChallengePrompt);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-challenges": ChallengePrompt;
  }
}
