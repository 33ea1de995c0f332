import { html, nothing, type TemplateResult } from "lit";
import type { ChatRoom } from "../chat.ts";
import { playerIn } from "../match.ts";
import { matchLine } from "./match-line.ts";
import { say } from "./words.ts";

/** What is played in a room right now, each match with the way to where it is seen in full. Nothing while nothing is. */
export function matchBox(chat: ChatRoom): TemplateResult | typeof nothing {
  const playing = chat.matches.all.filter(({ status }) => status === "playing");
  const { you, room } = chat.room;
  if (playing.length === 0 || room === undefined) {
    return nothing;
  }
  return html`<section class="match-box" data-matches=${playing.length}>
    <h2>${say("chat.matches")}</h2>
    <ul>
      ${playing.map((match) => {
        const own = you !== undefined && playerIn(match, you.id) !== undefined;
        return html`<li data-match=${match.id}>
          <a class="match-line" href="/rps/${room.id}${location.search}">
            ${matchLine(match, you?.id)}
            <span class="about soft">${say("match.round", match.round, match.bestOf)}</span>
            <span class="go">${say(own ? "activity.play" : "chat.matches.watch")}</span>
          </a>
        </li>`;
      })}
    </ul>
  </section>`;
}
