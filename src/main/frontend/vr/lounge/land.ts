import type { Object3D } from "three";
import { at, Mold } from "../mold.ts";
import { THREE } from "../three.ts";
import { dice } from "./dice.ts";
import { dusk } from "./dusk.ts";

const AROUND = 120;
const TREES = 26;
/** Distance, height, and colours of crest and foot, from the furthest hills to the nearest. */
const HILLS = [
  { far: 120, height: 15, crest: "#8a5288", foot: "#b9718c", seed: 1 },
  { far: 90, height: 9.5, crest: "#63427a", foot: "#8d5c8c", seed: 4 },
  { far: 62, height: 5.2, crest: "#432f62", foot: "#6a4878", seed: 9 },
] as const;

/** Hills that fade into the evening, and the meadow before them. */
export function land(): Object3D {
  const all = new THREE.Group();
  const places: number[] = [];
  const colors: number[] = [];
  for (const { far, height, crest, foot, seed } of HILLS) {
    const top = new THREE.Color(crest);
    const bottom = new THREE.Color(foot);
    for (let step = 0; step < AROUND; step++) {
      const [a, b] = [step, step + 1].map((index) => {
        const angle = (index / AROUND) * 2 * Math.PI;
        const rise = height * (0.45 + 0.55 * ridge(angle, seed));
        return [Math.sin(angle) * far, rise, Math.cos(angle) * far] as const;
      }) as [readonly [number, number, number], readonly [number, number, number]];
      places.push(a[0], -1, a[2], b[0], -1, b[2], b[0], b[1], b[2], a[0], -1, a[2], b[0], b[1], b[2], a[0], a[1], a[2]);
      for (const color of [bottom, bottom, top, bottom, top, top]) {
        colors.push(color.r, color.g, color.b);
      }
    }
  }
  const shape = new THREE.BufferGeometry();
  shape.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
  shape.setAttribute("color", new THREE.Float32BufferAttribute(colors, 3));
  const hills = new THREE.Mesh(
    shape,
    new THREE.MeshBasicMaterial({ vertexColors: true, side: THREE.DoubleSide, fog: false }),
  );
  hills.renderOrder = -1;
  all.add(hills, meadow(), trees());
  return all;
}

/** From -1 to 1, and the same where the circle closes. */
function ridge(angle: number, seed: number): number {
  return (
    0.5 * Math.sin(angle * 3 + seed) + 0.3 * Math.sin(angle * 7 + seed * 2.3) + 0.2 * Math.sin(angle * 13 + seed * 5.1)
  );
}

function meadow(): Object3D {
  const shape = new THREE.RingGeometry(5.5, 130, 64, 12).rotateX(-Math.PI / 2);
  const near = new THREE.Color(dusk.ground);
  const far = new THREE.Color("#9a6289");
  const places = shape.getAttribute("position");
  const colors: number[] = [];
  for (let index = 0; index < places.count; index++) {
    const distance = Math.hypot(places.getX(index), places.getZ(index));
    const color = near.clone().lerp(far, Math.min(1, (distance / 95) ** 0.8));
    colors.push(color.r, color.g, color.b);
  }
  shape.setAttribute("color", new THREE.Float32BufferAttribute(colors, 3));
  const ground = new THREE.Mesh(shape, new THREE.MeshBasicMaterial({ vertexColors: true, fog: false }));
  ground.position.y = -0.35;
  return ground;
}

/** Round trees here and there, paler the further away they are. */
function trees(): Object3D {
  const roll = dice(5);
  const mold = new Mold();
  const near = new THREE.Color("#33265a");
  const far = new THREE.Color("#6d4478");
  for (let tree = 0; tree < TREES; tree++) {
    const angle = ((tree + roll() * 0.8) / TREES) * 2 * Math.PI;
    const distance = 17 + 30 * roll() ** 1.3;
    const size = 1 + 1.1 * roll();
    const [x, z] = [Math.sin(angle) * distance, Math.cos(angle) * distance];
    const shade = `#${near
      .clone()
      .lerp(far, (distance - 17) / 30)
      .getHexString()}`;
    mold.add(new THREE.CylinderGeometry(0.09, 0.14, size * 1.4, 6), shade, at([x, size * 0.6 - 0.35, z]));
    mold.add(
      new THREE.SphereGeometry(size * 0.82, 22, 16),
      shade,
      at([x, size * 1.75 - 0.35, z], { scale: [1, 1.15, 1] }),
    );
    mold.add(
      new THREE.SphereGeometry(size * 0.55, 18, 12),
      shade,
      at([x + size * (roll() - 0.5), size * 1.3 - 0.35, z + size * (roll() - 0.5)]),
    );
  }
  return new THREE.Mesh(mold.cast(), new THREE.MeshLambertMaterial({ vertexColors: true, fog: false }));
}
