import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Announcement, ChatRoom } from "../chat.ts";
import type { Participant } from "../protocol.ts";
import { ofEnd } from "./commentary.ts";
import { flow, seenBy, type Item, type Run } from "./flow.ts";
import { icon } from "./icons.ts";
import { aloneView } from "./alone.ts";
import { Light } from "./light.ts";
import { lineView } from "./line.ts";
import { avatar, inColor } from "./person.ts";
import { saying } from "./sentence.ts";
import { dayOf, timeOf } from "./times.ts";
import { say, sayCount } from "./words.ts";

/** So near to an end of the conversation counts as being there, in px. */
const NEAR = 64;

/**
 * What was said, newest at the bottom. Who is at the bottom stays there as lines come; who reads further up is left in peace and
 * told how many are new. Earlier lines are fetched as one nears the top, and what one reads does not move.
 */
class Conversation extends Light {
  static override properties = {
    chat: { attribute: false },
    revision: { type: Number },
    alone: { type: Boolean },
    fetching: { state: true },
  };

  declare chat: ChatRoom;
  /** Grows with each change of the chat, whose lists may stay the same objects. */
  declare revision: number;
  /** Whether nobody else is here to read what is said. */
  declare alone: boolean;
  /** Whether earlier lines are on their way. They are not news, and not to be read out as such. */
  declare fetching: boolean;

  #atEnd = true;
  #top = 0;
  /** The line at the top of what one sees, and how far from it: it stays there while others come and go. */
  #held: { id: string; at: number } | undefined;
  #lastSaid: string | undefined;
  #resized = new ResizeObserver(() => this.#hold());
  #visible = (): void => this.#read();

  constructor() {
    super();
    this.fetching = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#visible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#visible);
    this.#resized.disconnect();
    this.chat.readingBack = false;
  }

  override render(): TemplateResult {
    const { entries, readers, room } = this.chat;
    const seen = seenBy(entries, readers, room.participants, room.you?.id);
    const items = flow(entries);
    return html`<div
        class="log"
        role="log"
        aria-label=${say("chat.label")}
        aria-busy=${room.phase === "joining" || this.fetching}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="flow">
          <div class="beginning soft">${this.#beginning()}</div>
          ${this.alone ? aloneView(room.you, !entries.some((entry) => entry.kind === "line")) : nothing}
          ${repeat(
            items,
            (item) => item.key,
            (item) => this.#item(item, seen),
          )}
        </div>
      </div>
      ${this.#unread()}`;
  }

  override firstUpdated(): void {
    for (const part of this.querySelectorAll(".log, .flow")) {
      this.#resized.observe(part);
    }
  }

  protected override willUpdate(): void {
    this.#held = this.#atEnd ? undefined : this.#topLine();
  }

  protected override updated(): void {
    if (this.chat.lastSaid !== this.#lastSaid) {
      this.#lastSaid = this.chat.lastSaid;
      this.#atEnd = true; // One sees what one says.
    }
    this.chat.readingBack = !this.#atEnd;
    this.#hold();
    this.#read();
  }

