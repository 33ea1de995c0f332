import type { Camera, Material, Mesh, Object3D } from "three";
import type { Participant } from "#protocol";
import type { Body } from "../pose.ts";
import type { Entity } from "./aframe.d.ts";
import { openness } from "./blink.ts";
import { put } from "./bodies.ts";
import { Bubble } from "./bubble.ts";
import { handMesh } from "./hand.ts";
import { headMesh } from "./head.ts";
import { shadowMesh } from "./shadow.ts";
import { skinOf } from "./skin.ts";
import { Tag } from "./tag.ts";
import { THREE } from "./three.ts";

/** Appearing and leaving take this long, in ms. */
const CALM = 200;
const OVER_HEAD = 0.3;
/** Up to here a tag has its own size, in metres; further away it grows, so that it can be read. */
const READABLE = 3.4;

const PARTS = ["head", "left", "right"] as const;
type PartName = (typeof PARTS)[number];

const eye = new THREE.Vector3();

/** Somebody in the scene: `<a-entity data-participant>` with a `data-part` for head, left and right in the scene's coordinates. */
export class Avatar {
  readonly #root = document.createElement("a-entity") as Entity;
  readonly #parts = new Map<PartName, Entity>();
  readonly #seed = Math.random();
  readonly #sizes: Record<PartName, number> = { head: 0, left: 0, right: 0 };
  readonly #above = new THREE.Group();
  readonly #shadow: Mesh = shadowMesh();
  #skin: Material | undefined;
  #eyes: Object3D | undefined;
  #tag: Tag | undefined;
  #bubble: Bubble | undefined;
  #who: Participant | undefined;
  #leaving = false;

  constructor(
    scene: Entity,
    id: string,
    private readonly template: HTMLTemplateElement | undefined,
  ) {
    this.#root.dataset["participant"] = id;
    this.#root.object3D.add(this.#above, this.#shadow);
    scene.append(this.#root);
  }

  /** Takes somebody's name and colour, at first and whenever they change. */
  is(who: Participant): void {
    if (this.#who === who) {
      return;
    }
    if (this.#who?.color !== who.color) {
      this.#dress(who.color);
    }
    this.#who = who;
    this.#tag?.paper.remove();
    this.#tag = new Tag(who.name, who.color);
    this.#above.add(this.#tag.paper.mesh);
  }

  /** Shows a line over the head. */
  says(text: string, now: number): void {
    this.#bubble?.paper.remove();
    this.#bubble = new Bubble(text, now);
    this.#above.add(this.#bubble.paper.mesh);
  }

  /** Begins to leave. */
  leave(): void {
    this.#leaving = true;
  }

  get gone(): boolean {
    return this.#leaving && this.#sizes.head === 0;
  }

  remove(): void {
    this.#tag?.paper.remove();
    this.#bubble?.paper.remove();
    this.#skin?.dispose();
    this.#root.remove();
  }

  /** Puts everything where it is now. */
  move(body: Body | undefined, camera: Camera, now: number, delta: number): void {
    for (const name of PARTS) {
      const node = this.#leaving ? undefined : body?.[name];
      this.#grow(name, node !== undefined, delta);
      const part = this.#parts.get(name);
      if (node !== undefined && part !== undefined) {
        put(part.object3D, node);
      }
    }
    this.#eyes?.scale.setY(openness(this.#seed, now));
    this.#hang(camera, now);
  }

  #grow(name: PartName, there: boolean, delta: number): void {
    const size = Math.min(1, Math.max(0, this.#sizes[name] + (there ? delta : -delta) / CALM));
    this.#sizes[name] = size;
    const thing = this.#parts.get(name)?.object3D;
    if (thing !== undefined) {
      thing.visible = size > 0;
      thing.scale.setScalar(Math.max(0.001, size * (2 - size)));
    }
  }

  /** What is above the head faces the reader, and the shadow stays on the floor. */
  #hang(camera: Camera, now: number): void {
    const head = this.#parts.get("head")?.object3D;
    if (head === undefined) {
      return;
    }
    const size = this.#sizes.head;
    camera.getWorldPosition(eye);
    const { x, y, z } = head.position;
    this.#above.visible = size > 0;
    this.#above.position.set(x, y + OVER_HEAD, z);
    this.#above.lookAt(eye.x, this.#above.position.y + (eye.y - this.#above.position.y) * 0.6, eye.z);
    this.#above.scale.setScalar(size * Math.max(1, eye.distanceTo(this.#above.position) / READABLE));
    this.#shadow.position.set(x, 0.02, z);
    this.#shadow.scale.setScalar(size);
    if (this.#bubble !== undefined) {
      this.#bubble.paper.mesh.position.set(0, 0.1 + this.#bubble.paper.height / 2, 0.005);
      this.#bubble.paper.opacity = Math.min(1, (this.#bubble.until - now) / CALM);
      if (now > this.#bubble.until) {
        this.#bubble.paper.remove();
        this.#bubble = undefined;
      }
    }
  }

  #dress(color: string): void {
    this.#parts.forEach((part) => part.remove());
    this.#parts.clear();
    if (this.template === undefined) {
      this.#default(color);
    } else {
      const clone = document.importNode(this.template.content, true);
      for (const part of clone.querySelectorAll<Entity>("[data-part]")) {
        this.#parts.set(part.dataset["part"] as PartName, part);
      }
      clone.querySelectorAll<Entity>("[data-colored]").forEach((part) => part.setAttribute("material", { color }));
      this.#root.append(clone);
    }
  }

  #default(color: string): void {
    this.#skin?.dispose();
    this.#skin = skinOf(color);
    for (const name of PARTS) {
      const part = document.createElement("a-entity") as Entity;
      part.dataset["part"] = name;
      if (name === "head") {
        const { group, eyes } = headMesh(this.#skin);
        this.#eyes = eyes;
        part.object3D.add(group);
      } else {
        part.object3D.add(handMesh(name, this.#skin));
      }
      this.#parts.set(name, part);
      this.#root.append(part);
    }
  }
}
