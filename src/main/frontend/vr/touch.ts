import type { Object3D } from "three";
import type { Scene } from "./aframe.d.ts";

interface LookControls {
  yawObject: Object3D;
  pitchObject: Object3D;
}

/** How far the finger pulls the stick to its full, in px. */
const REACH = 44;
/** Across the screen's width one turns this far, in radians. */
const TURN_PER_WIDTH = 2.4;
const STRAIGHT_UP = 1.3;

/**
 * Fingers on the screen: a stick to walk with, and anywhere else to look around, both at once. A-Frame's own knows one finger and
 * turns only sideways.
 */
export class Touch {
  right = 0;
  ahead = 0;
  #looking: { id: number; x: number; y: number } | undefined;
  readonly #listening = new AbortController();
  readonly #stick = ring();
  readonly #knob = knob();

  constructor(private readonly scene: Scene) {
    const { signal } = this.#listening;
    this.#stick.append(this.#knob);
    this.#stick.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    this.#stick.addEventListener("pointermove", (event) => this.#pull(event), { signal });
    this.#stick.addEventListener("lostpointercapture", () => this.#letGo(), { signal });
    addEventListener("pointerdown", (event) => this.#touched(event), { signal });
    addEventListener("pointermove", (event) => this.#look(event), { signal });
    addEventListener("pointerup", (event) => this.#lifted(event), { signal });
    addEventListener("pointercancel", (event) => this.#lifted(event), { signal });
    if (matchMedia("(pointer: coarse)").matches) {
      this.#show();
    }
    scene.addEventListener("enter-vr", () => this.#stick.remove(), { signal });
    scene.addEventListener("exit-vr", () => this.#show(), { signal });
  }

  remove(): void {
    this.#listening.abort();
    this.#stick.remove();
  }

  #show(): void {
    if (navigator.maxTouchPoints > 0) {
      this.scene.append(this.#stick);
    }
  }

  #grab(event: PointerEvent): void {
    event.stopPropagation();
    this.#stick.setPointerCapture(event.pointerId);
    this.#pull(event);
  }

  #pull(event: PointerEvent): void {
    if (!this.#stick.hasPointerCapture(event.pointerId)) {
      return;
    }
    const { left, top, width, height } = this.#stick.getBoundingClientRect();
    const x = (event.clientX - left - width / 2) / REACH;
    const y = (event.clientY - top - height / 2) / REACH;
    const far = Math.max(1, Math.hypot(x, y));
    this.right = x / far;
    this.ahead = -y / far;
    this.#knob.style.transform = `translate(${this.right * REACH}px, ${-this.ahead * REACH}px)`;
  }

  #letGo(): void {
    this.right = 0;
    this.ahead = 0;
    this.#knob.style.transform = "";
  }

  #touched(event: PointerEvent): void {
    if (event.pointerType === "touch" && event.target === this.scene.canvas && this.#looking === undefined) {
      this.#looking = { id: event.pointerId, x: event.clientX, y: event.clientY };
    }
  }

  /** The finger on the stick may be lifted while the other looks around. */
  #lifted(event: PointerEvent): void {
    if (event.pointerId === this.#looking?.id) {
      this.#looking = undefined;
    }
  }

  #look(event: PointerEvent): void {
    const from = this.#looking;
    const controls = this.scene.camera?.el.components["look-controls"] as LookControls | undefined;
    if (from === undefined || from.id !== event.pointerId || controls === undefined) {
      return;
    }
    const scale = TURN_PER_WIDTH / innerWidth;
    controls.yawObject.rotation.y += (event.clientX - from.x) * scale;
    const pitch = controls.pitchObject.rotation.x + (event.clientY - from.y) * scale;
    controls.pitchObject.rotation.x = Math.max(-STRAIGHT_UP, Math.min(STRAIGHT_UP, pitch));
    this.#looking = { id: from.id, x: event.clientX, y: event.clientY };
  }
}

/** Styled here, since the scene may be a stranger's page; class `parlor-stick` lets a page place it elsewhere. */
function ring(): HTMLElement {
  const element = document.createElement("div");
  element.className = "parlor-stick";
  Object.assign(element.style, {
    position: "absolute",
    left: "max(24px, env(safe-area-inset-left))",
    bottom: "calc(28px + env(safe-area-inset-bottom))",
    width: "112px",
    height: "112px",
    borderRadius: "50%",
    display: "grid",
    placeItems: "center",
    background: "rgb(22 20 26 / 28%)",
    boxShadow: "inset 0 0 0 1.5px rgb(255 244 230 / 34%)",
    touchAction: "none",
    zIndex: "2",
  });
  return element;
}

function knob(): HTMLElement {
  const element = document.createElement("div");
  Object.assign(element.style, {
    width: "48px",
    height: "48px",
    borderRadius: "50%",
    background: "rgb(255 244 230 / 82%)",
    pointerEvents: "none",
  });
  return element;
}
