/** Poses between three.js and the wire. */
import type { Object3D } from "three";
import type { Bounds } from "#protocol";
import type { Node } from "../pose.ts";
import { THREE } from "./three.ts";

const place = new THREE.Vector3();
const turn = new THREE.Quaternion();
const size = new THREE.Vector3();

/** Where a thing is in the scene, kept within the bounds: the server takes nothing from beyond. */
export function nodeOf(matrix: Object3D["matrixWorld"], bounds: Bounds | undefined): Node {
  matrix.decompose(place, turn, size);
  const { x, y, z } = bounds === undefined ? place : within(place, bounds);
  return { p: [round(x), round(y), round(z)], q: [turn.x, turn.y, turn.z, turn.w] };
}

/** Puts a thing where a node is. */
export function put(thing: Object3D, { p, q }: Node): void {
  thing.position.set(...p);
  thing.quaternion.set(...q);
}

const MARGIN = 0.01;

function within(point: typeof place, { min, max }: Bounds): typeof place {
  const [x, y, z] = [0, 1, 2].map((axis) =>
    Math.min(max[axis]! - MARGIN, Math.max(min[axis]! + MARGIN, point.getComponent(axis))),
  );
  return point.set(x!, y!, z!);
}

/** A millimetre is as fine as poses are told. */
function round(metres: number): number {
  return Math.round(metres * 1e4) / 1e4;
}
