import { html, type TemplateResult } from "lit";
import { say } from "./words.ts";

type Keys = readonly (readonly [readonly string[], string])[];

const chatKeys: Keys = [
  [["/"], "keys.field"],
  [["Enter"], "keys.send"],
  [["Shift", "Enter"], "keys.newline"],
  [["PgUp"], "keys.scroll"],
  [["Esc"], "keys.close"],
  [["?"], "keys.help"],
];

/** In a scene one also walks. */
export const walkKeys: Keys = [
  [["W", "A", "S", "D"], "keys.walk"],
  [["Q", "E"], "keys.turn"],
  [["C"], "keys.challenge"],
  [["Y", "N"], "keys.answer"],
  [["R", "P", "S"], "keys.throw"],
  [["/"], "keys.field"],
  [["Enter"], "keys.send"],
  [["Esc"], "keys.walk.again"],
  [["?"], "keys.help"],
];

/** At the table one throws. */
export const playKeys: Keys = [
  [["R"], "move.rock"],
  [["P"], "move.paper"],
  [["S"], "move.scissors"],
  [["/"], "keys.field"],
  [["?"], "keys.help"],
];

/** The keys of the page, as the window shows them. */
export function keyList(keys: Keys = chatKeys): TemplateResult {
  return html`<dl class="keys">
    ${keys.map(
      ([together, words]) =>
        html`<div>
          <dt>
            ${together.map((key, index) => html`${index > 0 ? (key.length > 1 ? " + " : " ") : ""}<kbd>${key}</kbd>`)}
          </dt>
          <dd>${say(words)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The letter of a key; where the layout has none of ours, as Cyrillic or Hebrew ones, the one that stands there elsewhere. */
export function letterOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const letter = /^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? key);
  return letter.toLowerCase();
}

/** Tells whether a key is meant for a field, or a window, rather than for the page. */
export function isForField(event: KeyboardEvent): boolean {
  const { target } = event;
  // What was closed a moment ago may have the focus until the page is drawn again.
  const inField = target instanceof Element && target.closest("input, textarea, select, dialog[open]") !== null;
  return inField || event.ctrlKey || event.metaKey || event.altKey;
}
