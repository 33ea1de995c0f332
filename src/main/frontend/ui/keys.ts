import { html, type TemplateResult } from "lit";
import { say } from "./words.ts";

const keys: readonly [readonly string[], string][] = [
  [["/"], "keys.field"],
  [["Enter"], "keys.send"],
  [["Shift", "Enter"], "keys.newline"],
  [["PgUp"], "keys.scroll"],
  [["Esc"], "keys.close"],
  [["?"], "keys.help"],
];

/** The keys of the page, as the window shows them. */
export function keyList(): TemplateResult {
  return html`<dl class="keys">
    ${keys.map(
      ([together, words]) =>
        html`<div>
          <dt>${together.map((key, index) => html`${index > 0 ? " + " : ""}<kbd>${key}</kbd>`)}</dt>
          <dd>${say(words)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Tells whether a key is meant for a field rather than for the page. */
export function isForField(event: KeyboardEvent): boolean {
  const { target } = event;
  const inField = target instanceof Element && target.closest("input, textarea, select, dialog") !== null;
  return inField || event.ctrlKey || event.metaKey || event.altKey;
}
