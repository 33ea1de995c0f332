import type { Mesh } from "three";
import { whyNot } from "../match.ts";
import type { Entity } from "./aframe.d.ts";
import { met, type Somebody } from "./gaze.ts";
import { forTyping } from "./keys.ts";
import { Paper, rounded, TEXT } from "./paper.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";
import { hit, targetsOf, type Target } from "./targets.ts";
import { THREE } from "./three.ts";
import { say } from "./words.ts";
import { shorten } from "./wrap.ts";

interface Data {
  /** How far away one can still challenge somebody, in metres. */
  far: number;
  /** Shows what a press would do only in a headset: where the page around the scene shows it too. */
  headset: boolean;
}

const EVERY_MS = 120;
const LENGTH = 6;
const KEY = "KeyC";

const SCALE = 760;
const FONT = `600 44px ${TEXT}`;
const WIDEST = 620;
const OVER_HEAD = 0.5;
const READABLE = 2.6;

type Vector = InstanceType<typeof THREE.Vector3>;
type Matrix = InstanceType<typeof THREE.Matrix4>;

/** What somebody points with: a controller or a hand. */
interface Laser {
  readonly beam: Mesh;
  readonly matrix: Matrix;
  target: Target | undefined;
  who: string | undefined;
  seen: boolean;
}

const from: Vector = new THREE.Vector3();
const way: Vector = new THREE.Vector3();
const eye: Vector = new THREE.Vector3();
const glance: Matrix = new THREE.Matrix4();

/**
 * `parlor-pointer`, on the rig: whom one looks at, and what one points to with a controller. The scene's event `parlor-look` tells of it
 * with an `id`; C, a trigger or a pinch challenges them. Tiles are pressed with a trigger or a pinch, or the mouse.
 */
class Pointer extends Part<Data> {
  readonly #lasers = new Map<XRInputSource, Laser>();
  readonly #listening = new AbortController();
  readonly #others: Somebody[] = [];
  #looked: string | undefined;
  #hint: { paper: Paper; id: string; words: string } | undefined;
  #next = 0;

