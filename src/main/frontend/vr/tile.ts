import type { Mesh } from "three";
import type { Throw } from "#protocol";
import { drawHand, heightOf } from "./hand-picture.ts";
import { Paper, rounded, TEXT } from "./paper.ts";
import type { Target } from "./targets.ts";
import { wrap } from "./wrap.ts";

export interface TileLook {
  words: string;
  move?: Throw;
  color?: string;
  /** What is chosen, or what is meant to be. */
  bright?: boolean;
  faint?: boolean;
}

const PIXELS = 300;
const FONT = `650 40px ${TEXT}`;
const HAND = 170;

/** A square to be pressed, with a hand or words on it. */
export class Tile implements Target {
  /** Metres. */
  static readonly SIZE = 0.26;

  press: () => void = () => undefined;
  readonly #paper = new Paper(PIXELS / Tile.SIZE);
  #look: TileLook | undefined;
  #drawn = "";
  #hovered = false;

  constructor() {
    this.#paper.mesh.renderOrder = 8;
  }

  get mesh(): Mesh {
    return this.#paper.mesh;
  }

  get words(): string {
    return this.#look?.words ?? "";
  }

  hover(on: boolean): void {
    if (on !== this.#hovered) {
      this.#hovered = on;
      this.#draw();
    }
  }

  look(look: TileLook): void {
    this.#look = look;
    this.#draw();
  }

  remove(): void {
    this.#paper.remove();
  }

  /** Only where something is to be seen of it. */
  #draw(): void {
    const { words = "", move, color = "#7575e9", bright = false, faint = false } = this.#look ?? {};
    const drawn = JSON.stringify([words, move, color, bright, faint, this.#hovered]);
    if (drawn === this.#drawn) {
      return;
    }
    this.#drawn = drawn;
    this.#paper.draw(PIXELS, PIXELS, (pen) => {
      pen.fillStyle = this.#hovered && !faint ? "#fff8ef" : bright ? "#ffce73" : "rgb(30 20 40 / 0%)";
      rounded(pen, { width: PIXELS, height: PIXELS, radius: 56 });
      const inner = bright && move === undefined ? "#ff8a66" : move === undefined ? "#3a2c4c" : "#fff8ef";
      pen.globalAlpha = faint ? 0.4 : 1;
      pen.fillStyle = inner;
      rounded(pen, { x: 12, y: 12, width: PIXELS - 24, height: PIXELS - 24, radius: 46 });
      pen.fillStyle = move === undefined && !bright ? "#fff4e6" : "#241f2b";
      pen.font = FONT;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      if (move === undefined) {
        const lines = wrap(words, PIXELS - 56, 3, (part) => pen.measureText(part).width);
        lines.forEach((line, row) => pen.fillText(line, PIXELS / 2, PIXELS / 2 + (row - (lines.length - 1) / 2) * 48));
      } else {
        drawHand(pen, move, color, { x: (PIXELS - HAND) / 2, y: 118 - heightOf(HAND) / 2, width: HAND });
        pen.fillText(words, PIXELS / 2, PIXELS - 58);
      }
      pen.globalAlpha = 1;
    });
  }
}
