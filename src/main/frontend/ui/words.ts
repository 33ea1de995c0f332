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

/** Letters that are read from right to left: Hebrew, Arabic and their neighbours. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export function has(key: string): boolean {
  return key in words;
}

/** A sentence, with values in place of {0}, {1}. An unknown key shows itself: seen at once, and nothing breaks. */
export function say(key: string, ...values: readonly (string | number)[]): string {
  return filled(words[key] ?? key, values);
}

/**
 * A sentence with its values. One that is read the other way turns nothing around it round: it stands within isolates, which
 * nobody sees (Unicode Standard Annex 9).
 */
export function filled(sentence: string, values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    if (typeof value === "string") {
      return FROM_RIGHT.test(value) ? `\u2068${value}\u2069` : value;
    }
    return value === undefined ? whole : number.format(value);
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
