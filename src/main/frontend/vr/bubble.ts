import { Paper, rounded, TEXT } from "./paper.ts";
import { wrap } from "./wrap.ts";

const SCALE = 600;
const FONT = `500 46px ${TEXT}`;
const LINE = 60;
const PAD = 36;
const WIDEST = 760;
const LINES = 4;
const TAIL = 26;

/** A line one says stands over one's head for as long as it takes to read it, in ms. */
const AT_LEAST = 4_000;
const A_LETTER = 60;
const AT_MOST = 10_000;

export class Bubble {
  readonly paper = new Paper(SCALE);
  readonly until: number;

  constructor(text: string, now: number) {
    this.until = now + Math.min(AT_MOST, AT_LEAST + text.length * A_LETTER);
    const { pen } = this.paper;
    pen.font = FONT;
    const lines = wrap(text.trim(), WIDEST, LINES, (part) => pen.measureText(part).width);
    const width = Math.max(120, ...lines.map((line) => pen.measureText(line).width)) + 2 * PAD;
    const height = lines.length * LINE + 2 * PAD - 10;
    this.paper.draw(width, height + TAIL, (paint) => {
      paint.fillStyle = "#fff8ef";
      rounded(paint, { width, height, radius: 44 });
      paint.beginPath();
      paint.moveTo(width / 2 - 30, height - 2);
      paint.quadraticCurveTo(width / 2 - 6, height + 6, width / 2 - 4, height + TAIL);
      paint.quadraticCurveTo(width / 2 + 16, height + 10, width / 2 + 30, height - 2);
      paint.fill();
      paint.fillStyle = "#241f2b";
      paint.font = FONT;
      paint.textBaseline = "middle";
      paint.textAlign = "center";
      lines.forEach((line, index) => paint.fillText(line, width / 2, PAD - 4 + (index + 0.5) * LINE));
    });
    this.paper.mesh.renderOrder = 3;
  }
}