  constructor(el: Entity, data: Data) {
    super(el, data);
    const { signal } = this.#listening;
    const scene = el.sceneEl;
    addEventListener("keydown", (event) => this.#pressed(event), { signal });
    scene.addEventListener("click", (event) => this.#clicked(event), { signal });
    scene.addEventListener(
      "enter-vr",
      () => scene.xrSession?.addEventListener("select", (event) => this.#pull(event), { signal }),
      { signal },
    );
    scene.addEventListener("exit-vr", () => this.#putDown(), { signal });
  }

  /** Whom one looks at or points to now. */
  get looked(): string | undefined {
    return this.#looked;
  }

  override remove(): void {
    this.#listening.abort();
    this.#putDown();
    this.#hint?.paper.remove();
  }

  override tick(time: number): void {
    this.#track();
    if (time >= this.#next) {
      this.#next = time + EVERY_MS;
      this.#see();
    }
    this.#hang();
  }

  /** Whom one meets: with a controller where there is one, else with one's eyes. */
  #see(): void {
    const room = roomOf(this.el);
    const camera = this.el.sceneEl.camera;
    if (room === undefined || camera === undefined) {
      return;
    }
    const me = room.welcome?.you.id;
    const now = performance.now();
    this.#others.length = 0;
    for (const id of room.poses.ids) {
      const body = id !== me && room.participants.has(id) ? room.poses.at(id, now) : undefined;
      if (body !== undefined) {
        this.#others.push({ id, head: body.head.p });
      }
    }
    const targets = targetsOf(this.el.sceneEl);
    const pointed = new Set<Target>();
    let looked: string | undefined;
    for (const laser of this.#lasers.values()) {
      aim(laser.matrix);
      laser.target = hit(targets, from, way);
      laser.who = laser.target === undefined ? met(from, way, this.#others, this.data.far, laser.who) : undefined;
      laser.beam.visible = laser.seen && (targets.size > 0 || laser.who !== undefined);
      looked ??= laser.who;
      if (laser.target !== undefined) {
        pointed.add(laser.target);
      }
    }
    targets.forEach((target) => target.hover(pointed.has(target)));
    if (this.#lasers.size === 0) {
      camera.getWorldPosition(from);
      camera.getWorldDirection(way);
      looked = met(from, way, this.#others, this.data.far, this.#looked);
    }
    if (looked !== this.#looked) {
      this.#looked = looked;
      this.el.sceneEl.emit("parlor-look", { id: looked }, false);
    }
    this.#tell();
  }

  /** What a press would do, over the head of the one it would be done to. */
  #tell(): void {
    const room = roomOf(this.el);
    const id = this.#looked;
    const shown = !this.data.headset || this.el.sceneEl.is("vr-mode");
    const name = id === undefined ? undefined : room?.participants.get(id)?.name;
    const can = id !== undefined && whyNot(room?.matches?.all ?? [], room?.welcome?.you.id, id) === undefined;
    if (!shown || !can || name === undefined) {
      this.#hint?.paper.remove();
      this.#hint = undefined;
      return;
    }
    const words = say("challenge.whom", name) + (this.el.sceneEl.is("vr-mode") ? "" : " · C");
    if (this.#hint?.id !== id || this.#hint.words !== words) {
      this.#hint?.paper.remove();
      this.#hint = { paper: hintOf(words), id, words };
      this.el.sceneEl.object3D.add(this.#hint.paper.mesh);
    }
  }

  #hang(): void {
    const camera = this.el.sceneEl.camera;
    if (this.#hint === undefined || camera === undefined) {
      return;
    }
    const { paper, id } = this.#hint;
    const body = roomOf(this.el)?.poses.at(id, performance.now());
    paper.mesh.visible = body !== undefined;
    if (body !== undefined) {
      camera.getWorldPosition(eye);
      paper.mesh.position.set(body.head.p[0], body.head.p[1] + OVER_HEAD, body.head.p[2]);
      paper.zoom(Math.max(1, eye.distanceTo(paper.mesh.position) / READABLE));
      paper.mesh.lookAt(eye);
    }
  }

  /** Reads from the headset itself where its controllers point. */
  #track(): void {
    const { xrSession, frame, renderer } = this.el.sceneEl;
    const space = xrSession === undefined ? null : renderer.xr.getReferenceSpace();
    if (xrSession !== undefined && frame === undefined) {
      return; // Between two frames of the headset nothing is known anew.
    }
    this.#lasers.forEach((laser) => (laser.seen = false));
    if (xrSession !== undefined && frame !== undefined && space !== null) {
      for (const source of xrSession.inputSources) {
        const pose =
          source.targetRayMode === "tracked-pointer" ? frame.getPose(source.targetRaySpace, space) : undefined;
        if (pose) {
          const laser = this.#laser(source);
          laser.seen = true;
          this.#place(laser.matrix, pose);
          laser.beam.matrix.copy(laser.matrix);
        }
      }
    }
    for (const [source, laser] of this.#lasers) {
      if (!laser.seen) {
        drop(laser);
        this.#lasers.delete(source);
      }
    }
  }

  #laser(source: XRInputSource): Laser {
    let laser = this.#lasers.get(source);
    if (laser === undefined) {
      laser = { beam: beam(), matrix: new THREE.Matrix4(), target: undefined, who: undefined, seen: true };
      this.#lasers.set(source, laser);
      this.el.sceneEl.object3D.add(laser.beam);
    }
    return laser;
  }

  /** What a headset tells is relative to what holds the camera. */
  #place(matrix: Matrix, pose: XRPose): void {
    const holder = this.el.sceneEl.camera?.el.object3D.parent ?? this.el.object3D;
    matrix.fromArray(pose.transform.matrix).premultiply(holder.matrixWorld);
  }

  /** The trigger, or a pinch. */
  #pull({ inputSource, frame }: XRInputSourceEvent): void {
    const laser = this.#lasers.get(inputSource);
    aim(laser?.matrix ?? this.#gaze(inputSource, frame));
    const target = hit(targetsOf(this.el.sceneEl), from, way);
    if (target !== undefined) {
      target.press();
    } else {
      this.#challenge(laser === undefined ? this.#looked : laser.who);
    }
  }

  /** Where eyes point that a headset tells of only as one presses, if it does; else straight ahead. */
  #gaze(source: XRInputSource, frame: XRFrame): Matrix {
    const { camera, renderer } = this.el.sceneEl;
    const space = renderer.xr.getReferenceSpace();
    const pose = space === null ? undefined : frame.getPose(source.targetRaySpace, space);
    if (pose) {
      this.#place(glance, pose);
    } else if (camera !== undefined) {
      glance.copy(camera.matrixWorld);
    }
    return glance;
  }

