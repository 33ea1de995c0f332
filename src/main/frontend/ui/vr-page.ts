import { html, nothing, type TemplateResult } from "lit";
import type { ChatRoom } from "../chat.ts";
import { playerIn, whyNot, type Play } from "../match.ts";
import type { Participant, Refusal } from "../protocol.ts";
import { forTab, profile } from "../profile.ts";
import type { ConnectionState } from "../stomp.ts";
import type { Scene } from "../vr/aframe.d.ts";
import type { ParlorRoom } from "../vr/room.ts";
import { activityTabs } from "./activity-tabs.ts";
import "./composer.ts";
import { connectionBar, phaseView } from "./connection.ts";
import "./conversation.ts";
import { icon } from "./icons.ts";
import { isForField, keyList, letterOf, walkKeys } from "./keys.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import { matchBox } from "./match-box.ts";
import "./own-match.ts";
import { people, typingLine } from "./people.ts";
import { avatar } from "./person.ts";
import "./profile-dialog.ts";
import { notice, screenOf, screenView, type Screen } from "./screens.ts";
import "./share.ts";
import { closeSheets, closing, openSheets, sheet } from "./sheet.ts";
import { Visit } from "./visit.ts";
import { say, sayCount } from "./words.ts";

type Window = "people" | "you" | "keys";

/** Where there is no scene, there is the chat. */
type SceneScreen = Screen | "no_scene";

/** What floats over the scene of a room: a bar, the chat to write in, and what is to be told. The scene itself is A-Frame's. */
class VrPage extends Light {
  static override properties = {
    window: { state: true },
    revision: { state: true },
    open: { state: true },
    immersive: { state: true },
    looked: { state: true },
    problem: { state: true },
    trouble: { state: true },
  };

  declare window: Window | undefined;
  declare revision: number;
  /** Whether the chat is open. */
  declare open: boolean;
  /** Whether there is a headset to put on. */
  declare immersive: boolean;
  /** Whom one looks at in the scene. */
  declare looked: string | undefined;
  /** Why nobody was challenged. */
  declare problem: string | undefined;
  /** Why there is no scene: the key of a word. */
  declare trouble: string | undefined;

  #scene: Scene | undefined;
  #room = "";
  #visit!: Visit;
  #shown: SceneScreen = "joining";
  #heard: ChatRoom | undefined;
  #played: Play | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Shows a room whose scene is still to come. To be called once. */
  approach(room: string): void {
    this.#room = room;
    this.#visit = new Visit(room);
    this.revision = 0;
    this.open = forTab.get("vr.chat") === "open";
    this.immersive = false;
    document.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("visibilitychange", () => this.requestUpdate());
    void this.#lookForHeadset();
  }

  /** There will be no scene. */
  giveUp(why: string): void {
    this.trouble = why;
  }

