import type { BufferGeometry, Group, Material } from "three";
import { at, Mold } from "./mold.ts";
import { THREE } from "./three.ts";

type Side = "left" | "right";

/** All hands of a side are one shape: on the graphics card once, however many come and go. */
const shapes = new Map<Side, BufferGeometry>();

/** A mitten in somebody's colour: a palm along -z, fingers as one, a thumb on the inner side. */
export function handMesh(side: Side, skin: Material): Group {
  const shape = shapes.get(side) ?? cast(side);
  shapes.set(side, shape);
  const mitten = new THREE.Mesh(shape, skin);
  mitten.scale.setScalar(1.3);
  const group = new THREE.Group();
  group.add(mitten);
  return group;
}

function cast(side: Side): BufferGeometry {
  const inner = side === "left" ? 1 : -1;
  const ball = (): InstanceType<typeof THREE.SphereGeometry> => new THREE.SphereGeometry(1, 18, 13);
  return new Mold()
    .add(ball(), "#ffffff", at([0, 0, 0.01], { scale: [0.042, 0.03, 0.055] }))
    .add(ball(), "#ffffff", at([0, 0.002, -0.045], { scale: [0.038, 0.026, 0.042], turn: [-12, 0, 0] }))
    .add(
      ball(),
      "#ffffff",
      at([inner * 0.042, 0.008, -0.012], { scale: [0.017, 0.017, 0.034], turn: [0, -inner * 38, 0] }),
    )
    .add(ball(), "#fff1e0", at([0, 0, 0.062], { scale: [0.04, 0.031, 0.014] }))
    .cast();
}
