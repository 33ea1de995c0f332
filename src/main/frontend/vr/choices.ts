import type { MatchState, Throw } from "#protocol";
import { opponentIn, playerIn } from "../match.ts";
import { ofChoice, ofEnd } from "../ui/commentary.ts";
import type { Entity } from "./aframe.d.ts";
import { FACE, Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";
import { targetsOf } from "./targets.ts";
import { THREE } from "./three.ts";
import { Tile, type TileLook } from "./tile.ts";
import { say, saying } from "./words.ts";
import { wrap } from "./wrap.ts";

interface Data {
  /** Only in a headset: where the page around the scene has buttons for the same. */
  headset: boolean;
}

/** What one is asked for now: a sentence, and what can be answered. */
interface Asked {
  /** Of which this is the same question. */
  about: string;
  words: string;
  answers: readonly (TileLook & { press: () => void })[];
}

const MOVES: readonly Throw[] = ["rock", "paper", "scissors"];
/** In front of one, at arm's length and a little below the eyes, in metres; placed anew when one has turned or gone away. */
const AWAY = 0.9;
const LOWER = 0.3;
const GAP = 0.05;
const TURNED = Math.cos(THREE.MathUtils.degToRad(50));
const GONE = 1.6;
const EVERY_MS = 200;

const SCALE = 1_000;
const FONT = `600 46px ${TEXT}`;
const CLOCK = `650 54px ${FACE}`;
const LINE = 58;
const WIDEST = 820;
const PAD = 38;

const eye = new THREE.Vector3();
const ahead = new THREE.Vector3();
const there = new THREE.Vector3();

/** `parlor-choices`: tiles before one to accept a challenge, to throw a hand, to play again. To be pointed at, see `parlor-pointer`. */
class Choices extends Part<Data> {
  readonly #anchor = new THREE.Group();
  readonly #tiles: Tile[] = [];
  #words: Paper | undefined;
  #said = "";
  #about: string | undefined;
  #answered: string | undefined;
  #next = 0;

  constructor(el: Entity, data: Data) {
    super(el, data);
    el.object3D.add(this.#anchor);
  }

  /** What can be pressed now. */
  get tiles(): readonly Tile[] {
    return this.#tiles;
  }

  override remove(): void {
    this.#clear();
    this.#anchor.removeFromParent();
  }

  override tick(time: number): void {
    if (time < this.#next) {
      return;
    }
    this.#next = time + EVERY_MS;
    const shown = !this.data.headset || this.el.sceneEl.is("vr-mode");
    const asked = shown ? this.#ask() : undefined;
    if (asked === undefined) {
      this.#clear();
      return;
    }
    if (asked.about !== this.#about) {
      this.#clear();
      this.#about = asked.about;
      this.#place();
    } else if (this.#outOfSight()) {
      this.#place();
    }
    this.#say(asked.words);
    this.#lay(asked);
  }

  #ask(): Asked | undefined {
    const room = roomOf(this.el);
    const me = room?.welcome?.you.id;
    const play = room?.game;
    if (room?.matches === undefined || me === undefined || play === undefined) {
      return undefined;
    }
    const { matches } = room;
    const playing = matches.all.find((match) => match.status === "playing" && playerIn(match, me));
    if (playing !== undefined) {
      this.#answered = undefined;
      return this.#round(playing, me);
    }
    const begun = play.matched;
    if (begun?.state !== undefined && matches.get(begun.match) === undefined && begun.match !== this.#answered) {
      return {
        about: begun.match,
        words: say("match.elsewhere", opponentIn(begun.state, me)?.name ?? ""),
        answers: [
          { words: say("match.go"), bright: true, press: () => location.assign(`/rps/${begun.room}`) },
          { words: say("challenge.decline"), press: () => void (this.#answered = begun.match) },
        ],
      };
    }
    const challenge = play.challenges.find(({ match }) => matches.get(match)?.status === "waiting");
    if (challenge !== undefined) {
      return {
        about: challenge.match,
        words: `${say("challenge.asks", challenge.from.name)} ${say("match.best", challenge.bestOf)}.`,
        answers: [
          { words: say("challenge.accept"), bright: true, press: () => this.#try(play.accept(challenge.match)) },
          { words: say("challenge.decline"), press: () => this.#try(play.decline(challenge.match)) },
        ],
      };
    }
    // An end that was not seen as it came is none to ask about: it is the match that one has just played here.
    const over = this.#about === undefined ? undefined : matches.get(this.#about.split(" ")[0]!);
    return over?.status === "over" && over.round > 0 && over.id !== this.#answered ? this.#end(over, me) : undefined;
  }

  #round(match: MatchState, me: string): Asked {
    const play = roomOf(this.el)?.game;
    const left = Math.ceil((roomOf(this.el)?.matches?.until(match.deadline ?? 0) ?? 0) / 1000);
    const made = play?.moveIn(match);
    const done = made !== undefined || playerIn(match, me)?.moved === true;
    const other = opponentIn(match, me)?.name ?? "";
    const words = done ? saying(ofChoice(made, other)) : say("match.choose", match.round);
    const color = playerIn(match, me)?.color ?? "#7575e9";
    return {
      about: match.id,
      words: `${words}\n${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`,
      answers: MOVES.map((move) => ({
        words: say(`move.${move}`),
        move,
        color,
        bright: made === move,
        faint: done && made !== move,
        press: () => done || this.#try(play?.move(match, move)),
      })),
    };
  }

  #end(match: MatchState, me: string): Asked {
    const play = roomOf(this.el)?.game;
    const matches = roomOf(this.el)?.matches;
    const wanted = match.rematch.includes(me);
    const late = matches?.canBePlayedAgain(match.id) !== true;
    const again = {
      words: say("rematch"),
      bright: true,
      press: () => this.#try(play?.rematch(match.id, matches)),
    };
    const enough = { words: say("vr.enough"), press: () => void (this.#answered = match.id) };
    return {
      about: `${match.id} over`,
      words: wanted && !late ? say("rematch.waits", opponentIn(match, me)?.name ?? "") : saying(ofEnd(match, me)),
      answers: wanted || late ? [enough] : [again, enough],
    };
  }

  /** Why something was refused is told by `parlor-errors`. */
  #try(act: Promise<void> | undefined): void {
    act?.catch(() => undefined);
    this.#next = 0;
  }

  #say(words: string): void {
    if (words === this.#said && this.#words !== undefined) {
      return;
    }
    this.#said = words;
    this.#words ??= new Paper(SCALE);
    const { pen } = this.#words;
    const [text = "", clock] = words.split("\n");
    pen.font = FONT;
    const lines = wrap(text, WIDEST, 3, (part) => pen.measureText(part).width);
    const width = Math.max(360, ...lines.map((line) => pen.measureText(line).width)) + 2 * PAD;
    const height = (lines.length + (clock === undefined ? 0 : 1)) * LINE + 2 * PAD - 16;
    this.#words.draw(width, height, (paint) => {
      paint.fillStyle = "rgb(30 20 40 / 92%)";
      rounded(paint, { width, height, radius: 40 });
      paint.textAlign = "center";
      paint.textBaseline = "middle";
      paint.fillStyle = "#fff4e6";
      paint.font = FONT;
      lines.forEach((line, row) => paint.fillText(line, width / 2, PAD - 6 + (row + 0.5) * LINE));
      if (clock !== undefined) {
        paint.fillStyle = "#ffce73";
        paint.font = CLOCK;
        paint.fillText(clock, width / 2, PAD - 6 + (lines.length + 0.5) * LINE);
      }
    });
    this.#words.mesh.position.set(0, Tile.SIZE / 2 + this.#words.height / 2 + GAP, 0);
    this.#words.mesh.renderOrder = 8;
    this.#anchor.add(this.#words.mesh);
  }

  #lay({ answers }: Asked): void {
    const targets = targetsOf(this.el.sceneEl);
    while (this.#tiles.length > answers.length) {
      const tile = this.#tiles.pop()!;
      targets.delete(tile);
      tile.remove();
    }
    answers.forEach((answer, index) => {
      let tile = this.#tiles[index];
      if (tile === undefined) {
        tile = new Tile();
        this.#tiles.push(tile);
        this.#anchor.add(tile.mesh);
        targets.add(tile);
      }
      tile.press = answer.press;
      tile.look(answer);
      tile.mesh.position.x = (index - (answers.length - 1) / 2) * (Tile.SIZE + GAP);
    });
  }

  #place(): void {
    const camera = this.el.sceneEl.camera;
    if (camera !== undefined) {
      camera.getWorldPosition(eye);
      camera.getWorldDirection(ahead).setY(0).normalize();
      this.#anchor.position.copy(eye).addScaledVector(ahead, AWAY);
      this.#anchor.position.y -= LOWER;
      this.#anchor.lookAt(eye);
    }
  }

  #outOfSight(): boolean {
    const camera = this.el.sceneEl.camera;
    if (camera === undefined) {
      return false;
    }
    camera.getWorldPosition(eye);
    camera.getWorldDirection(ahead).setY(0).normalize();
    there.copy(this.#anchor.position).sub(eye).setY(0);
    return there.length() > GONE || there.normalize().dot(ahead) < TURNED;
  }

  #clear(): void {
    const targets = targetsOf(this.el.sceneEl);
    this.#tiles.splice(0).forEach((tile) => {
      targets.delete(tile);
      tile.remove();
    });
    this.#words?.remove();
    this.#words = undefined;
    this.#about = undefined;
  }
}

register("parlor-choices", { headset: { default: false } }, Choices);
