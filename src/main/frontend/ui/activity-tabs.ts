import { html, nothing, type TemplateResult } from "lit";
import { activities } from "./activities.ts";
import { icon } from "./icons.ts";
import { say } from "./words.ts";

/** The strip of a room: what one can do here. Who changes the page stays in the room, since the tab is known again. */
export function activityTabs(room: string, current: string): TemplateResult {
  const search = new URLSearchParams(location.search);
  search.delete("watch"); // Who looks on at a match is not in the room: the others have no such visitors.
  const query = search.size === 0 ? "" : `?${search}`;
  return html`<nav class="strip activities-of-room" aria-label=${say("activities")}>
    ${activities.map(
      ({ id, icon: drawing, address }) =>
        html`<a
          href="${address(room)}${query}"
          data-activity=${id}
          aria-current=${id === current ? "page" : nothing}
          title=${say(`activity.${id}`)}
          >${icon(drawing)}<span>${say(`activity.${id}`)}</span></a
        >`,
    )}
  </nav>`;
}
