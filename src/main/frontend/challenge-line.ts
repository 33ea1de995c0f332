/** What `/rps …` in the field of the chat means: a challenge, to somebody who is here, by name. No DOM. */
import type { Participant } from "#protocol";
import type { BestOf } from "./match.ts";

export const COMMAND = "/rps";

export type Reading =
  /** Something to be said. */
  | { kind: "line" }
  /** The command alone: one would like to know how. */
  | { kind: "how" }
  | { kind: "challenge"; whom: Participant; bestOf: BestOf }
  /** What is wrong with it, and of what. */
  | { kind: "problem"; what: "nobody" | "several" | "length"; value: string };

const LENGTHS: readonly number[] = [1, 3, 5];
const USUAL: BestOf = 3;

/**
 * Reads a line of somebody's. A name may have spaces, and may end in a number: whoever is here is looked for first. Of two of one's own
 * name, as in two tabs, the other is meant.
 */
export function read(text: string, here: Iterable<Participant>, you?: string): Reading {
  const rest = restOf(text.trim());
  if (rest === undefined) {
    return { kind: "line" };
  }
  const name = rest.trim().replace(/^@/, "").trim();
  if (name === "") {
    return { kind: "how" };
  }
  const all = [...here].sort((one, other) => Number(one.id === you) - Number(other.id === you));
  const whole = named(name, all);
  if (whole.length > 0) {
    return challenge(name, whole, USUAL, you);
  }
  const [, shorter = "", length = ""] = /^(.+?)[\s,]+(?:best\s+of\s+|bo\s*)?(\d+)$/i.exec(name) ?? [];
  const meant = named(shorter, all);
  if (meant.length === 0) {
    return { kind: "problem", what: "nobody", value: shorter || name };
  }
  return LENGTHS.includes(Number(length))
    ? challenge(shorter, meant, Number(length) as BestOf, you)
    : { kind: "problem", what: "length", value: length };
}

/** Whose names could go on as the line does, which is `/rps @` and a beginning; nobody's once a name is whole. */
export function completions(line: string, others: Iterable<Participant>): Participant[] {
  const rest = restOf(line);
  const begun = rest === undefined ? null : /^\s+@?([^\n]*)$/.exec(rest);
  if (begun === null) {
    return [];
  }
  const start = fold(begun[1] ?? "");
  const all = [...others];
  if (start !== "" && all.some(({ name }) => start.startsWith(fold(name)))) {
    return [];
  }
  return all
    .filter(({ name }) =>
      fold(name)
        .split(" ")
        .some((_, word, words) => words.slice(word).join(" ").startsWith(start)),
    )
    .sort((one, other) => Number(begins(other, start)) - Number(begins(one, start)) || one.joinedAt - other.joinedAt);
}

/** The line with a name that was chosen. */
export function complete({ name }: Participant): string {
  return `${COMMAND} @${name} `;
}

function challenge(name: string, meant: readonly Participant[], bestOf: BestOf, you?: string): Reading {
  const [whom, another] = meant;
  return whom === undefined || (another !== undefined && another.id !== you)
    ? { kind: "problem", what: "several", value: name }
    : { kind: "challenge", whom, bestOf };
}

/** What follows the command; undefined where the line is none. */
function restOf(line: string): string | undefined {
  return /^\/rps(?=\s|@|$)/i.test(line) ? line.slice(COMMAND.length) : undefined;
}

function named(name: string, all: readonly Participant[]): Participant[] {
  const exact = all.filter((somebody) => somebody.name === name);
  return exact.length > 0 ? exact : all.filter((somebody) => fold(somebody.name) === fold(name));
}

const begins = ({ name }: Participant, start: string): boolean => fold(name).startsWith(start);

/** Names are found whatever their case, and however many spaces were typed. */
function fold(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase();
}
