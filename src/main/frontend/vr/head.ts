import type { BufferGeometry, Group, Material, Mesh } from "three";
import { at, Mold } from "./mold.ts";
import { THREE } from "./three.ts";

/** How far the eyes are from the middle, how high, and how far in front. */
const APART = 0.058;
const EYES = 0.018;

/** A rounded head that looks along -z, as cameras do, with eyes that can close. */
export interface Head {
  group: Group;
  eyes: Mesh;
}

/** What all heads have in common: on the graphics card once, however many come and go. */
interface Shapes {
  readonly skin: BufferGeometry;
  readonly gaze: BufferGeometry;
  readonly glance: Material;
}

let shapes: Shapes | undefined;

export function headMesh(skin: Material): Head {
  shapes ??= cast();
  const eyes = new THREE.Mesh(shapes.gaze, shapes.glance);
  eyes.position.y = EYES;
  const group = new THREE.Group();
  group.add(new THREE.Mesh(shapes.skin, skin), eyes);
  group.scale.setScalar(1.12);
  return { group, eyes };
}

function cast(): Shapes {
  const ball = (fine: number): InstanceType<typeof THREE.SphereGeometry> =>
    new THREE.SphereGeometry(1, fine, Math.round(fine * 0.7));
  const skin = new Mold()
    .add(ball(36), "#ffffff", at([0, -0.005, 0.045], { scale: [0.158, 0.168, 0.158] }))
    .add(ball(12), "#ffe3cf", at([-0.1, -0.045, -0.07], { scale: [0.026, 0.017, 0.012], turn: [0, 42, 0] }))
    .add(ball(12), "#ffe3cf", at([0.1, -0.045, -0.07], { scale: [0.026, 0.017, 0.012], turn: [0, -42, 0] }));
  const gaze = new Mold();
  for (const side of [-1, 1]) {
    gaze
      .add(
        ball(20),
        "#fffdf8",
        at([side * APART, 0, -0.088], { scale: [0.037, 0.045, 0.02], turn: [0, -side * 20, 0] }),
      )
      .add(
        ball(16),
        "#1d1626",
        at([side * (APART - 0.006), 0, -0.1005], { scale: [0.021, 0.027, 0.012], turn: [0, -side * 18, 0] }),
      )
      .add(ball(8), "#ffffff", at([side * (APART - 0.006) + 0.007, 0.011, -0.111], { scale: [0.006, 0.007, 0.004] }));
  }
  const glance = new THREE.MeshStandardMaterial({ vertexColors: true, roughness: 0.35 });
  return { skin: skin.cast(), gaze: gaze.cast(), glance };
}
