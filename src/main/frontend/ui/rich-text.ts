/**
 * A line's text as parts: what is said, links that are safe to follow, and code in backticks. Parts only, no markup: whatever
 * else somebody typed stays text.
 */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "code"; text: string; block: boolean };

const CODE = /```\n?([\s\S]+?)\n?```|`([^`\n]+)`/g;
const ADDRESS = /\bhttps?:\/\/[^\s<>"`]+/gi;
const CLOSERS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

export function parse(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    linksIn(text.slice(from, match.index), parts);
    const [whole, block, inline] = match;
    parts.push({ kind: "code", text: block ?? inline ?? "", block: block !== undefined });
    from = match.index + whole.length;
  }
  linksIn(text.slice(from), parts);
  return parts;
}

/** One to three emoji and nothing else: shown larger, as a gesture rather than a sentence. */
export function isGesture(text: string): boolean {
  return /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?(?:\u200D\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?)*\s*){1,3}$/u.test(
    text,
  );
}

function linksIn(text: string, parts: Part[]): void {
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0]);
    const href = safe(address);
    if (href === undefined) {
      continue;
    }
    say(text.slice(from, match.index), parts);
    parts.push({ kind: "link", text: address, href });
    from = match.index + address.length;
  }
  say(text.slice(from), parts);
}

function say(text: string, parts: Part[]): void {
  if (text !== "") {
    parts.push({ kind: "text", text });
  }
}

/** A full stop or a bracket that closes around the address belongs to the sentence. */
function withoutTrailing(address: string): string {
  for (let end = address.length; ; end--) {
    const last = address.charAt(end - 1);
    const opener = CLOSERS[last];
    const kept = address.slice(0, end);
    const closesAround = opener !== undefined && kept.split(last).length > kept.split(opener).length;
    if (!closesAround && !/[.,;:!?'’”»…*_]/.test(last)) {
      return kept;
    }
  }
}

function safe(address: string): string | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const url = new URL(address);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}
