import { html, type TemplateResult } from "lit";
import { copy } from "./copy.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

const SAY_SO_FOR = 2_500;

/** A button that copies the address of this room, without what a visitor's own address line may have added. */
class Share extends Light {
  static override properties = { done: { state: true }, plain: { type: Boolean }, watch: { type: Boolean } };

  declare done: boolean;
  declare plain: boolean;
  /** Whoever follows the link comes to watch. */
  declare watch: boolean;
  #undo: ReturnType<typeof setTimeout> | undefined;

  override render(): TemplateResult {
    return html`<button type="button" class="button ${this.plain ? "plain" : "outline"}" @click=${this.#share}>
        ${icon(this.done ? "check" : "link")}<span
          >${say(this.done ? "room.shared" : this.watch ? "play.share" : "room.share")}</span
        >
      </button>
      <span class="visually-hidden" role="status">${this.done ? say("room.copied") : ""}</span>`;
  }

  async #share(): Promise<void> {
    await copy(location.origin + location.pathname + (this.watch ? "?watch" : ""));
    this.done = true;
    clearTimeout(this.#undo);
    this.#undo = setTimeout(() => (this.done = false), SAY_SO_FOR);
  }
}

customElements.define("parlor-share", Share);
