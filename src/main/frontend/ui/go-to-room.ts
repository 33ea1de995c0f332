import { html, nothing, type TemplateResult } from "lit";
import { roomBehind } from "../rooms.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

/** A field for a link one was sent, or for a room's name. */
class GoToRoom extends Light {
  static override properties = { wrong: { state: true } };

  declare wrong: boolean;

  override render(): TemplateResult {
    return html`<form class="go" @submit=${this.#go} novalidate>
      <div class="field">
        <label for="link">${say("go.label")}</label>
        <div class="joined">
          <input
            id="link"
            class="input"
            inputmode="url"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${this.wrong ? "true" : nothing}
            aria-describedby="link-hint"
            @input=${() => (this.wrong = false)}
          />
          <button class="button outline">${say("go.go")}</button>
        </div>
        <p
          id="link-hint"
          class=${this.wrong ? "problem" : "hint"}
          role=${this.wrong ? "alert" : nothing}
          data-problem=${this.wrong ? "link" : nothing}
        >
          ${say(this.wrong ? "go.problem" : "go.hint")}
        </p>
      </div>
    </form>`;
  }

  #go(event: Event): void {
    event.preventDefault();
    const field = this.querySelector("input");
    const room = roomBehind(field?.value ?? "", location.origin);
    if (room === undefined) {
      this.wrong = true;
      field?.focus();
    } else {
      location.assign(`/chat/${room}`);
    }
  }
}

customElements.define("parlor-go-to-room", GoToRoom);
