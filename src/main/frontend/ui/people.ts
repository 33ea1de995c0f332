import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ChatRoom } from "../chat.ts";
import { whyNot } from "../match.ts";
import type { Participant } from "../protocol.ts";
import { icon } from "./icons.ts";
import { avatar, called, inColor } from "./person.ts";
import { say, sayCount } from "./words.ts";

/** Who is here: oneself first, the others in the order in which they came, each with a way to challenge them where one can. */
export function people(chat: ChatRoom, edit: () => void, challenge?: (whom: Participant) => void): TemplateResult {
  const { participants, you, spectators } = chat.room;
  const typing = new Set(chat.typing.map((somebody) => somebody.id));
  const order = [...participants.values()].sort(
    (one, other) => Number(other.id === you?.id) - Number(one.id === you?.id) || one.joinedAt - other.joinedAt,
  );
  return html`<ul class="people" aria-label=${say("room.people")}>
      ${repeat(
        order,
        (somebody) => somebody.id,
        (somebody) =>
          person(
            somebody,
            somebody.id === you?.id,
            typing.has(somebody.id),
            somebody.id === you?.id ? editButton(edit) : challenge && challengeButton(chat, somebody, challenge),
          ),
      )}
    </ul>
    ${
      spectators > 0
        ? html`<p class="spectators soft" data-spectators=${spectators}>
            ${icon("eye")}${sayCount("room.spectators", spectators)}
          </p>`
        : nothing
    }`;
}

function person(
  somebody: Participant,
  you: boolean,
  typing: boolean,
  action: TemplateResult | undefined,
): TemplateResult {
  return html`<li
    class="person"
    data-participant=${somebody.id}
    ?data-you=${you}
    ?data-is-typing=${typing}
    .style=${inColor(somebody.color)}
  >
    ${avatar(somebody)} ${called(somebody, you ? somebody.id : undefined)}
    ${typing ? html`<span class="is-typing" title=${say("room.typing")}>${icon("pencil")}<span class="visually-hidden">${say("room.typing")}</span></span>` : nothing}
    ${action ?? nothing}
  </li>`;
}

function editButton(edit: () => void): TemplateResult {
  return html`<button
    type="button"
    class="button plain round"
    aria-label=${say("you.edit")}
    title=${say("you.edit")}
    @click=${edit}
  >
    ${icon("pencil")}
  </button>`;
}

/** Where it can't be, the button stays and says why: it is not to vanish under a finger. */
function challengeButton(chat: ChatRoom, whom: Participant, challenge: (whom: Participant) => void): TemplateResult {
  const not = whyNot(chat.matches.all, chat.room.you?.id, whom.id);
  const words = not === undefined ? say("challenge.whom", whom.name) : say("challenge.not", whom.name, say(not));
  return html`<button
    type="button"
    class="button plain round"
    data-act="challenge"
    aria-label=${words}
    title=${words}
    aria-disabled=${not === undefined ? nothing : "true"}
    @click=${() => not === undefined && challenge(whom)}
  >
    ${icon("play")}
  </button>`;
}

/** "Cy is typing…" below the conversation; the place is kept, so that nothing moves when somebody begins. */
export function typingLine(chat: ChatRoom): TemplateResult {
  const who = chat.typing;
  const words =
    who.length === 0 ? "" : say(`chat.typing.${Math.min(who.length, 3)}`, ...who.map((somebody) => somebody.name));
  return html`<p class="typing soft" ?data-typing=${who.length > 0}>
    ${who.slice(0, 3).map((somebody) => avatar(somebody, "small"))}<span>${words}</span>
  </p>`;
}
