import { html, nothing, type TemplateResult } from "lit";
import type { MatchState, Participant, Refusal } from "#protocol";
import { ChatRoom } from "../chat.ts";
import { opponentIn, Play, playerIn, whyNot, type BestOf } from "../match.ts";
import type { Connection } from "../stomp.ts";
import { activityTabs } from "./activity-tabs.ts";
import { bestOfChoice } from "./best-of.ts";
import "./challenge.ts";
import "./composer.ts";
import { ofEnd } from "./commentary.ts";
import { connectionBar, phaseView } from "./connection.ts";
import "./conversation.ts";
import { hand } from "./hands.ts";
import { icon } from "./icons.ts";
import { isForField, keyList, playKeys } from "./keys.ts";
import { Light } from "./light.ts";
import { reason } from "./line.ts";
import "./match.ts";
import { matchLine } from "./match-line.ts";
import { people, typingLine } from "./people.ts";
import { avatar, inColor } from "./person.ts";
import "./profile-dialog.ts";
import { screenOf, screenView, type Screen } from "./screens.ts";
import { saying } from "./sentence.ts";
import "./share.ts";
import { closing, openSheets, sheet } from "./sheet.ts";
import { Visit } from "./visit.ts";
import { say, sayCount } from "./words.ts";

type Window = "chat" | "people" | "you" | "keys";

/** Above this width the talk has a place beside the table. In em: larger text needs more room. */
const withTalk = matchMedia("(min-width: 60em)");

/** The matches of one room: one's own, or one to watch, and the room's talk beside it. */
class PlayPage extends Light {
  static override properties = {
    window: { state: true },
    revision: { state: true },
    chosen: { state: true },
    bestOf: { state: true },
    problem: { state: true },
  };

  declare window: Window | undefined;
  declare revision: number;
  /** The match that one would like to see, of several. */
  declare chosen: string | undefined;
  declare bestOf: BestOf;
  declare problem: string | undefined;

  #connection!: Connection;
  #chat!: ChatRoom;
  #play!: Play;
  #visit!: Visit;
  #watching = false;
  #shown: Screen = "joining";
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Enters a room over a connection; who watches is not in its roster. To be called once. */
  enter(connection: Connection, room: string, watching: boolean): void {
    this.#connection = connection;
    this.#watching = watching;
    this.#visit = new Visit(room);
    this.#play = new Play(connection);
    this.#play.onChange(() => this.#changed());
    this.revision = 0;
    this.bestOf = 3;
    this.#join();
    connection.onState((state) => {
      clearInterval(this.#tick);
      this.#tick = state.phase === "reconnecting" ? setInterval(() => this.requestUpdate(), 250) : undefined;
      this.requestUpdate();
    });
    connection.onPlay((message) => {
      // A match begins elsewhere: that is where one plays now.
      if (message.type === "matched" && message.room !== room && !watching) {
        location.assign(`/rps/${message.room}`);
      }
    });
    document.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("visibilitychange", () => this.requestUpdate());
    withTalk.addEventListener("change", () => this.requestUpdate());
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#visit === undefined) {
      return nothing;
    }
    const screen = this.#screen;
    return html`<main class="talk game" id="content" tabindex="-1" data-screen=${screen}>
        ${this.#head(screen)}
        ${screen === "replaced" ? nothing : connectionBar(this.#connection.state, Date.now(), () => this.#chat.connect())}
        <parlor-challenges
          .play=${this.#play}
          .table=${this.#chat.matches}
          .room=${this.#visit.room}
          .you=${this.#you}
          ?leads=${!this.#watching}
          .except=${this.#watching ? undefined : this.#match?.id}
          .revision=${this.revision}
        ></parlor-challenges>
        ${this.#body(screen)}
      </main>
      ${withTalk.matches && screen === "in" ? this.#side() : nothing} ${this.#window()}`;
  }

  override updated(): void {
    openSheets(this);
    const screen = this.#visit === undefined ? "joining" : this.#screen;
    if (screen !== this.#shown) {
      this.#shown = screen;
      this.querySelector<HTMLInputElement>("#password")?.focus();
    }
    if (this.#visit !== undefined) {
      document.title = `${this.#yourTurn ? "● " : ""}${this.#name} · ${say("parlor")}`;
    }
  }

  get #screen(): Screen {
    const screen = screenOf(this.#chat, this.#connection.state, this.#watching);
    return screen === "joining" && this.#shown === "wrong_password" ? "wrong_password" : screen;
  }

