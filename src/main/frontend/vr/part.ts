/** Components as classes. A-Frame takes objects whose `this` it makes itself: no types, no private fields. */
import type { Entity, Schema } from "./aframe.d.ts";

/** A component of an entity: `update` at each change of its attribute, `tick` at each frame. Times are ms. */
export abstract class Part<Data extends object = object> {
  constructor(
    protected readonly el: Entity,
    protected data: Data,
  ) {}

  update?(data: Data): void;
  tick?(time: number, delta: number): void;
  remove?(): void;

  /** A-Frame may change the object in place. */
  set(data: Data): void {
    this.data = { ...data };
    this.update?.(this.data);
  }
}

type Kind = new (el: Entity, data: never) => Part;

interface Instance {
  el: Entity;
  data: never;
  part: Part;
}

/** Makes a component of a class. What the class offers is there on `entity.components[name]` too. */
export function register(name: string, schema: Schema, kind: Kind): void {
  AFRAME.registerComponent(name, {
    schema,
    init(this: Instance) {
      this.part = new kind(this.el, this.data);
      offer(this, this.part, kind);
    },
    update(this: Instance) {
      this.part.set(this.data);
    },
    ...(kind.prototype.tick && {
      tick(this: Instance, time: number, delta: number) {
        this.part.tick?.(time, delta);
      },
    }),
    remove(this: Instance) {
      this.part.remove?.();
    },
  });
}

const OWN = new Set(["constructor", "init", "update", "tick", "remove", "set"]);

function offer(instance: object, part: Part, kind: Kind): void {
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype))) {
    if (!OWN.has(name)) {
      const offered = get ? { get: () => get.call(part) as unknown } : { value: (value as () => unknown).bind(part) };
      Object.defineProperty(instance, name, offered);
    }
  }
}
