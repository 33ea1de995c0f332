import type { Camera, Vector3 } from "three";
import { THREE } from "./three.ts";

const up = new THREE.Vector3();

/** Where one looks, along the floor; for one who looks straight down or up, it is where the top or the foot of the picture is. */
export function heading(camera: Camera, way: Vector3): Vector3 {
  camera.getWorldDirection(way);
  up.setFromMatrixColumn(camera.matrixWorld, 1);
  return way.addScaledVector(up, -way.y).setY(0).normalize();
}
