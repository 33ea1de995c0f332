import { html, type TemplateResult } from "lit";
import type { ChatRoom } from "../chat.ts";
import type { Refusal } from "../protocol.ts";
import { profile } from "../profile.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { isName, plainName } from "./palette.ts";
import "./profile-fields.ts";
import type { ProfileFields } from "./profile-fields.ts";
import { say } from "./words.ts";

/** Name and colour, to be changed while one is in a room. It is remembered once the room has taken it. */
class ProfileDialog extends Light {
  static override properties = { chat: { attribute: false }, you: { attribute: false }, problem: { state: true } };

  declare chat: ChatRoom;
  declare you: { name: string; color: string } | undefined;
  declare problem: string | undefined;

  override render(): TemplateResult {
    return html`<form class="stack" @submit=${this.#save} novalidate>
      <parlor-profile-fields .problem=${this.problem} .guest=${this.you?.name}></parlor-profile-fields>
      <button class="button primary">${say("you.save")}</button>
    </form>`;
  }

  override async firstUpdated(): Promise<void> {
    const fields = this.#fields;
    if (fields !== null) {
      fields.wish = { name: profile.name ?? "", color: profile.color ?? this.you?.color };
      await fields.updateComplete;
      fields.querySelector("input")?.focus();
    }
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const wish = this.#fields?.wish;
    if (wish === undefined || !isName(wish.name)) {
      return;
    }
    const name = plainName(wish.name);
    try {
      await this.chat.rename({ ...(name && { name }), ...(wish.color && { color: wish.color }) });
      profile.name = name || undefined;
      profile.color = wish.color;
      this.closest("dialog")?.close();
    } catch (refusal) {
      this.problem = reason((refusal as Partial<Refusal>).code);
    }
  }

  get #fields(): ProfileFields | null {
    return this.querySelector("parlor-profile-fields");
  }
}

customElements.define("parlor-profile-dialog", ProfileDialog);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-profile-dialog": ProfileDialog;
    "parlor-profile-fields": ProfileFields;
  }
}
