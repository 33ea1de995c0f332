import { Paper, rounded, TEXT } from "./paper.ts";
import { shorten } from "./wrap.ts";

const SCALE = 700;
const FONT = `600 56px ${TEXT}`;
const HEIGHT = 92;
const PAD = 34;
const WIDEST = 620;

/** Somebody's name, over their head. */
export class Tag {
  readonly paper = new Paper(SCALE);

  constructor(name: string, color: string) {
    const { pen } = this.paper;
    pen.font = FONT;
    const text = shorten(name, WIDEST, (part) => pen.measureText(part).width);
    const width = pen.measureText(text).width + 2 * PAD + 38;
    this.paper.draw(width, HEIGHT, (paint) => {
      paint.fillStyle = "rgb(26 20 34 / 74%)";
      rounded(paint, { width, height: HEIGHT, radius: HEIGHT / 2 });
      paint.fillStyle = color;
      rounded(paint, { x: PAD - 6, y: HEIGHT / 2 - 13, width: 26, height: 26, radius: 13 });
      paint.fillStyle = "#fff8ef";
      paint.font = FONT;
      paint.textBaseline = "middle";
      paint.fillText(text, PAD + 36, HEIGHT / 2 + 3);
    });
    this.paper.mesh.renderOrder = 2;
  }
}
