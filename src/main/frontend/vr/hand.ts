import type { Group } from "three";
import { at, Mold } from "./mold.ts";
import { skinOf } from "./skin.ts";
import { THREE } from "./three.ts";

/** A mitten in somebody's colour: a palm along -z, fingers as one, a thumb on the inner side. */
export function handMesh(side: "left" | "right", color: string): Group {
  const inner = side === "left" ? 1 : -1;
  const ball = (): InstanceType<typeof THREE.SphereGeometry> => new THREE.SphereGeometry(1, 18, 13);
  const shape = new Mold()
    .add(ball(), "#ffffff", at([0, 0, 0.01], { scale: [0.042, 0.03, 0.055] }))
    .add(ball(), "#ffffff", at([0, 0.002, -0.045], { scale: [0.038, 0.026, 0.042], turn: [-12, 0, 0] }))
    .add(
      ball(),
      "#ffffff",
      at([inner * 0.042, 0.008, -0.012], { scale: [0.017, 0.017, 0.034], turn: [0, -inner * 38, 0] }),
    )
    .add(ball(), "#fff1e0", at([0, 0, 0.062], { scale: [0.04, 0.031, 0.014] }));
  const mitten = new THREE.Mesh(shape.cast(), skinOf(color));
  mitten.scale.setScalar(1.3);
  const group = new THREE.Group();
  group.add(mitten);
  return group;
}
