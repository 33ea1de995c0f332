import { html, nothing, type TemplateResult } from "lit";
import type { RoomInfo } from "../rooms.ts";
import { profile } from "../profile.ts";
import { activities, type Activity } from "./activities.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { isName, plainName } from "./palette.ts";
import { pawns } from "./person.ts";
import "./profile-fields.ts";
import type { ProfileFields, Wish } from "./profile-fields.ts";
import { say, sayCount } from "./words.ts";

/** The room one is in with one click: where nobody knows of another yet. */
export const PARLOR = "parlor";

/** Who one is, and one button for each activity that leads into the parlor. What is typed is remembered as it is typed. */
class Entrance extends Light {
  static override properties = { rooms: { attribute: false } };

  declare rooms: readonly RoomInfo[];
  #wish: Wish = { name: profile.name ?? "", color: profile.color };

  constructor() {
    super();
    this.rooms = [];
  }

  override render(): TemplateResult {
    return html`<form
      class="entrance card"
      aria-label=${say("you")}
      action=${activities[0]?.address(PARLOR) ?? "/"}
      @submit=${this.#enter}
    >
      <parlor-profile-fields .wish=${this.#wish} @change=${this.#keep}></parlor-profile-fields>
      <div class="activities">${activities.map((activity) => this.#door(activity))}</div>
    </form>`;
  }

  override firstUpdated(): void {
    this.#paint();
  }

  #door(activity: Activity): TemplateResult {
    const here = this.rooms.find((room) => room.id === PARLOR)?.participants ?? 0;
    return html`<button
      class="activity"
      formaction=${activity.home?.address ?? activity.address(PARLOR)}
      data-activity=${activity.id}
      aria-describedby="here-${activity.id}"
    >
      <span class="activity-icon">${icon(activity.icon)}</span>
      <span class="activity-words">
        <span class="activity-name"
          >${activities.length > 1 ? say(`activity.${activity.id}`) : say("lobby.enter")}</span
        >
        <span class="activity-here" id="here-${activity.id}" aria-hidden="true"
          >${activity.home === undefined ? sayCount("lobby.here", here) : say(activity.home.words)}</span
        >
      </span>
      ${activity.home === undefined ? pawns(here, PARLOR) : nothing} ${icon("arrowRight")}
    </button>`;
  }

  #keep(event: Event): void {
    const fields = event.currentTarget as ProfileFields;
    this.#wish = fields.wish;
    if (isName(fields.wish.name)) {
      profile.name = plainName(fields.wish.name) || undefined;
    }
    profile.color = fields.wish.color;
    this.#paint();
    this.requestUpdate();
  }

  #enter(event: Event): void {
    if (!isName(this.#wish.name)) {
      event.preventDefault();
      this.querySelector("input")?.focus();
    }
  }

  /** The pawn in front of the drawn parlor is the visitor: it wears the colour. */
  #paint(): void {
    const fields = this.querySelector<ProfileFields>("parlor-profile-fields");
    const visitor = document.querySelector<SVGElement>("[data-visitor]");
    if (fields?.color !== undefined) {
      visitor?.style.setProperty("--person", fields.color);
    } else {
      visitor?.style.removeProperty("--person");
    }
  }
}

customElements.define("parlor-entrance", Entrance);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-entrance": Entrance;
  }
}
