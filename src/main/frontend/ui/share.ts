import { html, type TemplateResult } from "lit";
import { copy } from "./copy.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

const SAY_SO_FOR = 2_500;

/** A button that copies the address of this room, without what a visitor's own address line may have added. */
class Share extends Light {
  static override properties = {
    outcome: { state: true },
    plain: { type: Boolean },
    watch: { type: Boolean },
  };

  declare outcome: "shared" | "unshared" | undefined;
  declare plain: boolean;
  /** Whoever follows the link comes to watch. */
  declare watch: boolean;
  #undo: ReturnType<typeof setTimeout> | undefined;

  override render(): TemplateResult {
    const { outcome } = this;
    const drawing = outcome === "shared" ? "check" : outcome === "unshared" ? "failed" : "link";
    const words = say(outcome ? `room.${outcome}` : this.watch ? "play.share" : "room.share");
    return html`<button
        type="button"
        class="button ${this.plain ? "plain" : "outline"}"
        title=${words}
        @click=${this.#share}
      >
        ${icon(drawing)}<span>${words}</span>
      </button>
      <span class="visually-hidden" role="status">${outcome ? say(`room.${outcome}.text`) : ""}</span>`;
  }

  async #share(): Promise<void> {
    const copied = await copy(location.origin + location.pathname + (this.watch ? "?watch" : ""));
    this.outcome = copied ? "shared" : "unshared";
    clearTimeout(this.#undo);
    this.#undo = setTimeout(() => (this.outcome = undefined), SAY_SO_FOR);
  }
}

customElements.define("parlor-share", Share);
