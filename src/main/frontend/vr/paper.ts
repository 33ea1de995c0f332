import type { Mesh } from "three";
import { THREE } from "./three.ts";

export const FACE = '"Bricolage Grotesque Variable", ui-rounded, system-ui, sans-serif';
export const TEXT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** A flat thing in the scene that is drawn on: name tags, lines said, panels. Drawn again only when it has something new to show. */
export class Paper {
  readonly mesh: Mesh;
  readonly #canvas = document.createElement("canvas");
  readonly #material = new THREE.MeshBasicMaterial({ transparent: true, depthWrite: false, fog: false });

  /** @param scale how many pixels a metre has */
  constructor(private readonly scale: number) {
    this.mesh = new THREE.Mesh(new THREE.PlaneGeometry(1, 1), this.#material);
  }

  get pen(): CanvasRenderingContext2D {
    const pen = this.#canvas.getContext("2d");
    if (pen === null) {
      throw new Error("No canvas to draw on");
    }
    return pen;
  }

  /** Draws anew, at a size in pixels. */
  draw(width: number, height: number, paint: (pen: CanvasRenderingContext2D) => void): void {
    this.#canvas.width = Math.ceil(width);
    this.#canvas.height = Math.ceil(height);
    paint(this.pen);
    // A texture keeps the size it was first uploaded with.
    this.#material.map?.dispose();
    const texture = new THREE.CanvasTexture(this.#canvas);
    texture.colorSpace = THREE.SRGBColorSpace;
    texture.anisotropy = 8;
    this.#material.map = texture;
    this.#material.needsUpdate = true;
    this.zoom(1);
  }

  /** Shows it so much larger than it is. */
  zoom(size: number): void {
    this.mesh.scale.set((size * this.#canvas.width) / this.scale, (size * this.#canvas.height) / this.scale, 1);
  }

  /** The height in metres. */
  get height(): number {
    return this.#canvas.height / this.scale;
  }

  set opacity(opacity: number) {
    this.#material.opacity = opacity;
  }

  remove(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.#material.map?.dispose();
    this.#material.dispose();
  }
}

export function rounded(
  pen: CanvasRenderingContext2D,
  { x = 0, y = 0, width, height, radius }: { x?: number; y?: number; width: number; height: number; radius: number },
): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}
