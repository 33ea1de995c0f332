import type { Entity } from "./aframe.d.ts";
import { Part, register } from "./part.ts";

type Asking = typeof DeviceOrientationEvent & { requestPermission?: () => Promise<PermissionState> };

/** `parlor-tilt`, on the scene: where a phone asks before it tells how it is held, the first touch asks. Not at once, over all. */
class Tilt extends Part {
  readonly #listening = new AbortController();

  constructor(el: Entity, data: object) {
    super(el, data);
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