  #pressed(event: KeyboardEvent): void {
    const free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !forTyping(event.target);
    if (event.code === KEY && free && !event.defaultPrevented) {
      this.#challenge(this.#looked);
    }
  }

  /** The mouse presses tiles; whom one looks at is nobody to be clicked by accident. */
  #clicked(event: Event): void {
    const { camera, canvas } = this.el.sceneEl;
    if (!(event instanceof MouseEvent) || event.target !== canvas || camera === undefined) {
      return;
    }
    const { left, top, width, height } = canvas.getBoundingClientRect();
    camera.getWorldPosition(from);
    way
      .set(((event.clientX - left) / width) * 2 - 1, 1 - ((event.clientY - top) / height) * 2, 0.5)
      .unproject(camera)
      .sub(from)
      .normalize();
    hit(targetsOf(this.el.sceneEl), from, way)?.press();
  }

  /** Why it could not be is told by `parlor-errors`, or the page. */
  #challenge(id: string | undefined): void {
    const room = roomOf(this.el);
    if (id !== undefined && whyNot(room?.matches?.all ?? [], room?.welcome?.you.id, id) === undefined) {
      room?.challenge(id).catch(() => undefined);
    }
  }

  #putDown(): void {
    this.#lasers.forEach(drop);
    this.#lasers.clear();
    targetsOf(this.el.sceneEl).forEach((target) => target.hover(false));
  }
}

/** Sets the ray to where something points: along its -z. */
function aim(matrix: Matrix): void {
  from.setFromMatrixPosition(matrix);
  const { elements } = matrix;
  way.set(-elements[8]!, -elements[9]!, -elements[10]!).normalize();
}

function beam(): Mesh {
  const shape = new THREE.CylinderGeometry(0.001, 0.0035, LENGTH, 6, 1, true)
    .rotateX(-Math.PI / 2)
    .translate(0, 0, -LENGTH / 2);
  const light = new THREE.Mesh(
    shape,
    new THREE.MeshBasicMaterial({ color: "#ffce73", transparent: true, opacity: 0.6, depthWrite: false, fog: false }),
  );
  light.matrixAutoUpdate = false;
  light.visible = false;
  light.frustumCulled = false;
  return light;
}

function drop({ beam: light }: Laser): void {
  light.removeFromParent();
  light.geometry.dispose();
  (light.material as InstanceType<typeof THREE.MeshBasicMaterial>).dispose();
}

function hintOf(words: string): Paper {
  const paper = new Paper(SCALE);
  const { pen } = paper;
  pen.font = FONT;
  const text = shorten(words, WIDEST, (part) => pen.measureText(part).width);
  const width = pen.measureText(text).width + 72;
  paper.draw(width, 88, (paint) => {
    paint.fillStyle = "#ff8a66";
    rounded(paint, { width, height: 88, radius: 44 });
    paint.fillStyle = "#241f2b";
    paint.font = FONT;
    paint.textBaseline = "middle";
    paint.fillText(text, 36, 46);
  });
  paper.mesh.renderOrder = 4;
  return paper;
}

register("parlor-pointer", { far: { default: 8 }, headset: { default: false } }, Pointer);
