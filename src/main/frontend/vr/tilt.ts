import type { Entity } from "./aframe.d.ts";
import { Part, register } from "./part.ts";

type Asking = typeof DeviceOrientationEvent & { requestPermission?: () => Promise<PermissionState> };

/**
 * `parlor-tilt`, on the scene: one looks where one holds the phone, from the moment that it tells. Many never do, over plain HTTP none,
 * and A-Frame would take a phone that tells nothing for one that lies on its back. Where a phone asks before it tells, the first touch
 * asks: not at once, over all.
 */
class Tilt extends Part {
  readonly #listening = new AbortController();
  /** Where there is no sensor, an event may come without numbers. */
  readonly #told = ({ beta }: DeviceOrientationEvent): void => {
    const camera = this.el.sceneEl.camera?.el;
    if (beta !== null && camera?.components["look-controls"] !== undefined) {
      camera.setAttribute("look-controls", { magicWindowTrackingEnabled: true });
      removeEventListener("deviceorientation", this.#told);
    }
  };

  constructor(el: Entity, data: object) {
    super(el, data);
    addEventListener("deviceorientation", this.#told, { signal: this.#listening.signal });
    const asking = globalThis.DeviceOrientationEvent as Asking | undefined;
    if (asking?.requestPermission) {
      addEventListener("pointerup", () => void this.#ask(asking), { once: true, signal: this.#listening.signal });
    }
  }

  override remove(): void {
    this.#listening.abort();
  }

  async #ask(asking: Asking): Promise<void> {
    const answer = await asking.requestPermission?.().catch(() => "denied");
    if (answer === "granted") {
      this.el.emit("deviceorientationpermissiongranted");
    }
  }
}

register("parlor-tilt", {}, Tilt);
