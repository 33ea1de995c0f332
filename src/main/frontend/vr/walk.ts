import type { Entity } from "./aframe.d.ts";
import { heading } from "./heading.ts";
import { Keys } from "./keys.ts";
import { Part, register } from "./part.ts";
import { THREE } from "./three.ts";
import { Touch } from "./touch.ts";

interface Data {
  /** Metres a second. */
  speed: number;
  /** How far from the middle of the scene one may go, in metres; 0 is anywhere. */
  radius: number;
  /** What one can't walk through around the middle, in metres: a table. */
  middle: number;
  /** Degrees that a flick of the right stick turns. */
  snap: number;
}

/** Sticks rest near the middle, not in it. */
const REST = 0.2;
const FLICK = 0.7;
/** How soon one is at full speed and at rest again, in seconds. */
const EASE = 0.09;
const LONGEST_FRAME = 100;
/** How far a key turns in a second. */
const TURN = THREE.MathUtils.degToRad(100);

const UP = new THREE.Vector3(0, 1, 0);
const head = new THREE.Vector3();
const ahead = new THREE.Vector3();

/** `parlor-walk`, on the rig: WASD and arrows, Q and E to turn, a finger on the screen, or the sticks of a headset's controllers. */
class Walk extends Part<Data> {
  readonly #keys = new Keys();
  readonly #touch: Touch;
  readonly #going = new THREE.Vector2();
  readonly #wish = new THREE.Vector2();
  #flicked = false;

  constructor(el: Entity, data: Data) {
    super(el, data);
    this.#touch = new Touch(el.sceneEl);
  }

  override remove(): void {
    this.#keys.remove();
    this.#touch.remove();
  }

  override tick(_time: number, delta: number): void {
    const seconds = Math.min(delta, LONGEST_FRAME) / 1000;
    const stick = this.#sticks();
    this.#wish.set(
      this.#keys.right + this.#touch.right + stick.right,
      this.#keys.ahead + this.#touch.ahead + stick.ahead,
    );
    this.#wish.clampLength(0, 1);
    this.#going.lerp(this.#wish, 1 - Math.exp(-seconds / EASE));
    if (this.#going.length() > 0.01) {
      this.#go(seconds * this.data.speed);
    }
    if (this.#keys.turn !== 0) {
      this.#turn(-this.#keys.turn * TURN * seconds);
    }
    if (Math.abs(stick.turn) > FLICK !== this.#flicked) {
      this.#flicked = !this.#flicked;
      if (this.#flicked) {
        this.#turn(-Math.sign(stick.turn) * THREE.MathUtils.degToRad(this.data.snap));
      }
    }
  }

  /** Ahead is where one looks, along the floor. */
  #go(metres: number): void {
    const camera = this.el.sceneEl.camera;
    if (camera === undefined) {
      return;
    }
    heading(camera, ahead);
    const { x: right, y: forward } = this.#going;
    const dx = (ahead.x * forward - ahead.z * right) * metres;
    const dz = (ahead.z * forward + ahead.x * right) * metres;
    camera.getWorldPosition(head);
    const [x, z] = this.#allowed(head.x + dx, head.z + dz);
    this.el.object3D.position.x += x - head.x;
    this.el.object3D.position.z += z - head.z;
  }

  /** Along walls and around the table one slides. */
  #allowed(x: number, z: number): [number, number] {
    const { radius, middle } = this.data;
    const far = Math.hypot(x, z);
    const near = Math.max(far, 0.001);
    const kept = radius > 0 && far > radius ? radius / far : far < middle ? middle / near : 1;
    return [x * kept, z * kept];
  }

  /** About one's head, so that one stays where one is. */
  #turn(angle: number): void {
    const rig = this.el.object3D;
    this.el.sceneEl.camera?.getWorldPosition(head);
    rig.position.sub(head).applyAxisAngle(UP, angle).add(head);
    rig.rotation.y += angle;
  }

  #sticks(): { right: number; ahead: number; turn: number } {
    const moved = { right: 0, ahead: 0, turn: 0 };
    for (const { handedness, gamepad } of this.el.sceneEl.xrSession?.inputSources ?? []) {
      const [, , x = 0, y = 0] = gamepad?.axes ?? [];
      if (handedness === "right") {
        moved.turn = x;
      } else {
        moved.right += Math.abs(x) > REST ? x : 0;
        moved.ahead -= Math.abs(y) > REST ? y : 0;
      }
    }
    return moved;
  }
}

register(
  "parlor-walk",
  { speed: { default: 2.4 }, radius: { default: 0 }, middle: { default: 0 }, snap: { default: 45 } },
  Walk,
);
