import type { Group, Material } from "three";
import type { Bounds, Welcome } from "#protocol";
import type { Node } from "../pose.ts";
import { PoseSender } from "../pose-sender.ts";
import type { Entity } from "./aframe.d.ts";
import { nodeOf } from "./bodies.ts";
import { handMesh } from "./hand.ts";
import { Part, register } from "./part.ts";
import { roomOf, type ParlorRoom } from "./room.ts";
import { heading } from "./heading.ts";
import { place } from "./place.ts";
import { Seat, type Place, type Spot } from "./seats.ts";
import { skinOf } from "./skin.ts";
import { THREE } from "./three.ts";

interface Data {
  /** The circle on which people stand when they come; a radius of 0 leaves the rig where the scene has it. */
  radius: number;
  spots: number;
  /** Whether one sees one's own hands. Off where the scene draws controllers. */
  hands: boolean;
}

type Side = "left" | "right";

const WALL = 0.2;
const A_STEP = 0.01;
const head = new THREE.Vector3();
const ahead = new THREE.Vector3();

/** `parlor-rig`, on the entity that holds the camera: tells the room where one's head is, and one's hands when there are any. */
class Rig extends Part<Data> {
  readonly #sender = new PoseSender((pose) => roomOf(this.el)?.move(pose));
  readonly #hands = new Map<Side, Group>();
  readonly #parts = { head: new THREE.Matrix4(), left: new THREE.Matrix4(), right: new THREE.Matrix4() };
  /** What the headset told of in this frame. */
  readonly #tracked = new Set<Side | "head">();
  readonly #welcomed = (event: Event): void => this.#enter((event as CustomEvent<Welcome>).detail);
  readonly #listening = new AbortController();
  #skin: Material | undefined;
  #bounds: Bounds | undefined;
  #placed = false;
  /** While somebody may come to it who doesn't know that it is taken. */
  #seat: Seat | undefined;

  constructor(el: Entity, data: Data) {
    super(el, data);
    el.sceneEl.addEventListener("parlor-welcome", this.#welcomed);
    const welcome = roomOf(el)?.welcome;
    if (welcome !== undefined) {
      this.#enter(welcome);
    }
  }

  override remove(): void {
    this.#listening.abort();
    this.el.sceneEl.removeEventListener("parlor-welcome", this.#welcomed);
    this.#hands.forEach((hand) => hand.removeFromParent());
    this.#skin?.dispose();
  }

  override tick(_time: number, delta: number): void {
    const { camera, xrSession, frame } = this.el.sceneEl;
    const room = roomOf(this.el);
    if (camera === undefined || room?.welcome === undefined) {
      return;
    }
    if (xrSession !== undefined && frame === undefined) {
      return; // The page's own frames may go on beside the headset's, and know of no hands.
    }
    if (!this.#placed) {
      this.#takePlace(room, room.welcome);
    } else if (this.#seat !== undefined) {
      this.#stepAside(room, this.#seat, delta);
    }
    this.#stayInside();
    camera.updateWorldMatrix(true, false);
    this.#track();
    const looking = this.#tracked.has("head") ? this.#parts.head : camera.matrixWorld;
    this.#sender.update(
      { head: nodeOf(looking, this.#bounds), left: this.#hand("left"), right: this.#hand("right") },
      performance.now(),
    );
  }

  /** After each welcome the room knows nothing of where one is. */
  #enter(welcome: Welcome): void {
    this.#bounds = welcome.bounds;
    this.#sender.again();
  }

  /** Not before one is drawn: the others are told of it then, and those who came meanwhile are there. */
  #takePlace(room: ParlorRoom, welcome: Welcome): void {
    const { radius, spots } = this.data;
    this.#placed = true;
    if (radius === 0) {
      return;
    }
    const { id } = welcome.room;
    this.#seat = new Seat(welcome.you.id, othersIn(room), { radius, spots }, place.of(id));
    this.#stand(this.#seat.spot);
    addEventListener("pagehide", () => this.#keepPlace(id), { signal: this.#listening.signal });
  }

  #stepAside(room: ParlorRoom, seat: Seat, delta: number): void {
    const { x, z } = this.el.object3D.position;
    if (!seat.isNew || Math.hypot(x - seat.spot.x, z - seat.spot.z) > A_STEP) {
      this.#seat = undefined;
      return;
    }
    const aside = seat.aside(othersIn(room), delta);
    if (aside !== undefined) {
      this.#stand(aside);
    }
  }

  #stand({ x, z, turn }: Spot): void {
    const { position, rotation } = this.el.object3D;
    position.set(x, position.y, z);
    rotation.y = THREE.MathUtils.degToRad(turn);
  }