  /** Enters the room with its scene, which has loaded. To be called once. */
  enter(scene: Scene): void {
    this.#scene = scene;
    scene.addEventListener("parlor-state", (event) => this.#moved((event as CustomEvent<ConnectionState>).detail));
    scene.addEventListener("parlor-refused", ({ detail }) => this.#refusedBy(detail));
    scene.addEventListener("parlor-problem", ({ detail }) => this.giveUp(detail.key));
    scene.addEventListener("parlor-look", ({ detail }) => {
      this.looked = detail.id;
      this.problem = undefined;
    });
    this.#join();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#room === "") {
      return nothing;
    }
    const screen = this.#screen;
    const { chat, state } = this;
    return html`<header class="vr-bar" data-screen=${screen}>${this.#bar(screen)}</header>
      ${
        screen === "in" || screen === "joining"
          ? html`<div class="vr-bar-below">${connectionBar(state, Date.now(), () => chat?.connect())}</div>`
          : html`<main class="vr-door">${this.#door(screen)}</main>`
      }
      ${this.#note(screen)} ${chat !== undefined && screen === "in" ? this.#game(chat) : nothing}
      ${chat !== undefined && screen === "in" && this.open ? this.#chat(chat) : nothing} ${this.#window()}`;
  }

  override updated(): void {
    openSheets(this);
    const screen = this.#room === "" ? "joining" : this.#screen;
    if (screen !== this.#shown) {
      this.#shown = screen;
      this.querySelector<HTMLInputElement>("#password")?.focus();
    }
    const unread = this.chat && (document.hidden || !this.open) && this.chat.unread > 0 ? `(${this.chat.unread}) ` : "";
    document.title = `${unread}${this.#name} · ${say("parlor")}`;
  }

  /** The chat of the scene's room, once its libraries are there. */
  get chat(): ChatRoom | undefined {
    return this.#parlor?.chat;
  }

  get state(): ConnectionState {
    return this.#parlor?.connection?.state ?? { phase: "connecting" };
  }

  get #parlor(): ParlorRoom | undefined {
    return this.#scene?.components["parlor-room"] as ParlorRoom | undefined;
  }

  get #screen(): SceneScreen {
    if (this.trouble !== undefined) {
      return "no_scene";
    }
    const screen = this.chat === undefined ? "joining" : screenOf(this.chat, this.state);
    return screen === "joining" && this.#shown === "wrong_password" ? "wrong_password" : screen;
  }

  get #name(): string {
    return this.chat?.room.room?.name ?? this.#room;
  }

  #bar(screen: SceneScreen): TemplateResult {
    const here = this.chat?.room.participants.size ?? 0;
    const unread = this.chat?.unread ?? 0;
    return html`<a class="button plain round" href="/" aria-label=${say("back")} title=${say("back")}
        >${icon("back")}</a
      >
      <div class="vr-title">
        <h1><span class="sign" aria-hidden="true">#</span>${this.#name}</h1>
        <div class="talk-state">
          ${screen === "in" ? html`<span class="numbers" data-here=${here}>${sayCount("room.here", here)}</span>` : nothing}
          ${screen === "no_scene" ? nothing : phaseView(this.state)}
        </div>
      </div>
      ${activityTabs(this.#room, "meet")}
      ${
        screen === "in"
          ? html`<button
                type="button"
                class="button plain round with-count"
                aria-label=${!this.open && unread > 0 ? `${say("vr.chat")}, ${unread}` : say("vr.chat")}
                title=${say("vr.chat")}
                aria-expanded=${this.open}
                aria-controls="vr-chat"
                @click=${this.#toggle}
              >
                ${icon("chat")}${!this.open && unread > 0 ? html`<span class="count" data-unread=${unread}>${unread}</span>` : nothing}
              </button>
              <button
                type="button"
                class="button plain round"
                aria-label=${say("room.people")}
                title=${say("room.people")}
                @click=${() => (this.window = "people")}
              >
                ${icon("people")}
              </button>
              <button
                type="button"
                class="button plain round only-wide"
                aria-label=${say("room.keys")}
                title=${say("room.keys")}
                @click=${() => (this.window = "keys")}
              >
                ${icon("keyboard")}
              </button>
              ${
                this.immersive
                  ? html`<button
                      type="button"
                      class="button primary"
                      aria-label=${say("vr.enter")}
                      @click=${() => void this.#scene?.enterVR()}
                    >
                      ${icon("goggles")}<span>${say("vr.enter")}</span>
                    </button>`
                  : nothing
              }`
          : nothing
      }`;
  }

