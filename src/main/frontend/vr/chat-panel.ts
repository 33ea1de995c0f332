import type { Mesh } from "three";
import type { ChatRoom, Entry, Line } from "../chat.ts";
import type { Scene } from "./aframe.d.ts";
import { FACE, Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";
import { say } from "./words.ts";
import { shorten, wrap } from "./wrap.ts";

interface Data {
  /** Metres. */
  width: number;
  height: number;
  lines: number;
}

const SCALE = 560;
const PAD = 64;
const LINE = 88;
const NAME_LINE = 68;
const GAP = 18;
const NAME = `650 54px ${TEXT}`;
const WORDS = `400 70px ${TEXT}`;
const PARTS_OF_ONE = 3;

/** What is written on all panels of one size in a scene: drawn once for all of them, and only when there is something new to read. */
class Page {
  readonly #paper = new Paper(SCALE);
  readonly #meshes = new Set<Mesh>();
  #seen: readonly Entry[] | undefined;
  #shown = "";

  constructor(private readonly data: Data) {
    this.#draw("", []);
  }

  /** The same drawing once more. */
  copy(): Mesh {
    const mesh = this.#paper.mesh.clone();
    this.#meshes.add(mesh);
    return mesh;
  }

  /** Takes a copy back. Tells whether others are left. */
  takeBack(mesh: Mesh): boolean {
    mesh.removeFromParent();
    this.#meshes.delete(mesh);
    if (this.#meshes.size === 0) {
      this.#paper.remove();
    }
    return this.#meshes.size > 0;
  }

  /** Asked at each frame by each panel. A chat that has changed in anything has another list of entries. */
  tell(chat: ChatRoom | undefined): void {
    const entries = chat?.entries;
    if (entries === this.#seen) {
      return;
    }
    this.#seen = entries;
    const lines = (entries ?? []).filter((entry) => entry.kind === "line").slice(-this.data.lines);
    const title = chat?.room.room?.name ?? "";
    const shown = JSON.stringify([title, lines.map(({ from, text }) => [from.name, from.color, text])]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#draw(title, lines);
    }
  }

  #draw(title: string, lines: readonly Line[]): void {
    const width = this.data.width * SCALE;
    const height = this.data.height * SCALE;
    this.#paper.draw(width, height, (pen) => {
      pen.fillStyle = "rgb(30 20 40 / 88%)";
      rounded(pen, { width, height, radius: 56 });
      pen.textBaseline = "top";
      pen.fillStyle = "#ffce73";
      pen.font = `650 64px ${FACE}`;
      pen.fillText(
        shorten(`# ${title}`, width - 2 * PAD, (text) => pen.measureText(text).width),
        PAD,
        PAD,
      );
      pen.fillStyle = "rgb(255 244 230 / 16%)";
      pen.fillRect(PAD, PAD + 88, width - 2 * PAD, 2);
      if (lines.length === 0) {
        pen.font = WORDS;
        pen.fillStyle = "rgb(255 244 230 / 60%)";
        pen.fillText(say("vr.panel.empty"), PAD, PAD + 124);
      }
      this.#lines(pen, lines, width, height);
    });
  }

  /** From the bottom up, newest last, as many as there is room for; who goes on talking is named once. */
  #lines(pen: CanvasRenderingContext2D, lines: readonly Line[], width: number, height: number): void {
    const top = PAD + 104;
    let bottom = height - PAD + GAP / 2;
    for (const [index, { from, text }] of [...lines.entries()].toReversed()) {
      const named = lines[index - 1]?.from.id !== from.id;
      pen.font = WORDS;
      const words = wrap(text, width - 2 * PAD, PARTS_OF_ONE, (part) => pen.measureText(part).width);
      const block = words.length * LINE;
      if (bottom - block - NAME_LINE < top) {
        break;
      }
      bottom -= block;
      pen.fillStyle = "#fff4e6";
      words.forEach((line, row) => pen.fillText(line, PAD, bottom + row * LINE));
      if (named || bottom - LINE - NAME_LINE < top) {
        bottom -= NAME_LINE;
        pen.font = NAME;
        pen.fillStyle = bright(from.color);
        pen.fillText(from.name, PAD, bottom);
        bottom -= GAP;
      }
    }
  }
}

const pages = new WeakMap<Scene, Map<string, Page>>();

/** `parlor-chat-panel`: the newest lines of the chat, to be read in the scene. */
class ChatPanel extends Part<Data> {
  #size = "";
  #mesh: Mesh | undefined;

  override update(data: Data): void {
    this.remove();
    this.#size = JSON.stringify(data);
    const page = this.#pages.get(this.#size) ?? new Page(data);
    this.#pages.set(this.#size, page);
    this.#mesh = page.copy();
    this.el.object3D.add(this.#mesh);
  }

  override remove(): void {
    if (this.#mesh !== undefined && this.#page?.takeBack(this.#mesh) === false) {
      this.#pages.delete(this.#size);
    }
  }

  override tick(): void {
    this.#page?.tell(roomOf(this.el)?.chat);
  }

  get #page(): Page | undefined {
    return this.#pages.get(this.#size);
  }

  get #pages(): Map<string, Page> {
    const { sceneEl } = this.el;
    const known = pages.get(sceneEl) ?? new Map<string, Page>();
    pages.set(sceneEl, known);
    return known;
  }
}

/** Somebody's colour, light enough to be read on the dark of the panel. */
function bright(color: string): string {
  return `color-mix(in oklab, ${color} 66%, white)`;
}

register(
  "parlor-chat-panel",
  { width: { default: 2.8 }, height: { default: 2.05 }, lines: { default: 10 } },
  ChatPanel,
);
