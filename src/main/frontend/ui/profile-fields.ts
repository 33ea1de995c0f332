import { html, nothing, type TemplateResult } from "lit";
import { palette, colorOf, isName } from "./palette.ts";
import { avatar, inColor } from "./person.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

/** Who somebody would like to be. Without a colour of their choice it follows from the name. */
export interface Wish {
  name: string;
  color: string | undefined;
}

/** Name and colour, with the avatar that they make. Says `change` at each change; what to do with it is the owner's affair. */
export class ProfileFields extends Light {
  static override properties = { wish: { attribute: false }, problem: {}, guest: {} };

  declare wish: Wish;
  /** What was refused about the name, in words. */
  declare problem: string | undefined;
  /** What somebody without a name is called. */
  declare guest: string | undefined;

  constructor() {
    super();
    this.wish = { name: "", color: undefined };
  }

  /** The colour in force: chosen, or made from the name. */
  get color(): string | undefined {
    return this.wish.color ?? colorOf(this.wish.name);
  }

  override render(): TemplateResult {
    const problem = this.problem ?? (isName(this.wish.name) ? undefined : say("you.bad"));
    const shown = { name: this.wish.name || this.guest || "?", ...(this.color && { color: this.color }) };
    return html`<div class="profile-fields">
      <div class="profile-name">
        ${avatar(shown, "large")}
        <div class="field">
          <label for="name">${say("you.name")}</label>
          <input
            id="name"
            class="input"
            autocomplete="nickname"
            autocapitalize="words"
            spellcheck="false"
            maxlength="64"
            .value=${this.wish.name}
            placeholder=${this.guest ?? nothing}
            aria-invalid=${problem ? "true" : nothing}
            aria-describedby="name-hint"
            @input=${(event: Event) => this.#change({ name: (event.target as HTMLInputElement).value })}
          />
        </div>
      </div>
      <p
        id="name-hint"
        class=${problem ? "problem" : "visually-hidden"}
        role=${problem ? "alert" : nothing}
        data-problem=${problem ? "bad_name" : nothing}
      >
        ${problem ?? say("you.name.hint")}
      </p>
      <fieldset class="hues" role="radiogroup" aria-label=${say("you.color")}>
        ${palette.map((color, index) => this.#hue(color, index))}
      </fieldset>
    </div>`;
  }

  #hue(color: string, index: number): TemplateResult {
    return html`<label class="person" title=${say(`hue.${index}`)} .style=${inColor(color)}>
      <input
        type="radio"
        class="visually-hidden"
        name="color"
        value=${color}
        .checked=${this.color === color}
        @change=${() => this.#change({ color })}
      />
      <span class="dot"></span><span class="visually-hidden">${say(`hue.${index}`)}</span>
    </label>`;
  }

  #change(part: Partial<Wish>): void {
    this.wish = { ...this.wish, ...part };
    this.problem = undefined;
    this.dispatchEvent(new Event("change"));
  }
}

customElements.define("parlor-profile-fields", ProfileFields);
