import type { Entity } from "./aframe.d.ts";
import { Part, register } from "./part.ts";

interface Data {
  /** How much one sees from left to right on a wide screen, in degrees. */
  wide: number;
  /** And at most from top to bottom on a tall one. */
  tall: number;
}

/** `parlor-lens`, on the camera: a screen's shape decides how much one sees, so that nothing is stretched on a wide one. */
class Lens extends Part<Data> {
  readonly #listening = new AbortController();

  constructor(el: Entity, data: Data) {
    super(el, data);
    addEventListener("resize", () => this.update(), { signal: this.#listening.signal });
  }

  override update(): void {
    const half = Math.tan((this.data.wide * Math.PI) / 360) * (innerHeight / innerWidth);
    const fov = Math.min(this.data.tall, (Math.atan(half) * 360) / Math.PI);
    this.el.setAttribute("camera", { fov });
  }

  override remove(): void {
    this.#listening.abort();
  }
}

register("parlor-lens", { wide: { default: 84 }, tall: { default: 74 } }, Lens);
