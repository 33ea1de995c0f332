/** The words of a scene: those of our page where it is ours, else the English ones, which travel with the script. */
import english from "../../resources/messages.properties";
import type { Sentence } from "../ui/commentary.ts";
import { filled, has, say as sayOfPage } from "../ui/words.ts";

const words = new Map(
  english
    .split("\n")
    .filter((line) => /^[\w.]+=/.test(line))
    .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
);

export function say(key: string, ...values: readonly (string | number)[]): string {
  return has(key) ? sayOfPage(key, ...values) : filled(words.get(key) ?? key, values);
}

/** A sentence of the commentary. */
export function saying([key, ...values]: Sentence): string {
  const known = has(key) || words.has(key);
  return say(
    known ? key : "match.over",
    ...values.map((value) =>
      typeof value === "string" && value.startsWith("move:") ? say(`move.${value.slice(5)}`) : value,
    ),
  );
}

/** Why something was refused. */
export function reason(code: string): string {
  const key = `refused.${code}`;
  return say(has(key) || words.has(key) ? key : "refused.other");
}
