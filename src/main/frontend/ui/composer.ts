import { html, nothing, type TemplateResult } from "lit";
import { complete, completions, read } from "../challenge-line.ts";
import type { ChatRoom } from "../chat.ts";
import { whyNot, type Play } from "../match.ts";
import { forTab } from "../profile.ts";
import type { Participant, Refusal } from "../protocol.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { avatar } from "./person.ts";
import { say, sayCount } from "./words.ts";

/** The most characters of a line, and how few are left when that is shown, and when it is read out. */
const LIMIT = 2_000;
const SHOW_LEFT = 200;
const READ_OUT_LEFT = [-1, 0, 20, 50, 100, SHOW_LEFT];

/** So many names are offered at once. */
const OFFERED = 6;

/**
 * The field in which one writes. It stays as it is while the connection is away: what is sent then goes out afterwards. What begins
 * with `/rps` is no line, but a challenge.
 */
class Composer extends Light {
  static override properties = {
    chat: { attribute: false },
    play: { attribute: false },
    name: {},
    length: { state: true },
    offered: { state: true },
    active: { state: true },
    answer: { state: true },
  };

  declare chat: ChatRoom;
  /** What challenges go through. */
  declare play: Play | undefined;
  /** The room's name, for the hint inside the field. */
  declare name: string;
  declare length: number;
  /** Whose names would complete what is written. */
  declare offered: readonly Participant[];
  declare active: number;
  /** What came of a command, beside the field. */
  declare answer: { words: string; problem: boolean } | undefined;

  /** What is left, as of the last step: at each letter it would drown out all else. */
  #readOut = "";
  #step = -1;

  constructor() {
    super();
    this.name = "";
    this.length = 0;
    this.offered = [];
    this.active = 0;
  }

  override render(): TemplateResult {
    const over = this.length > LIMIT;
    const wrong = over || this.answer?.problem === true;
    return html`${this.#answer()}
      <form class="composer" @submit=${this.#submit} @focusout=${this.#left}>
        ${this.#names()}
        <label class="visually-hidden" for="message">${say("chat.message")}</label>
        <textarea
          id="message"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${say("chat.placeholder", this.name)}
          aria-describedby="message-left message-answer"
          aria-invalid=${wrong ? "true" : nothing}
          aria-autocomplete="list"
          aria-controls=${this.offered.length > 0 ? "message-names" : nothing}
          aria-activedescendant=${this.offered.length > 0 ? `name-${this.active}` : nothing}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        ></textarea>
        <span id="message-left" class="left ${over ? "problem" : "soft"}">${remaining(LIMIT - this.length)}</span>
        <span class="visually-hidden" role="status">${this.#readOut}</span>
        <button class="button primary round" aria-label=${say("chat.send")} title=${say("chat.send")} ?disabled=${over}>
          ${icon("send")}
        </button>
      </form>`;
  }

  /** Whoever looks at something else and comes back finds what they had begun to write. */
  override firstUpdated(): void {
    const field = this.#field;
    if (field !== null) {
      field.value = forTab.get(this.#draft) ?? "";
      this.#measure(field.value);
    }
  }

  /** Puts the cursor into the field. */
  override focus(): void {
    this.#field?.focus();
  }

  #answer(): TemplateResult {
    return html`<p
      id="message-answer"
      class="command-answer ${this.answer?.problem ? "problem" : "soft"}"
      role="status"
      data-answer=${this.answer === undefined ? nothing : this.answer.problem ? "problem" : "hint"}
    >
      ${this.answer?.words ?? ""}
    </p>`;
  }

