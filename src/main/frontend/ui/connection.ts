import { html, nothing, type TemplateResult } from "lit";
import type { ConnectionState } from "../stomp.ts";
import { icon } from "./icons.ts";
import { say } from "./words.ts";

/** So many attempts in vain are more than a hiccup: there is a page that finds out what is wrong. */
const CHECK_AFTER = 2;

/** The connection in a word and a dot. The whole sentences are in the conversation, where they happened. */
export function phaseView(state: ConnectionState): TemplateResult {
  return html`<p class="phase" role="status" data-phase=${state.phase}>
    <span class="dot" aria-hidden="true"></span>${say(`phase.${state.phase}`)}
  </p>`;
}

/** To leave can always be pressed: the conversation answers what came of it. To come back is there for who has left. */
export function connectionButtons(
  state: ConnectionState,
  on: { connect: () => void; disconnect: () => void },
): TemplateResult {
  const away = state.phase === "disconnected" || state.phase === "idle";
  // It goes with this: what has the focus then is the way back from it.
  const connect = ({ currentTarget }: Event): void => {
    on.connect();
    ((currentTarget as HTMLElement).nextElementSibling as HTMLElement).focus();
  };
  return html`<div class="switch">
    ${
      away
        ? html`<button type="button" class="button primary" @click=${connect}>
            ${icon("plug")}<span>${say("room.connect")}</span>
          </button>`
        : nothing
    }
    <button
      type="button"
      class="button plain bad"
      aria-label=${say("room.disconnect")}
      title=${say("room.disconnect")}
      @click=${on.disconnect}
    >
      ${icon("cloudOff")}<span>${say("room.disconnect")}</span>
    </button>
  </div>`;
}

/** A thin bar that says when; the page below stays as it is. The seconds are not read out, the word of the connection is. */
export function connectionBar(
  state: ConnectionState,
  now: number,
  connect: () => void,
): TemplateResult | typeof nothing {
  if (state.phase === "disconnected") {
    return html`<div class="bar away" data-bar>${say("bar.disconnected")}</div>`;
  }
  if (state.phase !== "reconnecting") {
    return nothing;
  }
  const seconds = Math.ceil((state.retryAt - now) / 1000);
  return html`<div class="bar" data-bar>
    <span>${seconds > 0 ? say("bar.reconnecting", seconds) : say("bar.now")}</span>
    <button type="button" class="button plain" @click=${connect}>${say("bar.try")}</button>
    ${
      state.attempt > CHECK_AFTER
        ? html`<a class="button plain" href="/hello" target="_blank">${say("hello.check.short")}</a>`
        : nothing
    }
  </div>`;
}