  get #name(): string {
    return this.#chat.room.room?.name ?? this.#visit.room;
  }

  get #you(): string | undefined {
    return this.#chat.room.you?.id;
  }

  /** One's own match first, then the one that was chosen, then whichever is played. */
  get #match(): MatchState | undefined {
    const all = this.#chat.matches.all.filter(({ status, round }) => status !== "over" || round > 0);
    const own = all.filter((match) => this.#you !== undefined && playerIn(match, this.#you) !== undefined);
    return (
      own.find(({ status }) => status !== "over") ??
      all.find(({ id }) => id === this.chosen) ??
      own[0] ??
      all.find(({ round }) => round > 0)
    );
  }

  /** What became of one's newest challenge, where that is nothing. */
  get #inVain(): MatchState | undefined {
    const you = this.#you;
    const newest = this.#chat.matches.all.find((match) => you !== undefined && playerIn(match, you) !== undefined);
    return newest?.status === "over" && newest.round === 0 ? newest : undefined;
  }

  get #yourTurn(): boolean {
    const match = this.#match;
    return match?.status === "playing" && this.#you !== undefined && playerIn(match, this.#you)?.moved === false;
  }

  #head(screen: Screen): TemplateResult {
    const { spectators, participants } = this.#chat.room;
    return html`<header class="talk-head">
      <a class="button plain round" href="/rps" aria-label=${say("play.home")} title=${say("play.home")}
        >${icon("back")}</a
      >
      <div class="talk-title">
        <h1>${this.#name}</h1>
        <div class="talk-state">
          ${screen === "in" ? html`<span class="numbers" data-here=${participants.size}>${sayCount("room.here", participants.size)}</span>` : nothing}
          ${screen === "in" && spectators > 0 ? html`<span class="numbers" data-spectators=${spectators}>${sayCount("room.spectators", spectators)}</span>` : nothing}
          ${phaseView(this.#connection.state)}
        </div>
      </div>
      ${
        this.#watching
          ? html`<span class="badge">${icon("eye")}${say("play.watching")}</span>
              <a class="button outline" href="/rps/${this.#visit.room}" data-act="come">${say("play.come")}</a>`
          : activityTabs(this.#visit.room, "play")
      }
      ${
        screen === "in"
          ? html`<parlor-share watch></parlor-share>
              ${
                withTalk.matches
                  ? nothing
                  : html`<button
                      type="button"
                      class="button plain round with-count"
                      aria-label=${say("vr.chat")}
                      title=${say("vr.chat")}
                      @click=${() => (this.window = "chat")}
                    >
                      ${icon("chat")}${this.#chat.unread > 0 ? html`<span class="count" data-unread=${this.#chat.unread}>${this.#chat.unread}</span>` : nothing}
                    </button>`
              }
              <button
                type="button"
                class="button plain round only-wide"
                aria-label=${say("room.keys")}
                title=${say("room.keys")}
                @click=${() => (this.window = "keys")}
              >
                ${icon("keyboard")}
              </button>`
          : nothing
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
    const match = this.#match;
    const others = this.#chat.matches.all.filter(({ id, status }) => id !== match?.id && status === "playing");
    return html`<div class="table">
      ${match === undefined ? this.#nobodyPlays() : html`<parlor-match .match=${match} .table=${this.#chat.matches} .play=${this.#watching ? undefined : this.#play} .you=${this.#you}></parlor-match>`}
      ${
        others.length > 0
          ? html`<section class="others">
              <h2>${say("play.others")}</h2>
              <ul>
                ${others.map((other) => html`<li><button type="button" class="match-line" @click=${() => (this.chosen = other.id)}>${matchLine(other, this.#you)}</button></li>`)}
              </ul>
            </section>`
          : nothing
      }
      ${match?.status === "over" && !this.#watching ? this.#somebodyHere() : nothing}
      <div class="only-narrow"><parlor-share watch plain></parlor-share></div>
    </div>`;
  }

  #nobodyPlays(): TemplateResult {
    return html`<section class="nobody" data-empty="match">
      <div class="three" aria-hidden="true">${hand("rock")}${hand("paper")}${hand("scissors")}</div>
      <p class="lead">${say("play.nobody")}</p>
      ${this.#watching ? html`<p class="soft">${say("play.nobody.watch")}</p>` : this.#somebodyHere()}
      <a class="button ${this.#others.length > 0 && !this.#watching ? "outline" : "warm"}" href="/rps"
        >${say("play.find")}</a
      >
    </section>`;
  }

  /** Who is here besides oneself and besides whom one has just played: with them it is a rematch. */
  get #others(): Participant[] {
    const match = this.#match;
    const played = this.#you === undefined || match === undefined ? undefined : opponentIn(match, this.#you)?.id;
    return [...this.#chat.room.participants.values()].filter(({ id }) => id !== this.#you && id !== played);
  }

  /** Whom one could play right here. */
  #somebodyHere(): TemplateResult | typeof nothing {
    const others = this.#others;
    if (others.length === 0) {
      return this.#match === undefined
        ? html`<p class="soft">${say("room.empty")}</p>
            <parlor-share></parlor-share>`
        : nothing;
    }
    const inVain = this.#inVain;
    return html`<section class="opponents">
      <p class="soft" role="status" data-in-vain>${inVain === undefined ? "" : saying(ofEnd(inVain, this.#you))}</p>
      <h2>${say("play.here")}</h2>
      ${bestOfChoice(this.bestOf, (bestOf) => (this.bestOf = bestOf))}
      <ul>
        ${others.map((other) => {
          const reasonNot = whyNot(this.#chat.matches.all, this.#you, other.id);
          return html`<li class="person" data-participant=${other.id} .style=${inColor(other.color)}>
            ${avatar(other)}<span class="name" dir="auto">${other.name}</span>
            <button
              type="button"
              class="button outline"
              data-act="challenge"
              aria-label=${say("challenge.whom", other.name)}
              ?disabled=${reasonNot !== undefined}
              title=${reasonNot === undefined ? nothing : say(reasonNot)}
              @click=${() => this.#challenge(other)}
            >
              ${say("challenge")}
            </button>
          </li>`;
        })}
      </ul>
      ${this.problem === undefined ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
    </section>`;
  }

  #side(): TemplateResult {
    return html`<aside class="side with-talk" aria-label=${say("vr.chat")}>${this.#conversation()}</aside>`;
  }

  #conversation(): TemplateResult {
    return html`<div class="row talk-people">
        <button type="button" class="button plain" @click=${() => (this.window = "people")}>
          ${icon("people")}${say("room.people")}
        </button>
      </div>
      <parlor-conversation .chat=${this.#chat} .revision=${this.revision} .alone=${false}></parlor-conversation>
      ${typingLine(this.#chat)}
      ${this.#watching ? html`<p class="soft only-reads">${say("play.watching.talk")}</p>` : html`<parlor-composer .chat=${this.#chat} .play=${this.#play} .name=${this.#name}></parlor-composer>`}`;
  }

  #window(): TemplateResult | typeof nothing {
    const closed = closing(this);
    switch (this.window) {
      case "chat":
        return sheet({ title: say("vr.chat"), kind: "drawer talk-drawer", closed, content: this.#conversation() });
      case "people":
        return sheet({
          title: say("room.people"),
          kind: "drawer",
          closed,
          content: people(this.#chat, () => (this.window = "you")),
        });
      case "keys":
        return sheet({ title: say("keys"), closed, content: keyList(playKeys) });
      case "you":
        return sheet({
          title: say("you"),
          closed,
          content: html`<parlor-profile-dialog
            .chat=${this.#chat}
            .you=${this.#chat.room.you}
          ></parlor-profile-dialog>`,
        });
      case undefined:
        return nothing;
    }
  }

  #challenge(whom: Participant): void {
    this.problem = undefined;
    this.#play.challenge(this.#visit.room, whom.id, this.bestOf).catch((failure: Refusal | Error) => {
      this.problem = reason("code" in failure ? failure.code : "lost");
    });
  }

  #join(): void {
    const { password, room } = this.#visit;
    this.#chat = new ChatRoom(this.#connection, room, {
      ...(password && { password }),
      ...(this.#watching && { role: "spectator" as const }),
    });
    this.#chat.onChange(() => {
      this.#changed();
      this.#visit.settle(this.#chat.room);
    });
    this.#connection.connect();
  }

  #again(password?: string): void {
    this.#visit.again(password);
    this.#chat.close();
    this.#join();
    this.#changed();
  }

  #changed(): void {
    this.revision++;
  }

  #pressed(event: KeyboardEvent): void {
    if (isForField(event) || this.#screen !== "in") {
      return;
    }
    if (event.key === "?") {
      this.window = "keys";
    } else if (event.key === "/" && !this.#watching) {
      event.preventDefault();
      void this.#write();
    }
  }

  async #write(): Promise<void> {
    if (!withTalk.matches) {
      this.window = "chat";
      await this.updateComplete;
    }
    this.querySelector("parlor-composer")?.focus();
  }
}

customElements.define("parlor-game", PlayPage);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-game": PlayPage;
  }
}