  /** Names to choose from, with the arrows and Enter or by a press. The cursor stays in the field. */
  #names(): TemplateResult | typeof nothing {
    if (this.offered.length === 0) {
      return nothing;
    }
    return html`<ul class="names" id="message-names" role="listbox" aria-label=${say("chat.rps.names")}>
      ${this.offered.map(
        (somebody, index) =>
          html`<li
            id="name-${index}"
            role="option"
            aria-selected=${index === this.active}
            data-name=${somebody.id}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#take(somebody)}
          >
            ${avatar(somebody)}<span class="name" dir="auto">${somebody.name}</span>
          </li>`,
      )}
    </ul>`;
  }

  /** Where the tab keeps what is not sent yet. */
  get #draft(): string {
    return `draft.${this.chat.id}`;
  }

  #typed(): void {
    const text = this.#field?.value ?? "";
    forTab.set(this.#draft, text || undefined);
    this.#measure(text);
    this.answer = undefined;
    this.#offer(text);
    if (this.length > 0 && read(text, []).kind === "line") {
      this.chat.typingNow();
    }
  }

  #measure(text: string): void {
    this.length = [...text.trim()].length;
    const left = LIMIT - this.length;
    const step = READ_OUT_LEFT.findIndex((most) => left <= most);
    if (step !== this.#step) {
      this.#step = step;
      this.#readOut = remaining(left);
    }
    this.#grow();
  }

  #offer(text: string): void {
    this.offered = completions(text, this.#others).slice(0, OFFERED);
    this.active = 0;
  }

  get #others(): Participant[] {
    const { participants, you } = this.chat.room;
    return [...participants.values()].filter(({ id }) => id !== you?.id);
  }

  #pressed(event: KeyboardEvent): void {
    // While an input method composes a word, Enter chooses from it. In Safari it has ended before Enter comes, as key 229.
    if (event.isComposing || event.keyCode === 229 || this.#chooses(event)) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  /** Tells whether a key was for the names that are offered. */
  #chooses(event: KeyboardEvent): boolean {
    const somebody = this.offered[this.active];
    if (somebody === undefined || event.shiftKey) {
      return false;
    }
    const count = this.offered.length;
    switch (event.key) {
      case "ArrowDown":
        this.active = (this.active + 1) % count;
        break;
      case "ArrowUp":
        this.active = (this.active + count - 1) % count;
        break;
      case "Enter":
      case "Tab":
        this.#take(somebody);
        break;
      case "Escape":
        this.offered = [];
        event.stopPropagation();
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  }

  #take(somebody: Participant): void {
    const field = this.#field;
    if (field !== null) {
      field.value = complete(somebody);
      this.#typed();
      field.focus();
    }
  }

  #left(): void {
    this.offered = [];
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
    const reading = read(text, this.chat.room.participants.values(), this.chat.room.you?.id);
    this.offered = [];
    switch (reading.kind) {
      case "line":
        this.chat.say(text);
        this.#empty(field);
        break;
      case "how":
        this.answer = { words: say("chat.rps.how"), problem: false };
        break;
      case "problem":
        this.answer = { words: say(`chat.rps.${reading.what}`, reading.value), problem: true };
        break;
      case "challenge":
        void this.#challenge(field, reading.whom, reading.bestOf);
        break;
    }
  }

  /** What is written stays until the server has taken it, so that nothing is lost. */
  async #challenge(field: HTMLTextAreaElement, whom: Participant, bestOf: 1 | 3 | 5): Promise<void> {
    const { chat, play } = this;
    const room = chat.room.room;
    const not = whyNot(chat.matches.all, chat.room.you?.id, whom.id);
    if (not !== undefined || play === undefined || room === undefined) {
      this.answer = { words: say("challenge.not", whom.name, say(not ?? "refused.other")), problem: true };
      return;
    }
    const written = field.value;
    try {
      await play.challenge(room.id, whom.id, bestOf);
      if (field.value === written) {
        this.#empty(field);
      }
    } catch (failure) {
      this.answer = { words: reason((failure as Partial<Refusal>).code), problem: true };
    }
  }

  #empty(field: HTMLTextAreaElement): void {
    field.value = "";
    forTab.set(this.#draft, undefined);
    this.#measure("");
    this.answer = undefined;
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

/** In words, once it is little. */
function remaining(left: number): string {
  return left < 0 ? sayCount("chat.over", -left) : left > SHOW_LEFT ? "" : sayCount("chat.left", left);
}

customElements.define("parlor-composer", Composer);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-composer": Composer;
  }
}
