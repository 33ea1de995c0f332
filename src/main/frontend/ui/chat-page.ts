import { html, nothing, type TemplateResult } from "lit";
import { ChatRoom } from "../chat.ts";
import type { Connection } from "../stomp.ts";
import { profile } from "../profile.ts";
import type { RoomState } from "../room.ts";
import { RoomList } from "../rooms.ts";
import "./composer.ts";
import "./conversation.ts";
import "./profile-dialog.ts";
import "./share.ts";
import "./theme-switch.ts";
import { activityTabs } from "./activity-tabs.ts";
import { connectionBar, connectionButtons, phaseView } from "./connection.ts";
import { icon } from "./icons.ts";
import { isForField, keyList } from "./keys.ts";
import { Light } from "./light.ts";
import { passwords } from "./passwords.ts";
import { people, typingLine } from "./people.ts";
import { avatar } from "./person.ts";
import { roomNav } from "./room-nav.ts";
import { screenOf, screenView, type Screen } from "./screens.ts";
import { openSheets, sheet } from "./sheet.ts";
import { say, sayCount } from "./words.ts";

type Window = "people" | "you" | "keys";

/** Above these widths there is a place of its own for the people, and for the rooms. In em: larger text needs more room. */
const withPeople = matchMedia("(min-width: 48em)");
const withRooms = matchMedia("(min-width: 66em)");

/** The chat of one room: the rooms on the left, the conversation, the people on the right. Glue between state and pieces. */
class ChatPage extends Light {
  static override properties = { window: { state: true }, revision: { state: true } };

  declare window: Window | undefined;
  declare revision: number;

  #connection!: Connection;
  #chat!: ChatRoom;
  #room = "";
  #password: string | undefined;
  #passwordTried = false;
  #shown: Screen = "joining";
  #settled: RoomState["phase"] = "joining";
  #rooms = new RoomList(() => this.requestUpdate());
  #listening = new AbortController();
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Enters a room over a connection. To be called once. */
  enter(connection: Connection, room: string): void {
    this.#connection = connection;
    this.#room = room;
    this.revision = 0;
    this.#join(passwords.of(room));
    connection.onState((state) => {
      clearInterval(this.#tick);
      this.#tick = state.phase === "reconnecting" ? setInterval(() => this.requestUpdate(), 250) : undefined;
      this.requestUpdate();
    });
    const { signal } = this.#listening;
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("visibilitychange", () => this.requestUpdate(), { signal });
    withPeople.addEventListener("change", () => this.requestUpdate(), { signal });
    withRooms.addEventListener("change", () => this.#listRooms(), { signal });
    this.#listRooms();
  }

  override render(): TemplateResult {
    const screen = this.#screen;
    return html`${withRooms.matches ? roomNav(this.#rooms.rooms, { id: this.#room, name: this.#name, here: this.#chat.room.participants.size }) : nothing}
      <main class="talk" id="content" tabindex="-1" data-screen=${screen}>
        ${this.#head(screen)} ${this.#bar(screen)} ${this.#body(screen)}
      </main>
      ${withPeople.matches && (screen === "in" || screen === "joining") ? this.#side(screen) : nothing}
      ${this.#window()}`;
  }

  override updated(): void {
    openSheets(this);
    if (this.#screen !== this.#shown) {
      this.#shown = this.#screen;
      this.querySelector<HTMLInputElement>("#password")?.focus();
    }
    const unread = document.hidden && this.#chat.unread > 0 ? `(${this.#chat.unread}) ` : "";
    document.title = `${unread}${this.#name} · ${say("parlor")}`;
  }

  /** While a password is tried, its field stays. */
  get #screen(): Screen {
    const screen = screenOf(this.#chat, this.#connection.state);
    return screen === "joining" && this.#shown === "wrong_password" ? "wrong_password" : screen;
  }

  get #name(): string {
    return this.#chat.room.room?.name ?? this.#room;
  }

  #head(screen: Screen): TemplateResult {
    const here = this.#chat.room.participants.size;
    return html`<header class="talk-head">
      ${withRooms.matches ? nothing : html`<a class="button plain round" href="/" aria-label=${say("back")} title=${say("back")}>${icon("back")}</a>`}
      <div class="talk-title">
        <h1><span class="sign" aria-hidden="true">#</span>${this.#name}</h1>
        <div class="talk-state">
          ${screen === "in" ? html`<span class="numbers" data-here=${here}>${sayCount("room.here", here)}</span>` : nothing}
          ${phaseView(this.#connection.state)}
        </div>
      </div>
      ${activityTabs(this.#room, "talk")}
      ${
        withPeople.matches
          ? html`${screen === "in" && !this.#alone ? html`<parlor-share></parlor-share>` : nothing}${this.#switch()}
              <button
                type="button"
                class="button plain round"
                aria-label=${say("room.keys")}
                title=${say("room.keys")}
                @click=${() => this.#open("keys")}
              >
                ${icon("keyboard")}
              </button>`
          : html`<button
              type="button"
              class="button plain round people-button"
              aria-label=${say("room.people")}
              @click=${() => this.#open("people")}
            >
              ${icon("people")}
            </button>`
      }
    </header>`;
  }

  #bar(screen: Screen): TemplateResult | typeof nothing {
    return screen === "in" ? connectionBar(this.#connection.state, Date.now(), () => this.#chat.connect()) : nothing;
  }

  #body(screen: Screen): TemplateResult {
    if (screen !== "in") {
      return screenView(screen, this.#chat, this.#name, this.#passwordTried, {
        enter: (password) => this.#try(password),
        again: () => this.#again(screen),
      });
    }
    return html`<parlor-conversation
        .chat=${this.#chat}
        .revision=${this.revision}
        .alone=${this.#alone}
      ></parlor-conversation>
      ${typingLine(this.#chat)} ${this.#guest()}
      <parlor-composer .chat=${this.#chat} .name=${this.#name}></parlor-composer>`;
  }

  get #alone(): boolean {
    const { participants, spectators } = this.#chat.room;
    return participants.size < 2 && spectators === 0 && this.#connection.state.phase === "connected";
  }

