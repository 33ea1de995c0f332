import type { Mesh, Texture } from "three";
import { THREE } from "./three.ts";

const RADIUS = 0.26;

let soft: Texture | undefined;
let shadow: Mesh | undefined;

/** A soft dark round on the floor: as good as a shadow, and costs nothing. Below everybody it is the same. */
export function shadowMesh(): Mesh {
  shadow ??= new THREE.Mesh(
    new THREE.PlaneGeometry(2 * RADIUS, 2 * RADIUS).rotateX(-Math.PI / 2),
    new THREE.MeshBasicMaterial({ map: shade(), transparent: true, depthWrite: false }),
  );
  return shadow.clone();
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
