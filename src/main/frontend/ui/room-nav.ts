import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { profile } from "../profile.ts";
import type { RoomInfo } from "../rooms.ts";
import { icon } from "./icons.ts";
import { say, sayCount } from "./words.ts";

type Entry = Pick<RoomInfo, "id" | "name"> & { here?: number };

/** The way to other rooms: the open ones, this one first where it is not among them, then those one was in. */
export function roomNav(
  open: readonly RoomInfo[],
  current: { id: string; name: string; here: number },
): TemplateResult {
  // Who is in a room knows at once who is there; the list is some seconds old.
  const entries: Entry[] = open.map((room) =>
    room.id === current.id ? current : { id: room.id, name: room.name, here: room.participants },
  );
  if (!entries.some((entry) => entry.id === current.id)) {
    entries.unshift(current);
  }
  const recent = profile.recentRooms.filter((id) => !entries.some((entry) => entry.id === id)).slice(0, 6);
  return html`<nav class="room-nav" aria-label=${say("room.rooms")}>
    <a class="brand" href="/"
      ><svg class="mark-of-house" viewBox="0 0 32 32" aria-hidden="true">
        <path
          class="bubble"
          d="M16 2c8 0 14 5.400 14 12.500S24 27 16 27c-1.500 0-3-.2-4.300-.6L5 30l1.200-6.200C3.600 21.500 2 18.200 2 14.500 2 7.400 8 2 16 2z"
        />
        <circle class="eye" cx="11.500" cy="14" r="3.400" />
        <circle class="eye" cx="20.500" cy="14" r="3.400" />
        <circle class="pupil" cx="12.700" cy="14.400" r="1.700" />
        <circle class="pupil" cx="21.700" cy="14.400" r="1.700" /></svg
      >${say("parlor")}</a
    >
    <h2>${say("rooms")}</h2>
    <ul aria-label=${say("rooms")}>
      ${repeat(
        entries,
        (entry) => entry.id,
        (entry) => link(entry, entry.id === current.id),
      )}
    </ul>
    ${
      recent.length > 0
        ? html`<h2>${say("rooms.recent")}</h2>
            <ul aria-label=${say("rooms.recent")}>
              ${recent.map((id) => link({ id, name: id }, false))}
            </ul>`
        : nothing
    }
    <a class="button plain all" href="/">${icon("doorOpen")}${say("rooms.all")}</a>
  </nav>`;
}

function link(room: Entry, current: boolean): TemplateResult {
  return html`<li>
    <a href="/chat/${room.id}" data-room=${room.id} aria-current=${current ? "page" : nothing}>
      <span class="name"><span class="sign" aria-hidden="true">#</span>${room.name}</span>
      ${
        room.here
          ? html`<span class="numbers soft" data-here=${room.here} title=${sayCount("rooms.count", room.here)}
              ><span aria-hidden="true">${room.here}</span
              ><span class="visually-hidden">${sayCount("rooms.count", room.here)}</span></span
            >`
          : nothing
      }
    </a>
  </li>`;
}
