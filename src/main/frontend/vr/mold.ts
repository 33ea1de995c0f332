import type { BufferGeometry, Matrix4 } from "three";
import { THREE } from "./three.ts";

/** Shapes of several colours, melted into one: one thing to draw instead of many. */
export class Mold {
  readonly #parts: BufferGeometry[] = [];

  /** Adds a shape in a colour, moved to its place. */
  add(shape: BufferGeometry, color: string, place?: Matrix4): this {
    const part = shape.index === null ? shape : shape.toNonIndexed();
    for (const name of Object.keys(part.attributes)) {
      if (name !== "position" && name !== "normal") {
        part.deleteAttribute(name);
      }
    }
    const { r, g, b } = new THREE.Color(color);
    const count = part.getAttribute("position").count;
    const colors = new Float32Array(count * 3);
    for (let index = 0; index < count; index++) {
      colors.set([r, g, b], index * 3);
    }
    part.setAttribute("color", new THREE.BufferAttribute(colors, 3));
    this.#parts.push(place === undefined ? part : part.applyMatrix4(place));
    return this;
  }

  cast(): BufferGeometry {
    const whole = new THREE.BufferGeometry();
    for (const [name, size] of [
      ["position", 3],
      ["normal", 3],
      ["color", 3],
    ] as const) {
      const arrays = this.#parts.map((part) => part.getAttribute(name).array as Float32Array);
      const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const array of arrays) {
        all.set(array, at);
        at += array.length;
      }
      whole.setAttribute(name, new THREE.BufferAttribute(all, size));
    }
    return whole;
  }
}

/** Where a shape stands: place, size, and turns about the axes in degrees. */
export function at(
  place: readonly [number, number, number],
  { scale = [1, 1, 1], turn = [0, 0, 0] }: { scale?: readonly number[]; turn?: readonly number[] } = {},
): Matrix4 {
  const [x, y, z] = turn.map((degrees) => (degrees * Math.PI) / 180);
  return new THREE.Matrix4().compose(
    new THREE.Vector3(...place),
    new THREE.Quaternion().setFromEuler(new THREE.Euler(x, y, z)),
    new THREE.Vector3(scale[0], scale[1], scale[2]),
  );
}

/** A turned shape, as on a lathe, from points [radius, height] from the bottom up. */
export function turned(points: readonly (readonly [number, number])[], around = 32): BufferGeometry {
  return new THREE.LatheGeometry(
    points.map(([radius, height]) => new THREE.Vector2(radius, height)),
    around,
  );
}
