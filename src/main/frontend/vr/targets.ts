import type { Mesh } from "three";
import type { Scene } from "./aframe.d.ts";
import { THREE } from "./three.ts";

/** A flat thing in the scene that can be pointed at and pressed. */
export interface Target {
  readonly mesh: Mesh;
  /** Tells it whether it is pointed at. */
  hover(on: boolean): void;
  press(): void;
}

const all = new WeakMap<Scene, Set<Target>>();

/** What can be pressed in a scene now: put in by what draws it, read by what points. */
export function targetsOf(scene: Scene): Set<Target> {
  let targets = all.get(scene);
  if (targets === undefined) {
    targets = new Set();
    all.set(scene, targets);
  }
  return targets;
}

const toLocal = new THREE.Matrix4();
const start = new THREE.Vector3();
const end = new THREE.Vector3();

/** The target that a ray of a length of 1 meets first. Papers are squares of one metre, scaled. */
export function hit(
  targets: Iterable<Target>,
  from: InstanceType<typeof THREE.Vector3>,
  way: InstanceType<typeof THREE.Vector3>,
): Target | undefined {
  let first: Target | undefined;
  let nearest = Infinity;
  for (const target of targets) {
    toLocal.copy(target.mesh.matrixWorld).invert();
    start.copy(from).applyMatrix4(toLocal);
    end.copy(from).add(way).applyMatrix4(toLocal).sub(start);
    const along = -start.z / end.z;
    const meets = along > 0 && Math.abs(start.x + end.x * along) <= 0.5 && Math.abs(start.y + end.y * along) <= 0.5;
    if (meets && along < nearest) {
      nearest = along;
      first = target;
    }
  }
  return first;
}
