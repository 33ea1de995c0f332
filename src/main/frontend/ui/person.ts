import { html, nothing, type TemplateResult } from "lit";
import { say } from "./words.ts";

const COLOR = /^#[0-9a-f]{6}$/i;

/**
 * Somebody's colour for the style sheet (class `person`), to be bound as `.style=${...}`: that goes through the CSSOM, which the
 * page's policy allows, where an attribute would be refused. What is no colour is dropped, as it comes from another's client.
 */
export function inColor(color: string | undefined): string {
  return color !== undefined && COLOR.test(color) ? `--person: ${color}` : "";
}

/** Up to two letters that stand for a name: first and last word, by what the eye counts as a letter. */
export function initials(name: string): string {
  const words = name.split(/[\s_-]+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => firstLetter(word ?? "").toLocaleUpperCase()).join("");
}

/** A round with initials in somebody's colour. The name stands beside it, or in `label` where it does not. */
export function avatar(
  who: { name: string; color?: string },
  size?: "small" | "large",
  label?: string,
): TemplateResult {
  return html`<span
    class="avatar person ${size ?? ""}"
    .style=${inColor(who.color)}
    role=${label ? "img" : nothing}
    aria-label=${label ?? nothing}
    title=${label ?? nothing}
    aria-hidden=${label ? nothing : "true"}
    >${size === "small" ? nothing : initials(who.name)}</span
  >`;
}

/** A name as people have it in lists and matches: oneself is told that it is oneself. */
export function called(who: { id: string; name: string }, you: string | undefined): TemplateResult {
  return html`<span class="called"
    ><span class="name" dir="auto">${who.name}</span
    >${who.id === you ? html` <span class="soft">${say("room.you")}</span>` : nothing}</span
  >`;
}

/** As many pawns as there are people, up to five: a number that one sees before one reads it. */
export function pawns(count: number, seed: string): TemplateResult | typeof nothing {
  const shown = Math.min(count, 5);
  if (shown === 0) {
    return nothing;
  }
  const start = [...seed].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return html`<span class="pawns" aria-hidden="true"
    >${Array.from({ length: shown }, (_, index) => pawn((start + index * 5) % 16))}</span
  >`;
}

function pawn(hue: number): TemplateResult {
  return html`<svg class="pawn person hue-${hue}" viewBox="0 0 14 18">
    <path d="M7 0a4.400 4.400 0 0 1 2.500 8C12 9 13.600 12.400 14 18H0c.4-5.600 2-9 4.500-10A4.400 4.400 0 0 1 7 0Z" />
  </svg>`;
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return first?.segment ?? "";
}
