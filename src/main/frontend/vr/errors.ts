import type { Refusal } from "#protocol";
import type { ConnectionState } from "../stomp.ts";
import type { Entity } from "./aframe.d.ts";
import { Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { THREE } from "./three.ts";
import { reason, say } from "./words.ts";
import { wrap } from "./wrap.ts";

interface Data {
  /** Only in a headset: where the page around the scene tells the same. */
  headset: boolean;
}

const SCALE = 900;
const FONT = `500 38px ${TEXT}`;
const LINE = 50;
const PAD = 40;
const WIDTH = 820;
const SHOWN_FOR = 8_000;

/** `parlor-errors`, on the scene: what went wrong, in words before one's eyes. A headset has no developer tools. */
class Errors extends Part<Data> {
  readonly #paper = new Paper(SCALE);
  readonly #listening = new AbortController();
  readonly #ahead = new THREE.Vector3(0, -0.28, -1.2);
  #until = 0;

  constructor(el: Entity, data: Data) {
    super(el, data);
    const { signal } = this.#listening;
    const on = (target: EventTarget, name: string, told: (event: never) => string | undefined): void =>
      target.addEventListener(name, (event) => this.#tell(told(event as never)), { signal });
    on(el, "parlor-refused", ({ detail }: CustomEvent<Refusal>) => reason(detail.code));
    on(el, "parlor-problem", ({ detail }: CustomEvent<{ key: string }>) => say(detail.key));
    on(el, "parlor-state", ({ detail }: CustomEvent<ConnectionState>) => phase(detail));
    on(globalThis, "error", ({ message }: ErrorEvent) => say("vr.error", message));
    on(globalThis, "unhandledrejection", ({ reason: why }: PromiseRejectionEvent) => say("vr.error", String(why)));
    this.#paper.mesh.visible = false;
    this.#paper.mesh.renderOrder = 10;
    el.object3D.add(this.#paper.mesh);
  }

  override remove(): void {
    this.#listening.abort();
    this.#paper.remove();
  }

  override tick(time: number): void {
    const { camera } = this.el.sceneEl;
    const { mesh } = this.#paper;
    this.#until = this.#until === Infinity ? time + SHOWN_FOR : this.#until;
    mesh.visible = time < this.#until && (!this.data.headset || this.el.sceneEl.is("vr-mode"));
    if (mesh.visible && camera !== undefined) {
      mesh.position.copy(this.#ahead);
      camera.localToWorld(mesh.position);
      camera.getWorldQuaternion(mesh.quaternion);
    }
  }

  #tell(text: string | undefined): void {
    if (text === undefined) {
      return;
    }
    const { pen } = this.#paper;
    pen.font = FONT;
    const lines = wrap(text, WIDTH - 2 * PAD, 6, (part) => pen.measureText(part).width);
    const height = lines.length * LINE + 2 * PAD;
    this.#paper.draw(WIDTH, height, (paint) => {
      paint.fillStyle = "rgb(30 22 38 / 94%)";
      rounded(paint, { width: WIDTH, height, radius: 40 });
      paint.fillStyle = "#ff8a66";
      rounded(paint, { x: 18, y: 26, width: 8, height: height - 52, radius: 4 });
      paint.fillStyle = "#fff4e6";
      paint.font = FONT;
      paint.textBaseline = "middle";
      lines.forEach((line, index) => paint.fillText(line, PAD + 6, PAD + (index + 0.5) * LINE));
    });
    // From the next frame on, whose clock it is.
    this.#until = Infinity;
  }
}

/** That all is well needs no words. */
function phase(state: ConnectionState): string | undefined {
  return state.phase === "reconnecting" || state.phase === "disconnected" ? say(`phase.${state.phase}`) : undefined;
}

register("parlor-errors", { headset: { default: false } }, Errors);
