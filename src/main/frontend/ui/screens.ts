import { html, nothing, type TemplateResult } from "lit";
import type { ChatRoom } from "../chat.ts";
import type { ConnectionState } from "../stomp.ts";
import { icon, type Icon } from "./icons.ts";
import { reason } from "./line.ts";
import { say } from "./words.ts";

/** What the page shows: the room, or why it can't. */
export type Screen =
  "joining" | "in" | "wrong_password" | "room_full" | "kicked" | "replaced" | "unknown_room" | "refused";

export interface ScreenActions {
  enter(password: string): void;
  again(): void;
}

/** Who watches is in no roster, and can't be sent away from it. */
export function screenOf(chat: ChatRoom, connection: ConnectionState, watching = false): Screen {
  if (connection.phase === "disconnected" && connection.by === "replaced") {
    return "replaced";
  }
  const { phase, you, participants, refusal } = chat.room;
  if (phase !== "refused") {
    return you === undefined ? "joining" : watching || participants.has(you.id) ? "in" : "kicked";
  }
  const code = refusal?.code;
  return code === "wrong_password" || code === "room_full" || code === "unknown_room" ? code : "refused";
}

/** In place of the conversation: what happened, and the way on. */
export function screenView(
  screen: Screen,
  chat: ChatRoom,
  name: string,
  tried: boolean,
  on: ScreenActions,
): TemplateResult {
  switch (screen) {
    case "in":
    case "joining":
      return html`<div class="screen"><p class="soft late" role="status">${say("room.joining")}</p></div>`;
    case "wrong_password":
      return notice(
        "lock",
        say("screen.wrong_password.title", name),
        say("screen.wrong_password.text"),
        passwordForm(tried, on),
      );
    case "room_full":
      return notice(
        "armchair",
        say("screen.room_full.title", name),
        say("screen.room_full.text"),
        again("screen.room_full.again", on),
      );
    case "replaced":
      return notice(
        "tab",
        say("screen.replaced.title"),
        say("screen.replaced.text"),
        again("screen.replaced.here", on),
      );
    case "kicked":
      return notice("doorOpen", say("screen.kicked.title", name), say("screen.kicked.text"), others());
    case "unknown_room":
      return notice("doorClosed", say("screen.unknown_room.title", name), say("screen.unknown_room.text"), others());
    case "refused":
      return notice(
        "cloudOff",
        say("screen.refused.title"),
        reason(chat.room.refusal?.code ?? "other"),
        again("screen.again", on),
      );
  }
}

/** What happened, in words, and the way on. */
export function notice(drawing: Icon, title: string, text: string, wayOn: TemplateResult): TemplateResult {
  return html`<div class="screen">
    <span class="medal">${icon(drawing)}</span>
    <h2>${title}</h2>
    <p class="soft">${text}</p>
    ${wayOn}
  </div>`;
}

function again(words: string, on: ScreenActions): TemplateResult {
  return html`<button type="button" class="button primary" @click=${() => on.again()}>${say(words)}</button>
    <a class="button plain" href="/">${say("screen.others")}</a>`;
}

function others(): TemplateResult {
  return html`<a class="button primary" href="/">${say("screen.others")}</a>`;
}

function passwordForm(tried: boolean, on: ScreenActions): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input");
    if (field !== null && field.value !== "") {
      on.enter(field.value);
      field.value = "";
    }
    field?.focus();
  };
  return html`<form class="password" @submit=${submit}>
    <div class="field">
      <label for="password">${say("screen.wrong_password.field")}</label>
      <input
        id="password"
        class="input"
        type="password"
        autocomplete="current-password"
        aria-invalid=${tried ? "true" : nothing}
        aria-describedby="password-problem"
      />
      <p
        id="password-problem"
        class="problem"
        role=${tried ? "alert" : nothing}
        data-problem=${tried ? "wrong_password" : nothing}
      >
        ${tried ? say("refused.wrong_password") : ""}
      </p>
    </div>
    <button class="button primary">${say("screen.wrong_password.enter")}</button>
    <a class="button plain" href="/">${say("screen.others")}</a>
  </form>`;
}
