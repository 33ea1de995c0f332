import type { MatchState, Player, Welcome } from "#protocol";
import { playerIn, sidesFor } from "../match.ts";
import { ofEnd } from "../ui/commentary.ts";
import type { Entity } from "./aframe.d.ts";
import { drawHand, heightOf } from "./hand-picture.ts";
import { FACE, Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";
import { THREE } from "./three.ts";
import { say, saying } from "./words.ts";
import { shorten } from "./wrap.ts";

interface Data {
  /** Metres. */
  width: number;
  /** How long the end of a match stays, in seconds. */
  seconds: number;
}

const WIDTH = 820;
const HEIGHT = 380;
const PAD = 44;
const HAND = 190;
const NAME = `650 50px ${TEXT}`;
const SCORE = `650 120px ${FACE}`;
const WORDS = `500 40px ${TEXT}`;

const eye = new THREE.Vector3();

/** `parlor-match-table`: the match that is played in the room, on a board that turns to its reader. Nothing is there while nobody plays. */
class MatchTable extends Part<Data> {
  #paper: Paper | undefined;
  #shown: MatchState | undefined;
  #until = Infinity;
  readonly #listening = new AbortController();

  constructor(el: Entity, data: Data) {
    super(el, data);
    const { signal } = this.#listening;
    el.sceneEl.addEventListener("parlor-match", () => this.#look(), { signal });
    el.sceneEl.addEventListener("parlor-welcome", (event) => this.#begin((event as CustomEvent<Welcome>).detail), {
      signal,
    });
  }

  /** What is shown now. */
  get match(): MatchState | undefined {
    return this.#shown;
  }

  override remove(): void {
    this.#listening.abort();
    this.#clear();
  }

  override tick(): void {
    const camera = this.el.sceneEl.camera;
    if (this.#paper === undefined || camera === undefined) {
      return;
    }
    if (performance.now() > this.#until) {
      this.#clear();
      return;
    }
    camera.getWorldPosition(eye);
    this.el.object3D.worldToLocal(eye);
    this.#paper.mesh.rotation.y = Math.atan2(eye.x, eye.z);
  }

  /** What was over before one came is of no interest. */
  #begin({ matches }: Welcome): void {
    this.#clear();
    if (matches.some(({ status }) => status === "playing")) {
      this.#look();
    }
  }

  /** One's own match, else one that is being played, else how the one that was shown ended. */
  #look(): void {
    const room = roomOf(this.el);
    const me = room?.welcome?.you.id ?? "";
    const playing = room?.matches?.all.filter(({ status }) => status === "playing") ?? [];
    const shown = this.#shown === undefined ? undefined : room?.matches?.get(this.#shown.id);
    const match = playing.find((each) => playerIn(each, me)) ?? playing[0] ?? shown;
    if (match === undefined) {
      this.#clear();
    } else if (match !== this.#shown) {
      const ended = match.status === "over";
      this.#until = !ended ? Infinity : Math.min(this.#until, performance.now() + this.data.seconds * 1000);
      this.#shown = match;
      this.#draw(match);
    }
  }

  #clear(): void {
    this.#paper?.remove();
    this.#paper = undefined;
    this.#shown = undefined;
    this.#until = Infinity;
  }

  #draw(match: MatchState): void {
    if (this.#paper === undefined) {
      this.#paper = new Paper(WIDTH / this.data.width);
      this.#paper.mesh.renderOrder = 2;
      this.el.object3D.add(this.#paper.mesh);
    }
    this.#paper.draw(WIDTH, HEIGHT, (pen) => {
      pen.fillStyle = "rgb(30 20 40 / 90%)";
      rounded(pen, { width: WIDTH, height: HEIGHT, radius: 60 });
      const [left, right] = sidesFor(match, roomOf(this.el)?.welcome?.you.id);
      this.#side(pen, match, left, false);
      this.#side(pen, match, right, true);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillStyle = "#fff4e6";
      pen.font = SCORE;
      pen.fillText(`${left.score} : ${right.score}`, WIDTH / 2, 200);
      pen.font = WORDS;
      pen.fillStyle = match.status === "over" ? "#ffce73" : "rgb(255 244 230 / 76%)";
      const words =
        match.status === "over" ? saying(ofEnd(match, undefined)) : say("match.round", match.round, match.bestOf);
      pen.fillText(
        shorten(words, WIDTH - 2 * PAD, (text) => pen.measureText(text).width),
        WIDTH / 2,
        HEIGHT - PAD - 14,
      );
    });
  }

  /** Who, and what they threw last; who lost the round is fainter. */
  #side(pen: CanvasRenderingContext2D, match: MatchState, player: Player, mirrored: boolean): void {
    const half = WIDTH / 2 - PAD - 20;
    pen.font = NAME;
    pen.textBaseline = "middle";
    pen.textAlign = mirrored ? "right" : "left";
    pen.fillStyle = `color-mix(in oklab, ${player.color} 62%, white)`;
    const name = shorten(player.name, half, (text) => pen.measureText(text).width);
    pen.fillText(name, mirrored ? WIDTH - PAD : PAD, PAD + 24);
    const move = match.last?.moves[player.id];
    if (move !== undefined) {
      pen.globalAlpha = match.last?.winner === undefined || match.last.winner === player.id ? 1 : 0.5;
      const x = mirrored ? WIDTH - PAD - HAND : PAD;
      drawHand(pen, move, player.color, { x, y: 205 - heightOf(HAND) / 2, width: HAND, mirrored });
      pen.globalAlpha = 1;
    }
  }
}

register("parlor-match-table", { width: { default: 1.15 }, seconds: { default: 45 } }, MatchTable);
