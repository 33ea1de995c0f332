import { html, nothing, type TemplateResult } from "lit";
import type { ChatRoom } from "../chat.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { say, sayCount } from "./words.ts";

/** The most characters of a line, and from how many on one is told what is left. */
const LIMIT = 2_000;
const TELL_FROM = 1_800;

/** The field in which one writes. It stays as it is while the connection is away: what is sent then goes out afterwards. */
class Composer extends Light {
  static override properties = { chat: { attribute: false }, name: {}, length: { state: true } };

  declare chat: ChatRoom;
  /** The room's name, for the hint inside the field. */
  declare name: string;
  declare length: number;

  constructor() {
    super();
    this.name = "";
    this.length = 0;
  }

  override render(): TemplateResult {
    const over = this.length > LIMIT;
    return html`<form class="composer" @submit=${this.#submit}>
      <label class="visually-hidden" for="message">${say("chat.message")}</label>
      <textarea
        id="message"
        rows="1"
        dir="auto"
        enterkeyhint="send"
        autocomplete="off"
        placeholder=${say("chat.placeholder", this.name)}
        aria-describedby="message-left"
        aria-invalid=${over ? "true" : nothing}
        @input=${this.#typed}
        @keydown=${this.#pressed}
      ></textarea>
      <span id="message-left" class="left ${over ? "problem" : "soft"}" role="status">${this.#left()}</span>
      <button class="button primary round" aria-label=${say("chat.send")} title=${say("chat.send")} ?disabled=${over}>
        ${icon("send")}
      </button>
    </form>`;
  }

  /** Puts the cursor into the field. */
  override focus(): void {
    this.#field?.focus();
  }

  #left(): string {
    if (this.length < TELL_FROM) {
      return "";
    }
    return this.length > LIMIT
      ? sayCount("chat.over", this.length - LIMIT)
      : sayCount("chat.left", LIMIT - this.length);
  }

  #typed(): void {
    const field = this.#field;
    this.length = [...(field?.value.trim() ?? "")].length;
    this.#grow();
    if (this.length > 0) {
      this.chat.typingNow();
    }
  }

  #pressed(event: KeyboardEvent): void {
    // While an input method composes a word, Enter chooses from it.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#send();
    this.focus();
  }

  #send(): void {
    const field = this.#field;
    const text = field?.value.trim() ?? "";
    if (field === null || text === "" || this.length > LIMIT) {
      return;
    }
    this.chat.say(text);
    field.value = "";
    this.length = 0;
    this.#grow();
  }

  /** Browsers that size fields by their content need no help. */
  #grow(): void {
    const field = this.#field;
    if (field !== null && !CSS.supports("field-sizing", "content")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight}px`;
    }
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }
}

customElements.define("parlor-composer", Composer);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-composer": Composer;
  }
}
