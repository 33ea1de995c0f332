/**
 * The words of the page. The server puts all of them into one JSON block (`messages.properties`, or another language's
 * file), so no script holds a sentence of its own and another language is one file more.
 */
const page = globalThis.document as Document | undefined; // unit tests have none
const words: Readonly<Record<string, string>> = JSON.parse(page?.getElementById("words")?.textContent ?? "{}");

/** The language of the words, which is that of dates and plurals too. */
export const language: string = page?.documentElement.lang || "en";

const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

export function has(key: string): boolean {
  return key in words;
}

/** A sentence in pieces, its own words and what stands in them. */
export type Pieces = readonly { text: string; value: boolean }[];

/** A sentence, with values in place of {0}, {1}. An unknown key shows itself: seen at once, and nothing breaks. */
export function say(key: string, ...values: readonly (string | number)[]): string {
  return pieces(key, ...values)
    .map(({ text }) => text)
    .join("");
}

/** The same, for whoever shows values otherwise than the words around them. */
export function pieces(key: string, ...values: readonly (string | number)[]): Pieces {
  return (words[key] ?? key).split(/(\{\d\})/).map((text) => {
    const value = /^\{\d\}$/.test(text) ? values[Number(text[1])] : undefined;
    return value === undefined
      ? { text, value: false }
      : { text: typeof value === "number" ? number.format(value) : value, value: true };
  });
}

/** A sentence about a number: `key.zero` where there is one for nothing at all, else what the language's plural asks for. */
export function sayCount(key: string, count: number): string {
  if (count === 0 && has(`${key}.zero`)) {
    return say(`${key}.zero`, count);
  }
  const form = `${key}.${plural.select(count)}`;
  return say(has(form) ? form : `${key}.other`, count);
}
