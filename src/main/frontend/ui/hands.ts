import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Throw } from "#protocol";
import { inColor } from "./person.ts";

/** The three moves, in the order of their keys R, P, S. */
export const throws: readonly Throw[] = ["rock", "paper", "scissors"];

/** A rounded bar from a point, so long and so thick, turned about its own root. */
const bar = (kind: string, x: number, y: number, length: number, thick: number, turn: number): SVGTemplateResult =>
  svg`<rect class="skin ${kind}" x=${x} y=${y} width=${length} height=${thick} rx=${thick / 2} transform="rotate(${turn} ${x + thick / 2} ${y + thick / 2})" />`;

const finger = (x: number, y: number, length: number, turn = 0): SVGTemplateResult => bar("", x, y, length, 15, turn);

const thumb = (x: number, y: number, length: number, turn: number): SVGTemplateResult =>
  bar("thumb", x, y, length, 18, turn);

const palm = svg`<rect class="skin" x="32" y="26" width="46" height="58" rx="21" />`;

const sleeve = svg`<path class="sleeve" d="M0 44q0-6 6-6h22v34H6q-6 0-6-6z" /><rect class="cuff" x="24" y="33" width="14" height="44" rx="5" />`;

const drawings: Readonly<Record<Throw, SVGTemplateResult>> = {
  rock: svg`${palm}${finger(56, 25, 32)}${finger(56, 40, 35)}${finger(56, 55, 34)}${finger(56, 69, 30)}
    <path class="crease" d="M69 40h16M69 55h18M69 69.500h15" />${thumb(42, 27, 40, 22)}`,
  paper: svg`${palm}
    ${finger(58, 26, 46, -9)}${finger(58, 40, 56, -3)}${finger(57, 54, 53, 3)}${finger(55, 67, 43, 10)}
    <path class="crease" d="M70 40.500l19-2.500M70 54.500h22M69 68l19 2" />${thumb(40, 37, 46, -62)}`,
  scissors: svg`${palm}${finger(56, 27, 60, -16)}${finger(56, 42, 60, 8)}
    ${finger(56, 57, 27)}${finger(56, 70, 24)}
    <path class="crease" d="M64 44.500l12-2M67 58l13 1.500M67 70.500h12" />${thumb(42, 43, 36, 28)}`,
};

/**
 * A hand that shows a move, pointing to the right, in somebody's colour. Without a move it is a fist that gives nothing away.
 * Beside words it says nothing itself; `label` is for where there are none.
 */
export function hand(move: Throw | undefined, options: { color?: string; label?: string } = {}): TemplateResult {
  return html`<svg
    class="hand person"
    viewBox="0 0 118 104"
    data-hand=${move ?? "closed"}
    .style=${inColor(options.color)}
    role=${options.label ? "img" : nothing}
    aria-label=${options.label ?? nothing}
    aria-hidden=${options.label ? nothing : "true"}
  >
    ${sleeve}${drawings[move ?? "rock"]}
  </svg>`;
}
