/** As much of A-Frame as is used here. It comes as a script of its own before ours, and brings three.js. */
import type * as THREE from "three";

export interface Entity extends HTMLElement {
  object3D: THREE.Group;
  sceneEl: Scene;
  hasLoaded: boolean;
  components: Record<string, unknown>;
  setAttribute(name: string, value: unknown): void;
  emit(name: string, detail?: unknown, bubbles?: boolean): void;
}

export interface Scene extends Entity {
  object3D: THREE.Scene & THREE.Group;
  camera: (THREE.PerspectiveCamera & { el: Entity }) | undefined;
  canvas: HTMLCanvasElement;
  renderer: THREE.WebGLRenderer;
  /** While one wears a headset. */
  xrSession?: XRSession;
  frame?: XRFrame;
  is(state: "vr-mode" | "ar-mode"): boolean;
  enterVR(): Promise<void>;
  exitVR(): Promise<void>;
}

/** One property of a component, of which A-Frame learns the type by its default. */
export type Schema = Record<string, { default: unknown; type?: string }>;

declare global {
  var AFRAME: {
    THREE: typeof THREE;
    components: Record<string, unknown>;
    registerComponent(name: string, definition: object): void;
    utils: { device: { checkVRSupport(): boolean } };
  };
}
