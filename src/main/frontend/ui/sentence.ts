import type { Sentence } from "./commentary.ts";
import { has, say } from "./words.ts";

/** A sentence of the commentary in the language of the page. */
export function saying([key, ...values]: Sentence): string {
  const words = values.map((value) =>
    typeof value === "string" && value.startsWith("move:") ? say(`move.${value.slice(5)}`) : value,
  );
  return say(has(key) ? key : "match.over", ...words);
}