  /** Scrolling up fetches what is before, too; not everybody scrolls. */
  #beginning(): TemplateResult {
    const { hasOlder, full, room } = this.chat;
    if (!hasOlder || full) {
      return html`<p>${hasOlder ? say("chat.full") : say("chat.beginning", room.room?.name ?? "")}</p>`;
    }
    return html`<button type="button" class="button plain" @click=${this.#older}>${say("chat.older")}</button>`;
  }

  #item(item: Item, seen: Map<string, Participant[]>): TemplateResult {
    switch (item.kind) {
      case "separator":
        return html`<div class="separator" data-separator>
          <time datetime=${new Date(item.at).toISOString()}
            >${item.newDay ? `${dayOf(item.at)}, ` : ""}${timeOf(item.at)}</time
          >
        </div>`;
      case "happened":
        return happened(item.entry, this.chat.room.you?.id);
      case "run":
        return this.#run(item, seen);
    }
  }

  #run(run: Run, seen: Map<string, Participant[]>): TemplateResult {
    return html`<section class="run person" ?data-mine=${run.mine} .style=${inColor(run.from.color)}>
      ${run.mine ? nothing : avatar(run.from)}
      <div class="lines">
        <p class="who"><span class="name" data-from dir="auto">${run.mine ? say("chat.me") : run.from.name}</span></p>
        ${repeat(
          run.lines,
          (line) => line.id,
          (line) => {
            const readers = seen.get(line.id) ?? [];
            return guard(
              [
                line.id,
                line.state,
                line.seq,
                line.text,
                line.at,
                readers.map((reader) => reader.id + reader.color + reader.name).join(),
              ],
              () => lineView(line, readers, this.chat),
            );
          },
        )}
      </div>
    </section>`;
  }

  #unread(): TemplateResult | typeof nothing {
    const count = this.#atEnd ? 0 : this.chat.unread;
    return html`<div class="unread" role="status">
      ${
        count > 0
          ? html`<button type="button" class="button primary" data-unread=${count} @click=${this.#toEnd}>
              ${sayCount("chat.new", count)}${icon("arrowDown")}
            </button>`
          : nothing
      }
    </div>`;
  }

  #scrolled(): void {
    const log = this.#log;
    if (log === null) {
      return;
    }
    const wasAtEnd = this.#atEnd;
    if (log.scrollHeight - log.scrollTop - log.clientHeight < NEAR) {
      this.#atEnd = true;
    } else if (log.scrollTop < this.#top) {
      // Only who scrolls up leaves the end; that more came below is no leaving.
      this.#atEnd = false;
    }
    this.#top = log.scrollTop;
    if (this.#atEnd !== wasAtEnd) {
      this.requestUpdate();
    }
    if (log.scrollTop < log.clientHeight / 2) {
      void this.#older();
    }
  }

  async #older(): Promise<void> {
    if (this.fetching || !this.chat.hasOlder) {
      return;
    }
    this.fetching = true;
    const { activeElement } = document;
    try {
      await this.chat.older();
      this.requestUpdate();
      await this.updateComplete;
    } finally {
      this.fetching = false;
    }
    if (activeElement?.isConnected === false) {
      this.#log?.focus(); // It was the button, and there is nothing before any more.
    }
  }

  /** Tells how far one has read, where one can have read it: at the bottom of a page that is seen. */
  #read(): void {
    const newest = this.chat.entries.findLast((entry) => entry.kind === "line" && entry.seq !== undefined);
    if (this.#atEnd && !document.hidden && newest?.kind === "line" && newest.seq !== undefined) {
      this.chat.readUpTo(newest.seq);
    }
  }

  /** Stays at the bottom, also when a keyboard opens or a font comes late; else with the line that one reads. */
  #hold(): void {
    const log = this.#log;
    if (log === null) {
      return;
    }
    if (this.#atEnd) {
      log.scrollTop = log.scrollHeight;
    } else if (this.#held !== undefined) {
      const line = log.querySelector(`[data-line="${CSS.escape(this.#held.id)}"]`);
      log.scrollTop += line === null ? 0 : line.getBoundingClientRect().top - this.#held.at;
      this.#held = undefined;
    }
    this.#top = log.scrollTop;
  }

  #topLine(): { id: string; at: number } | undefined {
    const top = this.#log?.getBoundingClientRect().top ?? 0;
    for (const line of this.querySelectorAll<HTMLElement>("[data-line]")) {
      const { top: at, bottom } = line.getBoundingClientRect();
      if (bottom > top) {
        return { id: line.dataset["line"] ?? "", at };
      }
    }
    return undefined;
  }

  #toEnd(): void {
    this.#atEnd = true;
    this.requestUpdate();
  }

  get #log(): HTMLElement | null {
    return this.querySelector(".log");
  }
}

function happened(entry: Announcement, you: string | undefined): TemplateResult {
  const words =
    entry.match === undefined
      ? say(`event.${entry.what}`, entry.name ?? "", entry.newName ?? "")
      : saying(ofEnd(entry.match, you));
  return html`<p class="happened ${entry.what}" data-announcement=${entry.what}>
    <span>${words}</span>
  </p>`;
}

customElements.define("parlor-conversation", Conversation);