  #keepPlace(room: string): void {
    const camera = this.el.sceneEl.camera;
    if (camera !== undefined) {
      camera.getWorldPosition(head);
      heading(camera, ahead);
      place.keep(room, { x: head.x, z: head.z, turn: THREE.MathUtils.radToDeg(Math.atan2(-ahead.x, -ahead.z)) });
    }
  }

  /** Whoever comes to the edge is stopped there; only what one walks is stopped, since a headset's wearer can't be. */
  #stayInside(): void {
    const camera = this.el.sceneEl.camera;
    if (camera === undefined || this.#bounds === undefined) {
      return;
    }
    const { min, max } = this.#bounds;
    camera.getWorldPosition(head);
    const { position } = this.el.object3D;
    position.x += Math.min(0, max[0] - WALL - head.x) + Math.max(0, min[0] + WALL - head.x);
    position.z += Math.min(0, max[2] - WALL - head.z) + Math.max(0, min[2] + WALL - head.z);
  }

  /** Reads head and hands from the headset itself, so that it does not matter which entities a scene has for them. */
  #track(): void {
    this.#tracked.clear();
    const { xrSession, frame, renderer } = this.el.sceneEl;
    const space = renderer.xr.getReferenceSpace();
    if (xrSession === undefined || frame === undefined || space === null) {
      return;
    }
    this.#found("head", frame.getViewerPose(space));
    for (const { handedness, gripSpace, targetRaySpace } of xrSession.inputSources) {
      if (handedness !== "none") {
        this.#found(handedness, frame.getPose(gripSpace ?? targetRaySpace, space));
      }
    }
  }

  /** What a headset tells is relative to what holds the camera. */
  #found(part: Side | "head", pose: XRPose | undefined): void {
    if (pose) {
      const holder = this.el.sceneEl.camera?.el.object3D.parent ?? this.el.object3D;
      this.#parts[part].fromArray(pose.transform.matrix).premultiply(holder.matrixWorld);
      this.#tracked.add(part);
    }
  }

  #hand(side: Side): Node | undefined {
    const there = this.#tracked.has(side);
    const hand = this.#hands.get(side);
    if (hand !== undefined) {
      hand.visible = there;
    }
    if (!there) {
      return undefined;
    }
    if (this.data.hands) {
      this.#draw(side);
    }
    return nodeOf(this.#parts[side], this.#bounds);
  }

  #draw(side: Side): void {
    let hand = this.#hands.get(side);
    if (hand === undefined) {
      this.#skin ??= skinOf(roomOf(this.el)?.welcome?.you.color ?? "#7575e9");
      hand = handMesh(side, this.#skin);
      hand.matrixAutoUpdate = false;
      this.#hands.set(side, hand);
      this.el.sceneEl.object3D.add(hand);
    }
    hand.matrix.copy(this.#parts[side]);
  }
}

function othersIn(room: ParlorRoom): Map<string, Place> {
  const now = performance.now();
  const others = new Map<string, Place>();
  for (const id of room.poses.ids) {
    const body = id === room.welcome?.you.id ? undefined : room.poses.at(id, now);
    if (body !== undefined) {
      others.set(id, { x: body.head.p[0], z: body.head.p[2] });
    }
  }
  return others;
}

register("parlor-rig", { radius: { default: 2.4 }, spots: { default: 8 }, hands: { default: true } }, Rig);
