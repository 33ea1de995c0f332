import { html, nothing, type TemplateResult } from "lit";
import { idFor, makeRoom, Problem, type RoomRequest } from "../rooms.ts";
import { passwords } from "./passwords.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { openSheets, sheet } from "./sheet.ts";
import { has, say } from "./words.ts";

type Field = "name" | "seats" | "password";

/** The button and the window in which a room is made. Whoever made it is taken there. */
class NewRoom extends Light {
  static override properties = {
    open: { state: true },
    busy: { state: true },
    name: { state: true },
    problem: { state: true },
  };

  declare open: boolean;
  declare busy: boolean;
  declare name: string;
  declare problem: { field: Field; code: string; words: string } | undefined;

  override render(): TemplateResult {
    return html`<button type="button" class="button outline" @click=${() => (this.open = true)}>
        ${icon("plus")}${say("new")}
      </button>
      ${this.open ? sheet({ title: say("new"), content: this.#form(), closed: () => this.#closed() }) : nothing}`;
  }

  override updated(): void {
    openSheets(this);
  }

  #form(): TemplateResult {
    const id = idFor(this.name ?? "");
    return html`<form class="stack" @submit=${this.#make} novalidate>
      ${this.#field(
        "name",
        id ? say("new.name.hint", `/chat/${id}`) : "",
        html`<input
          id="new-name"
          class="input"
          maxlength="64"
          autocomplete="off"
          autofocus
          aria-describedby="new-name-hint"
          aria-invalid=${this.#invalid("name")}
          @input=${(event: Event) => this.#typed((event.target as HTMLInputElement).value)}
        />`,
      )}
      <div class="pair">
        ${this.#field(
          "seats",
          say("new.seats.hint"),
          html`<input
            id="new-seats"
            class="input"
            type="number"
            min="1"
            max="10000"
            inputmode="numeric"
            aria-describedby="new-seats-hint"
            aria-invalid=${this.#invalid("seats")}
          />`,
        )}
        ${this.#field(
          "password",
          say("new.password.hint"),
          html`<input
            id="new-password"
            class="input"
            type="password"
            autocomplete="new-password"
            aria-describedby="new-password-hint"
            aria-invalid=${this.#invalid("password")}
          />`,
        )}
      </div>
      <button class="button primary" ?disabled=${this.busy}>${say("new.make")}</button>
    </form>`;
  }

  #field(field: Field, hint: string, input: TemplateResult): TemplateResult {
    const problem = this.problem?.field === field ? this.problem : undefined;
    return html`<div class="field">
      <label for="new-${field}">${say(`new.${field}`)}</label>
      ${input}
      <p
        id="new-${field}-hint"
        class=${problem ? "problem" : "hint"}
        role=${problem ? "alert" : nothing}
        data-problem=${problem?.code ?? nothing}
      >
        ${problem?.words ?? hint}
      </p>
    </div>`;
  }

  #invalid(field: Field): "true" | typeof nothing {
    return this.problem?.field === field ? "true" : nothing;
  }

  #typed(name: string): void {
    this.name = name;
    this.problem = undefined;
  }

  async #make(event: Event): Promise<void> {
    event.preventDefault();
    const request = this.#request();
    if (request === undefined || this.busy) {
      return;
    }
    this.busy = true;
    try {
      const room = await makeRoom(request);
      passwords.keep(room.id, request.password);
      location.assign(`/chat/${room.id}`);
    } catch (cause) {
      this.#refused(cause);
    } finally {
      this.busy = false;
    }
  }

  /** What was typed, as the server takes it; or undefined, with words beside the field that does not fit. */
  #request(): RoomRequest | undefined {
    const name = this.#value("name").trim();
    const seats = this.#value("seats").trim();
    const password = this.#value("password");
    const bad = this.querySelector<HTMLInputElement>("#new-seats")?.validity.badInput === true;
    if (name === "") {
      return this.#say("name", "name");
    }
    if (bad || (seats !== "" && !(Number.isInteger(Number(seats)) && Number(seats) >= 1 && Number(seats) <= 10_000))) {
      return this.#say("seats", "seats");
    }
    if (new TextEncoder().encode(password).length > 72) {
      return this.#say("password", "password");
    }
    const id = idFor(name);
    return { name, ...(id && { id }), ...(seats && { capacity: Number(seats) }), ...(password && { password }) };
  }

  #refused(cause: unknown): void {
    const code = cause instanceof Problem ? String(cause.status) : "network";
    const known = has(`new.problem.${code}`);
    this.#say("name", known ? code : "network", code);
  }

  #say(field: Field, words: string, code: string = words): undefined {
    this.problem = { field, code, words: say(`new.problem.${words}`) };
    this.querySelector<HTMLInputElement>(`#new-${field}`)?.focus();
  }

  #value(field: Field): string {
    return this.querySelector<HTMLInputElement>(`#new-${field}`)?.value ?? "";
  }

  #closed(): void {
    this.open = false;
    this.name = "";
    this.problem = undefined;
  }
}

customElements.define("parlor-new-room", NewRoom);
