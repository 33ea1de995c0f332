import { html, nothing, type TemplateResult } from "lit";
import { ChatRoom } from "../chat.ts";
import { Play } from "../match.ts";
import type { Connection } from "../stomp.ts";
import type { Participant, Refusal } from "../protocol.ts";
import { profile } from "../profile.ts";
import { RoomList } from "../rooms.ts";
import "./composer.ts";
import "./conversation.ts";
import "./own-match.ts";
import "./profile-dialog.ts";
import "./share.ts";
import "./theme-switch.ts";
import { activityTabs } from "./activity-tabs.ts";
import { connectionBar, connectionButtons, phaseView } from "./connection.ts";
import { icon } from "./icons.ts";
import { isForField, keyList } from "./keys.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { matchBox } from "./match-box.ts";
import { people, typingLine } from "./people.ts";
import { avatar } from "./person.ts";
import { roomNav } from "./room-nav.ts";
import { screenOf, screenView, type Screen } from "./screens.ts";
import { closeSheets, closing, openSheets, sheet } from "./sheet.ts";
import { Visit } from "./visit.ts";
import { say, sayCount } from "./words.ts";

type Window = "people" | "you" | "keys";

/** Above these widths there is a place of its own for the people, and for the rooms. In em: larger text needs more room. */
const withPeople = matchMedia("(min-width: 48em)");
const withRooms = matchMedia("(min-width: 66em)");
/** Above this width the head has room for more than the room's name and what one can do here. */
const withWideHead = matchMedia("(min-width: 80em)");

/** The chat of one room: the rooms on the left, the conversation, the people on the right. Glue between state and pieces. */
class ChatPage extends Light {
  static override properties = { window: { state: true }, revision: { state: true }, problem: { state: true } };

  declare window: Window | undefined;
  declare revision: number;
  /** Why nobody was challenged. */
  declare problem: string | undefined;

  #connection!: Connection;
  #chat!: ChatRoom;
  #play!: Play;
  #room = "";
  #visit!: Visit;
  #shown: Screen = "joining";
  #rooms = new RoomList(() => this.requestUpdate());
  #listening = new AbortController();
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Enters a room over a connection. To be called once. */
  enter(connection: Connection, room: string): void {
    this.#connection = connection;
    this.#play = new Play(connection);
    this.#play.onChange(() => this.revision++);
    this.#room = room;
    this.revision = 0;
    this.#visit = new Visit(room);
    this.#join();
    connection.onState((state) => {
      clearInterval(this.#tick);
      this.#tick = state.phase === "reconnecting" ? setInterval(() => this.requestUpdate(), 250) : undefined;
      this.requestUpdate();
    });
    const { signal } = this.#listening;
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("visibilitychange", () => this.requestUpdate(), { signal });
    withPeople.addEventListener("change", () => this.requestUpdate(), { signal });
    withWideHead.addEventListener("change", () => this.requestUpdate(), { signal });
    withRooms.addEventListener("change", () => this.#listRooms(), { signal });
    this.#listRooms();
  }

  override render(): TemplateResult {
    const screen = this.#screen;
    return html`${withRooms.matches ? roomNav(this.#rooms.rooms, { id: this.#room, name: this.#name, here: this.#chat.room.participants.size }) : nothing}
      <main class="talk" id="content" tabindex="-1" data-screen=${screen}>
        ${this.#head(screen)}
        ${screen === "replaced" ? nothing : connectionBar(this.#connection.state, Date.now(), () => this.#chat.connect())}
        ${this.#body(screen)}
      </main>
      ${this.#hasSide(screen) ? this.#side(screen) : nothing} ${this.#window()}`;
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
          ? html`${screen === "in" && !this.#alone ? html`<parlor-share></parlor-share>` : nothing}${withWideHead.matches || !this.#hasSide(screen) ? this.#switch() : nothing}
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

  #body(screen: Screen): TemplateResult {
    if (screen !== "in") {
      return screenView(screen, this.#chat, this.#name, this.#visit.tried, {
        enter: (password) => this.#again(password),
        again: () => (screen === "replaced" ? this.#chat.connect() : this.#again()),
      });
    }
    return html`<parlor-own-match .chat=${this.#chat} .play=${this.#play} .revision=${this.revision}></parlor-own-match>
      <parlor-conversation .chat=${this.#chat} .revision=${this.revision} .alone=${this.#alone}></parlor-conversation>
      ${typingLine(this.#chat)} ${this.#guest()}
      <parlor-composer .chat=${this.#chat} .play=${this.#play} .name=${this.#name}></parlor-composer>`;
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

  #hasSide(screen: Screen): boolean {
    return withPeople.matches && (screen === "in" || screen === "joining");
  }

  #side(screen: Screen): TemplateResult {
    return html`<aside class="side" aria-label=${say("room.people")}>
      <h2>${say("room.people")}</h2>
      ${screen === "in" ? html`${this.#people()} ${matchBox(this.#chat)}` : nothing}
      <div class="side-foot">
        <parlor-theme></parlor-theme>
        ${withWideHead.matches ? nothing : this.#switch()}
      </div>
    </aside>`;
  }

  #people(): TemplateResult {
    return html`${people(
      this.#chat,
      () => this.#open("you"),
      (whom) => void this.#challenge(whom),
    )}${this.problem === undefined ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}`;
  }

  async #challenge(whom: Participant): Promise<void> {
    this.problem = undefined;
    try {
      await this.#play.challenge(this.#room, whom.id);
      closeSheets(this);
    } catch (failure) {
      this.problem = reason((failure as Partial<Refusal>).code);
    }
  }

  #switch(): TemplateResult {
    return connectionButtons(this.#connection.state, {
      connect: () => this.#chat.connect(),
      disconnect: () => this.#chat.disconnect(),
    });
  }

  #window(): TemplateResult | typeof nothing {
    const closed = closing(this);
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
    return html`${this.#people()} ${matchBox(this.#chat)}
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

  #join(): void {
    const { password } = this.#visit;
    this.#chat = new ChatRoom(this.#connection, this.#room, password ? { password } : {});
    this.#chat.onChange(() => {
      this.revision++;
      this.#visit.settle(this.#chat.room);
    });
    this.#connection.connect();
  }

  #again(password?: string): void {
    this.#visit.again(password);
    this.#chat.close();
    this.#join();
    this.revision++;
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