  #chat(chat: ChatRoom): TemplateResult {
    return html`<section class="vr-chat" id="vr-chat" aria-label=${say("vr.chat")}>
      <header>
        <h2>${say("vr.chat")}</h2>
        <button type="button" class="button plain round" aria-label=${say("close")} @click=${this.#toggle}>
          ${icon("close")}
        </button>
      </header>
      <parlor-conversation .chat=${chat} .revision=${this.revision} .alone=${this.#alone}></parlor-conversation>
      ${typingLine(chat)}
      <parlor-composer .chat=${chat} .play=${this.#parlor?.game} .name=${this.#name}></parlor-composer>
    </section>`;
  }

  /** Over the lower edge: whom one could challenge, who would like to play, one's own match. */
  #game(chat: ChatRoom): TemplateResult | typeof nothing {
    const play = this.#parlor?.game;
    if (play === undefined) {
      return nothing;
    }
    const whom = this.looked === undefined ? undefined : chat.room.participants.get(this.looked);
    const you = chat.room.you?.id;
    // Whoever has a question to answer is not asked another one.
    const asked = play.challenges.some(({ match }) => chat.matches.get(match)?.status === "waiting");
    const can =
      whom !== undefined &&
      !asked &&
      !this.#lookedCanBePlayedAgain &&
      whyNot(chat.matches.all, you, whom.id) === undefined;
    return html`<div class="vr-game">
      <parlor-own-match
        .chat=${chat}
        .play=${play}
        .revision=${this.revision}
        @click=${() => this.requestUpdate()}
      ></parlor-own-match>
      ${this.problem === undefined ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${
        can
          ? html`<button
              type="button"
              class="button warm"
              data-act="challenge-looked"
              aria-keyshortcuts="c"
              @click=${() => void this.#challenge(whom)}
            >
              ${icon("play")}<span>${say("challenge.whom", whom.name)}</span><kbd aria-hidden="true">C</kbd>
            </button>`
          : nothing
      }
    </div>`;
  }

  /** With whom one has just played it is a rematch, until one has put that away. */
  get #lookedCanBePlayedAgain(): boolean {
    const match = this.querySelector("parlor-own-match")?.match;
    const { looked } = this;
    return (
      match !== undefined &&
      looked !== undefined &&
      playerIn(match, looked) !== undefined &&
      this.chat?.matches.canBePlayedAgain(match.id) === true
    );
  }

  /** From the list of people the way back is to the scene, where it is told what becomes of it. */
  async #challenge(whom: Participant): Promise<void> {
    closeSheets(this);
    this.problem = undefined;
    try {
      await this.#parlor?.challenge(whom.id);
    } catch (failure) {
      if (failure instanceof Error) {
        this.problem = reason(undefined);
      }
    }
  }

  /** Challenges are made here, and with a key by the scene itself. */
  #refusedBy({ destination, code }: Refusal): void {
    if (destination === "/app/rps/challenge") {
      this.problem = reason(code);
    }
    this.requestUpdate();
  }

  #door(screen: SceneScreen): TemplateResult {
    return html`<div class="card">${screen === "no_scene" ? this.#noScene() : this.#refused(screen)}</div>`;
  }

  #noScene(): TemplateResult {
    return notice(
      "goggles",
      say("vr.none"),
      say(this.trouble ?? ""),
      html`<a class="button primary" href="/chat/${this.#room}">${say("vr.instead")}</a>
        <a class="button plain" href="/hello" target="_blank">${say("hello.check.short")}</a>`,
    );
  }

  #refused(screen: Screen): TemplateResult | typeof nothing {
    return this.chat === undefined
      ? nothing
      : screenView(screen, this.chat, this.#name, this.#visit.tried, {
          enter: (password) => this.#try(password),
          again: () => (screen === "replaced" ? this.chat?.connect() : this.#parlor?.enter()),
        });
  }

  /** Whoever came by a link and has no name yet is told what they are called; whoever is alone, how to change that. */
  #note(screen: SceneScreen): TemplateResult | typeof nothing {
    if (screen === "joining" && this.state.phase !== "reconnecting") {
      return html`<p class="vr-note late" role="status">${say("room.joining")}</p>`;
    }
    const you = this.#you;
    if (you === undefined || screen !== "in") {
      return nothing;
    }
    if (!profile.name) {
      return html`<p class="vr-note">
        ${avatar(you, "small")}<span>${say("room.guest", you.name)}</span>
        <button type="button" class="button plain" @click=${() => (this.window = "you")}>
          ${say("room.guest.name")}
        </button>
      </p>`;
    }
    return this.#alone && !this.open
      ? html`<p class="vr-note" data-empty="room">
          <span>${say("room.empty")}</span><parlor-share plain></parlor-share>
        </p>`
      : nothing;
  }

  get #alone(): boolean {
    const { participants, spectators } = this.chat?.room ?? {};
    return participants?.size === 1 && spectators === 0 && this.state.phase === "connected";
  }

  #window(): TemplateResult | typeof nothing {
    const chat = this.chat;
    const closed = closing(this);
    if (chat === undefined) {
      return nothing;
    }
    switch (this.window) {
      case "people":
        return sheet({
          title: say("room.people"),
          kind: "drawer",
          closed,
          content: html`${people(
              chat,
              () => (this.window = "you"),
              (whom) => void this.#challenge(whom),
            )}
            ${matchBox(chat)}
            <div class="drawer-foot"><parlor-share></parlor-share></div>`,
        });
      case "keys":
        return sheet({ title: say("keys"), closed, content: html`${keyList(walkKeys)}` });
      case "you":
        return sheet({
          title: say("you"),
          closed,
          content: html`<parlor-profile-dialog .chat=${chat} .you=${this.#you}></parlor-profile-dialog>`,
        });
      case undefined:
        return nothing;
    }
  }

  get #you(): { id: string; name: string; color: string } | undefined {
    const { you, participants } = this.chat?.room ?? {};
    return you && (participants?.get(you.id) ?? you);
  }

  #join(): void {
    this.#scene?.setAttribute("parlor-room", { room: this.#room, password: this.#visit.password ?? "" });
    this.requestUpdate();
  }

  #try(password: string): void {
    const same = password === this.#visit.password;
    this.#visit.again(password);
    if (same) {
      this.#parlor?.enter(); // The scene sees nothing new in what it has been told already.
    } else {
      this.#join();
    }
  }

  #moved(state: ConnectionState): void {
    clearInterval(this.#tick);
    this.#tick = state.phase === "reconnecting" ? setInterval(() => this.requestUpdate(), 250) : undefined;
    const chat = this.chat;
    if (chat !== undefined && chat !== this.#heard) {
      this.#heard = chat;
      this.#visit.again();
      chat.onChange(() => {
        this.revision++;
        this.#visit.settle(chat.room);
      });
    }
    const play = this.#parlor?.game;
    if (play !== undefined && play !== this.#played) {
      this.#played = play;
      play.onChange(() => this.revision++);
    }
    this.requestUpdate();
  }

  #toggle(): void {
    this.open = !this.open;
    forTab.set("vr.chat", this.open ? "open" : undefined);
    if (!this.open) {
      this.#backToScene();
    }
  }

  async #write(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.querySelector("parlor-composer")?.focus();
  }

  #backToScene(): void {
    (document.activeElement as HTMLElement | null)?.blur();
  }

  async #lookForHeadset(): Promise<void> {
    this.immersive = (await navigator.xr?.isSessionSupported("immersive-vr").catch(() => false)) ?? false;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.window === undefined) {
      this.#backToScene();
    } else if (isForField(event) || this.#screen !== "in") {
      return;
    } else if (event.key === "/" || (event.key === "Enter" && event.target === document.body)) {
      event.preventDefault();
      void this.#write();
    } else if (event.key === "?") {
      this.window = "keys";
    } else if (letterOf(event) === "c" && this.#lookedCanBePlayedAgain) {
      event.preventDefault(); // Else the scene would challenge them.
      this.querySelector<HTMLButtonElement>("[data-act=rematch]")?.click();
    } else if (letterOf(event) === "y" || letterOf(event) === "n") {
      const act = letterOf(event) === "y" ? "accept" : "decline";
      this.querySelector<HTMLButtonElement>(`[data-challenge] [data-act=${act}]`)?.click();
    }
  }
}

customElements.define("parlor-vr", VrPage);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-vr": VrPage;
  }
}