  /** Whoever came by a link and has no name yet is told what they are called. */
  #guest(): TemplateResult | typeof nothing {
    const you = this.#you;
    if (you === undefined || profile.name) {
      return nothing;
    }
    return html`<p class="guest">
      ${avatar(you, "small")}<span>${say("room.guest", you.name)}</span>
      <button type="button" class="button plain" @click=${() => this.#open("you")}>${say("room.guest.name")}</button>
    </p>`;
  }

  #side(screen: Screen): TemplateResult {
    return html`<aside class="side" aria-label=${say("room.people")}>
      <h2>${say("room.people")}</h2>
      ${screen === "in" ? people(this.#chat, () => this.#open("you")) : nothing}
      <div class="side-foot"><parlor-theme></parlor-theme></div>
    </aside>`;
  }

  #switch(): TemplateResult {
    return connectionButtons(this.#connection.state, {
      connect: () => this.#chat.connect(),
      disconnect: () => this.#chat.disconnect(),
    });
  }

  #window(): TemplateResult | typeof nothing {
    const closed = (): void => {
      this.window = undefined;
    };
    switch (this.window) {
      case "people":
        return sheet({ title: say("room.people"), kind: "drawer", closed, content: this.#drawer() });
      case "keys":
        return sheet({ title: say("keys"), closed, content: keyList() });
      case "you":
        return sheet({
          title: say("you"),
          closed,
          content: html`<parlor-profile-dialog .chat=${this.#chat} .you=${this.#you}></parlor-profile-dialog>`,
        });
      case undefined:
        return nothing;
    }
  }

  #drawer(): TemplateResult {
    return html`${people(this.#chat, () => this.#open("you"))}
      <div class="drawer-foot">
        <parlor-share></parlor-share>
        ${this.#switch()}
        <parlor-theme></parlor-theme>
      </div>`;
  }

  get #you(): { id: string; name: string; color: string } | undefined {
    const { you, participants } = this.#chat.room;
    return you && (participants.get(you.id) ?? you);
  }

  #open(window: Window): void {
    this.window = window;
  }

  #join(password: string | undefined): void {
    this.#password = password;
    this.#settled = "joining";
    this.#chat = new ChatRoom(this.#connection, this.#room, password ? { password } : {});
    this.#chat.onChange(() => {
      this.revision++;
      this.#settle();
    });
    this.#connection.connect();
  }

  /** What is known once the server has answered: a password that fits is kept for this tab, a visited room is remembered. */
  #settle(): void {
    const { phase, refusal } = this.#chat.room;
    if (phase === this.#settled) {
      return;
    }
    this.#settled = phase;
    if (phase === "in") {
      passwords.keep(this.#room, this.#password);
      profile.visited(this.#room);
    } else if (phase === "refused" && refusal?.code === "wrong_password") {
      this.#passwordTried = this.#password !== undefined;
      passwords.keep(this.#room, undefined);
    }
  }

  #try(password: string): void {
    this.#passwordTried = false;
    this.#chat.close();
    this.#join(password);
    this.revision++;
  }

  #again(screen: Screen): void {
    if (screen === "replaced") {
      this.#chat.connect();
    } else {
      this.#chat.close();
      this.#join(this.#password);
      this.revision++;
    }
  }

  #listRooms(): void {
    if (withRooms.matches) {
      this.#rooms.start();
    } else {
      this.#rooms.stop();
    }
    this.requestUpdate();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.window === undefined) {
      this.querySelector("parlor-composer")?.focus();
    } else if (isForField(event)) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      this.querySelector("parlor-composer")?.focus();
    } else if (event.key === "?") {
      this.#open("keys");
    }
  }
}

customElements.define("parlor-chat", ChatPage);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-chat": ChatPage;
  }
}
