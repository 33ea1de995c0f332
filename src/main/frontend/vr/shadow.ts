import type { Mesh, Texture } from "three";
import { THREE } from "./three.ts";

let soft: Texture | undefined;

/** A soft dark round on the floor: as good as a shadow, and costs nothing. */
export function shadowMesh(radius: number): Mesh {
  const shape = new THREE.PlaneGeometry(2 * radius, 2 * radius).rotateX(-Math.PI / 2);
  const material = new THREE.MeshBasicMaterial({ map: shade(), transparent: true, depthWrite: false });
  return new THREE.Mesh(shape, material);
}

export function shade(): Texture {
  soft ??= roundOf("rgb(20 8 18 / 55%)", "rgb(20 8 18 / 0%)");
  return soft;
}

/** A round that fades from the middle to the edge. */
export function roundOf(middle: string, edge: string): Texture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 128;
  const pen = canvas.getContext("2d")!;
  const fade = pen.createRadialGradient(64, 64, 0, 64, 64, 64);
  fade.addColorStop(0, middle);
  fade.addColorStop(1, edge);
  pen.fillStyle = fade;
  pen.fillRect(0, 0, 128, 128);
  const texture = new THREE.CanvasTexture(canvas);
  texture.colorSpace = THREE.SRGBColorSpace;
  return texture;
}
