import type { Camera } from "three";
import type { Challenged, Match, MatchState, Player, Welcome } from "#protocol";
import { closedRound } from "../match.ts";
import { ofResult } from "../ui/commentary.ts";
import type { Entity } from "./aframe.d.ts";
import { drawHand, heightOf } from "./hand-picture.ts";
import { FACE, Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";
import { THREE } from "./three.ts";
import { say, saying } from "./words.ts";
import { shorten } from "./wrap.ts";

/** A round is shown for so long, and the end of a match, in ms. */
const SHOWN_FOR = 3_500;
const END_SHOWN_FOR = 8_000;
const CALM = 200;
/** Over the name and what is said, in metres over the middle of the head. */
const OVER_HEAD = 0.72;
const READABLE = 3.4;

const SCALE = 620;
const DISC = 270;
const CAPTION = `650 46px ${FACE}`;
const ASKS = `600 44px ${TEXT}`;
const WIDEST = 560;

const eye = new THREE.Vector3();

/** Something over somebody's head. */
interface Shown {
  paper: Paper;
  since: number;
  until: number;
  /** The challenge it tells of: it is gone once that no longer waits, also where its end was missed. */
  challenge?: string;
  /** How a match has ended for them. */
  words?: string | undefined;
}

/** `parlor-throws`, on any entity at the scene's origin: what players threw, over their heads, and who would like to play oneself. */
class Throws extends Part {
  readonly #shown = new Map<string, Shown>();
  /** Which round of each match was closed last when one heard of it, and whether it was over. */
  readonly #known = new Map<string, { closed: number; over: boolean }>();
  readonly #listening = new AbortController();

  constructor(el: Entity, data: object) {
    super(el, data);
    const { signal } = this.#listening;
    const on = (name: string, told: (detail: never) => void): void =>
      el.sceneEl.addEventListener(name, (event) => told((event as CustomEvent<never>).detail), { signal });
    on("parlor-welcome", ({ matches }: Welcome) => this.#begin(matches));
    on("parlor-match", ({ match }: Match) => this.#see(match));
    on("parlor-challenged", (challenge: Challenged) => this.#asked(challenge));
    this.#begin(roomOf(el)?.matches?.all ?? []);
  }

  /** Over whose heads something is shown. */
  get shown(): readonly string[] {
    return [...this.#shown.keys()];
  }

  /** How matches have ended, as it stands over the heads, by participant. */
  get results(): ReadonlyMap<string, string> {
    return new Map([...this.#shown].flatMap(([id, { words }]) => (words === undefined ? [] : [[id, words] as const])));
  }

  override remove(): void {
    this.#listening.abort();
    [...this.#shown.keys()].forEach((id) => this.#drop(id));
  }

  override tick(): void {
    const room = roomOf(this.el);
    const camera = this.el.sceneEl.camera;
    if (this.#shown.size === 0 || room === undefined || camera === undefined) {
      return;
    }
    const now = performance.now();
    for (const [id, shown] of this.#shown) {
      const answered = shown.challenge !== undefined && room.matches?.get(shown.challenge)?.status !== "waiting";
      const body = room.poses.at(id, now);
      if (now > shown.until || answered) {
        this.#drop(id);
      } else {
        shown.paper.mesh.visible = body !== undefined;
        if (body !== undefined) {
          hang(shown, body.head.p, camera, now);
        }
      }
    }
  }

  /** What was thrown before one came is not shown; challenges that still stand are. */
  #begin(matches: readonly MatchState[]): void {
    this.#known.clear();
    matches.forEach((match) => this.#note(match));
    roomOf(this.el)?.game?.challenges.forEach((challenge) => this.#asked(challenge));
  }

  #note(match: MatchState): void {
    this.#known.set(match.id, { closed: closedRound(match), over: match.status === "over" });
    const matches = roomOf(this.el)?.matches;
    [...this.#known.keys()].filter((id) => matches?.get(id) === undefined).forEach((id) => this.#known.delete(id));
  }

  #see(match: MatchState): void {
    const before = this.#known.get(match.id);
    this.#note(match);
    if (before === undefined) {
      return; // It has just begun, or was over long ago.
    }
    const ended = match.status === "over" && !before.over && match.round > 0;
    const closed = closedRound(match) > before.closed;
    for (const player of match.players) {
      const shown = this.#shown.get(player.id);
      if (match.status === "over" && shown?.challenge === match.id) {
        this.#drop(player.id);
      }
      if (closed || ended) {
        const words = ended ? saying(ofResult(match, player)) : undefined;
        this.#show(player.id, thrown(match, player, closed, words), ended ? END_SHOWN_FOR : SHOWN_FOR, { words });
      }
    }
  }

  #asked({ from, match, bestOf }: Challenged): void {
    const waiting = roomOf(this.el)?.matches?.get(match)?.status === "waiting";
    if (waiting) {
      this.#show(from.id, asking(from.color, bestOf), Infinity, { challenge: match });
    }
  }

  #show(id: string, paper: Paper, lasts: number, of: Pick<Shown, "challenge" | "words">): void {
    this.#drop(id);
    const now = performance.now();
    paper.mesh.renderOrder = 4;
    paper.mesh.visible = false;
    this.el.object3D.add(paper.mesh);
    this.#shown.set(id, { paper, since: now, until: now + lasts, ...of });
  }

  #drop(id: string): void {
    this.#shown.get(id)?.paper.remove();
    this.#shown.delete(id);
  }
}

/** Over the head, towards the reader, no smaller for who is further away than can be read. */
function hang({ paper, since, until }: Shown, head: readonly number[], camera: Camera, now: number): void {
  const { mesh } = paper;
  const grown = Math.min(1, (now - since) / CALM);
  camera.getWorldPosition(eye);
  mesh.position.set(head[0]!, head[1]! + OVER_HEAD, head[2]!);
  const size = grown * (2 - grown) * Math.max(1, eye.distanceTo(mesh.position) / READABLE);
  mesh.position.y += (paper.height / 2) * size - 0.2;
  mesh.lookAt(eye);
  paper.zoom(Math.max(0.001, size));
  paper.opacity = Math.min(1, (until - now) / CALM);
}

/** A hand on a round, where a round was closed, with a ring that is golden for who won; how the match ended below it. */
function thrown(match: MatchState, player: Player, closed: boolean, words: string | undefined): Paper {
  const paper = new Paper(SCALE);
  const move = closed ? match.last?.moves[player.id] : undefined;
  const wins = match.winner === player.id;
  const best = closed && match.last?.winner === player.id;
  const { pen } = paper;
  pen.font = CAPTION;
  const wide = words === undefined ? 0 : pen.measureText(words).width + 60;
  const width = Math.max(DISC, wide);
  const top = closed ? DISC : 0;
  paper.draw(width, top + (words === undefined ? 0 : 84), (paint) => {
    if (closed) {
      disc(paint, width / 2, best || wins ? "#ffce73" : player.color);
      const hand = 168;
      const x = (width - hand) / 2;
      if (move === undefined) {
        paint.fillStyle = "#665f70";
        paint.font = `650 120px ${FACE}`;
        paint.textAlign = "center";
        paint.textBaseline = "middle";
        paint.fillText("–", width / 2, DISC / 2);
      } else {
        drawHand(paint, move, player.color, { x, y: (DISC - heightOf(hand)) / 2, width: hand });
      }
    }
    if (words !== undefined) {
      paint.fillStyle = "rgb(26 20 34 / 86%)";
      rounded(paint, { x: (width - wide) / 2, y: top + 10, width: wide, height: 72, radius: 36 });
      paint.fillStyle = wins ? "#ffce73" : "#fff4e6";
      paint.font = CAPTION;
      paint.textAlign = "center";
      paint.textBaseline = "middle";
      paint.fillText(words, width / 2, top + 48);
    }
  });
  return paper;
}

function disc(paint: CanvasRenderingContext2D, middle: number, ring: string): void {
  paint.beginPath();
  paint.arc(middle, DISC / 2, DISC / 2 - 2, 0, 2 * Math.PI);
  paint.fillStyle = ring;
  paint.fill();
  paint.beginPath();
  paint.arc(middle, DISC / 2, DISC / 2 - 16, 0, 2 * Math.PI);
  paint.fillStyle = "#fff8ef";
  paint.fill();
}

/** Readable from some metres: somebody would like to play. */
function asking(color: string, bestOf: number): Paper {
  const paper = new Paper(SCALE);
  const { pen } = paper;
  pen.font = ASKS;
  const text = shorten(say("vr.asks", bestOf), WIDEST, (part) => pen.measureText(part).width);
  const width = pen.measureText(text).width + 190;
  paper.draw(width, 110, (paint) => {
    paint.fillStyle = "#fff8ef";
    rounded(paint, { width, height: 110, radius: 55 });
    drawHand(paint, undefined, color, { x: 34, y: 19, width: 82 });
    paint.fillStyle = "#241f2b";
    paint.font = ASKS;
    paint.textBaseline = "middle";
    paint.fillText(text, 138, 57);
  });
  return paper;
}

register("parlor-throws", {}, Throws);
