import { html } from "lit";
import type { Sentence } from "./commentary.ts";
import { has, pieces, say, type Pieces } from "./words.ts";

/** A sentence of the commentary in the language of the page. */
export function saying(sentence: Sentence): string {
  return say(...worded(sentence));
}

/** The same to be shown, each name in a direction of its own: one that runs from right to left does not turn the sentence around. */
export function showing(sentence: Sentence): unknown[] {
  return isolated(pieces(...worded(sentence)));
}

export function isolated(sentence: Pieces): unknown[] {
  return sentence.map(({ text, value }) => (value ? html`<bdi>${text}</bdi>` : text));
}

function worded([key, ...values]: Sentence): Sentence {
  const words = values.map((value) =>
    typeof value === "string" && value.startsWith("move:") ? say(`move.${value.slice(5)}`) : value,
  );
  return [has(key) ? key : "match.over", ...words];
}
