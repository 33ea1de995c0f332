import { html, nothing, type TemplateResult } from "lit";
import type { MatchState, Refusal } from "#protocol";
import type { ChatRoom } from "../chat.ts";
import { playerIn, type Play } from "../match.ts";
import "./challenge.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import "./match.ts";
import { say } from "./words.ts";

/**
 * What concerns oneself of the matches of a room, beside whatever else one does there: who would like to play, whose answer one awaits,
 * and the match one plays, to be played right here.
 */
class OwnMatch extends Light {
  static override properties = {
    chat: { attribute: false },
    play: { attribute: false },
    revision: { type: Number },
    problem: { state: true },
  };

  declare chat: ChatRoom;
  declare play: Play;
  /** Grows with each change of the two. */
  declare revision: number;
  declare problem: string | undefined;

  /** The match that one has seen being played: its end is shown until one has put it away. */
  #followed: string | undefined;

  override render(): TemplateResult {
    const { chat, play } = this;
    const { match } = this;
    const asked = chat.matches.all.find(({ status, players }) => status === "waiting" && players[0]?.id === this.#you);
    return html`<parlor-challenges
        .play=${play}
        .table=${chat.matches}
        .room=${chat.room.room?.id ?? ""}
        .you=${this.#you}
        .revision=${this.revision}
      ></parlor-challenges>
      ${asked === undefined ? nothing : this.#asked(asked)}
      ${this.problem === undefined ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${
        match === undefined
          ? nothing
          : html`<div class="own-match" data-own-match=${match.status}>
              <parlor-match
                compact
                .match=${match}
                .table=${chat.matches}
                .play=${play}
                .you=${this.#you}
              ></parlor-match>
              ${
                match.status === "over"
                  ? html`<button
                      type="button"
                      class="button plain round"
                      data-act="put-away"
                      aria-label=${say("match.putAway")}
                      title=${say("match.putAway")}
                      @click=${this.#putAway}
                    >
                      ${icon("close")}
                    </button>`
                  : nothing
              }
            </div>`
      }`;
  }

  get #you(): string | undefined {
    return this.chat.room.you?.id;
  }

  /** What one plays, or has played and not yet put away. */
  get match(): MatchState | undefined {
    const you = this.#you;
    const played =
      you === undefined
        ? undefined
        : this.chat.matches.all.find((match) => match.status === "playing" && playerIn(match, you));
    this.#followed = played?.id ?? this.#followed;
    return played ?? (this.#followed === undefined ? undefined : this.chat.matches.get(this.#followed));
  }

  #asked(match: MatchState): TemplateResult {
    return html`<section class="challenge asked" role="status" data-asked=${match.id}>
      <p>
        <strong>${say("challenge.waits", match.players[1]?.name ?? "")}</strong>
        <span class="soft">${say("match.best", match.bestOf)}</span>
      </p>
      <button
        type="button"
        class="button outline"
        data-act="challenge.back"
        @click=${() => this.#try(this.play.resign(match.id))}
      >
        ${say("challenge.back")}
      </button>
    </section>`;
  }

  #putAway(): void {
    this.#followed = undefined;
    this.requestUpdate();
  }

  #try(act: Promise<void>): void {
    this.problem = undefined;
    act.catch((failure: Refusal | Error) => {
      this.problem = reason("code" in failure ? failure.code : "lost");
    });
  }
}

customElements.define("parlor-own-match", OwnMatch);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-own-match": OwnMatch;
  }
}
