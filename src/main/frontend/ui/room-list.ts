import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { profile } from "../profile.ts";
import type { RoomInfo, RoomList } from "../rooms.ts";
import { icon } from "./icons.ts";
import { Light } from "./light.ts";
import { PARLOR } from "./entrance.ts";
import "./go-to-room.ts";
import "./new-room.ts";
import { pawns } from "./person.ts";
import { say, sayCount } from "./words.ts";

/** The rooms of the lobby: those open now, those one was in, and the ways to another. */
class Rooms extends Light {
  static override properties = { list: { attribute: false, hasChanged: () => true } };

  declare list: RoomList | undefined;

  override render(): TemplateResult {
    return html`<section class="rooms" aria-labelledby="rooms">
      <header class="rooms-head">
        <h2 id="rooms">${say("rooms")}</h2>
        <parlor-new-room></parlor-new-room>
      </header>
      <div class="rooms-body">
        <div class="rooms-open">${this.#open()}</div>
        <div class="rooms-side">
          <parlor-go-to-room></parlor-go-to-room>
          ${this.#recent()}
        </div>
      </div>
    </section>`;
  }

  #open(): TemplateResult {
    const rooms = (this.list?.rooms ?? []).filter((room) => room.id !== PARLOR);
    if (rooms.length > 0) {
      return html`<ul class="tiles" aria-label=${say("rooms")}>
        ${repeat(rooms, (room) => room.id, tile)}
      </ul>`;
    }
    switch (this.list?.state) {
      case "known":
        return html`<p class="nothing" data-empty="rooms">${icon("room")}<span>${say("rooms.none")}</span></p>`;
      case "unreachable":
        return html`<p class="nothing" role="status">${icon("cloudOff")}<span>${say("rooms.unreachable")}</span></p>`;
      default:
        return html`<p class="nothing" aria-busy="true"></p>`;
    }
  }

  #recent(): TemplateResult | typeof nothing {
    const recent = profile.recentRooms.filter((room) => room !== PARLOR);
    if (recent.length === 0) {
      return nothing;
    }
    return html`<div class="recent">
      <h3 id="recent">${say("rooms.recent")}</h3>
      <ul aria-labelledby="recent">
        ${recent.map((id) => html`<li><a class="chip" href="/chat/${id}" data-room=${id}>${icon("room")}${id}</a></li>`)}
      </ul>
    </div>`;
  }
}

function tile(room: RoomInfo): TemplateResult {
  return html`<li>
    <a class="tile" href="/chat/${room.id}" data-room=${room.id} data-here=${room.participants}>
      <span class="tile-name"><span class="sign" aria-hidden="true">#</span>${room.name}</span>
      <span class="tile-foot">
        <span class="tile-people">${hereWords(room)}${watching(room)}</span>
        ${pawns(room.participants, room.id)}
      </span>
    </a>
  </li>`;
}

function hereWords(room: RoomInfo): string {
  return room.capacity == null
    ? sayCount("rooms.count", room.participants)
    : say("rooms.seats", room.participants, room.capacity);
}

function watching(room: RoomInfo): string {
  return room.spectators > 0 ? ` · ${sayCount("rooms.watching", room.spectators)}` : "";
}

customElements.define("parlor-rooms", Rooms);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-rooms": Rooms;
  }
}
