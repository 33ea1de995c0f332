import type { Object3D } from "three";
import { palette } from "../../ui/palette.ts";
import { at, Mold, turned } from "../mold.ts";
import { THREE } from "../three.ts";
import { dice } from "./dice.ts";
import { dusk } from "./dusk.ts";
import { around, COLUMN_HEIGHT, COLUMNS, PLACES, ROOM, SEATS_AT, TABLE, TABLE_HEIGHT } from "./plan.ts";

/** All that stands in the room and does not shine: one thing to draw. */
export function furniture(): Object3D {
  const mold = new Mold();
  house(mold);
  table(mold);
  seats(mold);
  plants(mold);
  return new THREE.Mesh(mold.cast(), new THREE.MeshLambertMaterial({ vertexColors: true, side: THREE.DoubleSide }));
}

/** Columns, a low wall between them, and beams that meet over the table. */
function house(mold: Mold): void {
  const edge = ROOM - 0.22;
  for (let column = 0; column < COLUMNS; column++) {
    const angle = (column / COLUMNS) * 2 * Math.PI;
    mold.add(
      turned(
        [
          [0.15, 0],
          [0.15, 0.1],
          [0.09, 0.16],
          [0.075, 1.4],
          [0.07, COLUMN_HEIGHT - 0.2],
          [0.13, COLUMN_HEIGHT - 0.08],
          [0.13, COLUMN_HEIGHT],
        ],
        14,
      ),
      dusk.woodDeep,
      at(around(angle, edge)),
    );
    const beam = new THREE.CylinderGeometry(0.035, 0.05, edge, 8);
    const lift = Math.atan2(0.75, edge);
    const place = new THREE.Matrix4()
      .makeRotationY(angle)
      .multiply(at([0, COLUMN_HEIGHT + 0.05 + 0.375, edge / 2], { turn: [90 + (lift * 180) / Math.PI, 0, 0] }));
    mold.add(beam, dusk.woodDark, place);
  }
  const ring = (radius: number, y: number, thick: number, color: string): void => {
    mold.add(new THREE.TorusGeometry(radius, thick, 8, 96), color, at([0, y, 0], { turn: [90, 0, 0] }));
  };
  ring(edge, COLUMN_HEIGHT + 0.04, 0.075, dusk.woodDeep);
  ring(0.32, COLUMN_HEIGHT + 0.8, 0.05, dusk.woodDark);
  const wall = turned(
    [
      [edge + 0.12, -0.3],
      [edge + 0.12, 0.44],
      [edge - 0.3, 0.44],
      [edge - 0.34, 0.36],
      [edge - 0.28, 0],
    ],
    96,
  );
  mold.add(wall, "#8c5f4d");
  mold.add(
    turned(
      [
        [edge - 0.34, 0.44],
        [edge - 0.36, 0.5],
        [edge - 0.3, 0.53],
        [edge + 0.04, 0.53],
        [edge + 0.1, 0.5],
        [edge + 0.1, 0.44],
      ],
      96,
    ),
    "#7a3f57",
  );
}

function table(mold: Mold): void {
  const top = TABLE_HEIGHT;
  mold.add(
    turned(
      [
        [0, top],
        [TABLE - 0.03, top],
        [TABLE, top - 0.02],
        [TABLE, top - 0.05],
        [TABLE - 0.06, top - 0.075],
        [0.1, top - 0.09],
      ],
      56,
    ),
    dusk.wood,
  );
  mold.add(
    turned(
      [
        [0.42, 0],
        [0.42, 0.03],
        [0.2, 0.07],
        [0.09, 0.16],
        [0.08, 0.4],
        [0.16, top - 0.08],
      ],
      28,
    ),
    dusk.woodDeep,
  );
  for (const [radius, thick] of [
    [TABLE - 0.1, 0.012],
    [0.26, 0.008],
  ] as const) {
    const inlay = new THREE.RingGeometry(radius - thick, radius + thick, 72).rotateX(-Math.PI / 2);
    mold.add(inlay, dusk.woodDark, at([0, top + 0.002, 0]));
  }
  for (const [angle, color] of [
    [0.5, "#e8623d"],
    [2.4, "#f7e7cf"],
    [4.3, "#079a94"],
  ] as const) {
    cup(mold, around(angle, 0.5, top), color);
  }
  pot(mold, [0.12, top, -0.1]);
  for (const [index, turn] of [-16, 4, 24].entries()) {
    const card = new THREE.BoxGeometry(0.1, 0.004, 0.14);
    mold.add(
      card,
      index === 1 ? "#fff8ef" : dusk.cream,
      at([-0.34 + index * 0.07, top + 0.004 + index * 0.003, 0.16], { turn: [0, -turn, 0] }),
    );
  }
}

function cup(mold: Mold, [x, y, z]: readonly [number, number, number], color: string): void {
  mold.add(
    turned(
      [
        [0, 0.006],
        [0.075, 0.008],
        [0.085, 0.016],
      ],
      22,
    ),
    dusk.cream,
    at([x, y, z]),
  );
  mold.add(
    turned(
      [
        [0.022, 0.012],
        [0.04, 0.03],
        [0.052, 0.075],
        [0.046, 0.075],
        [0.034, 0.03],
        [0, 0.024],
      ],
      22,
    ),
    color,
    at([x, y, z]),
  );
  mold.add(new THREE.CircleGeometry(0.046, 20).rotateX(-Math.PI / 2), "#8a4a1f", at([x, y + 0.064, z]));
}

function pot(mold: Mold, [x, y, z]: readonly [number, number, number]): void {
  const glaze = "#3b84ea";
  mold.add(
    turned(
      [
        [0.06, 0],
        [0.1, 0.03],
        [0.115, 0.08],
        [0.09, 0.135],
        [0.05, 0.155],
        [0, 0.16],
      ],
      26,
    ),
    glaze,
    at([x, y, z]),
  );
  mold.add(new THREE.SphereGeometry(0.016, 12, 10), dusk.lamp, at([x, y + 0.172, z]));
  mold.add(
    new THREE.TorusGeometry(0.05, 0.011, 8, 18, Math.PI),
    glaze,
    at([x - 0.1, y + 0.085, z], { turn: [0, 0, 90] }),
  );
  mold.add(
    new THREE.CylinderGeometry(0.012, 0.022, 0.12, 12),
    glaze,
    at([x + 0.135, y + 0.1, z], { turn: [0, 0, -48] }),
  );
}

/** Low and round, in the hues that people wear, a little deeper. */
function seats(mold: Mold): void {
  const hues = [14, 11, 2, 8, 0, 6, 12, 3];
  for (const [index, angle] of PLACES.entries()) {
    const color = new THREE.Color(palette[hues[index % hues.length]!]).lerp(new THREE.Color("#3a2036"), 0.28);
    const place = at(around(angle, SEATS_AT));
    mold.add(
      turned(
        [
          [0, 0.02],
          [0.27, 0.02],
          [0.325, 0.08],
          [0.335, 0.2],
          [0.3, 0.3],
          [0.24, 0.335],
          [0, 0.345],
        ],
        32,
      ),
      `#${color.getHexString()}`,
      place,
    );
    mold.add(
      new THREE.TorusGeometry(0.328, 0.012, 6, 40),
      dusk.cream,
      at(around(angle, SEATS_AT, 0.235), { turn: [90, 0, 0] }),
    );
    mold.add(
      new THREE.SphereGeometry(0.022, 12, 8),
      dusk.cream,
      at(around(angle, SEATS_AT, 0.345), { scale: [1, 0.5, 1] }),
    );
  }
}

/** In pots by the wall, between columns, and behind nobody's place: a head before leaves would look like their bloom. */
function plants(mold: Mold): void {
  const roll = dice(11);
  for (const column of [2, 5, 8, 11]) {
    const angle = ((column + 0.5) / COLUMNS) * 2 * Math.PI;
    const [x, , z] = around(angle, ROOM - 0.95);
    mold.add(
      turned(
        [
          [0.14, 0],
          [0.19, 0.3],
          [0.23, 0.34],
          [0.23, 0.39],
          [0.19, 0.39],
          [0.17, 0.34],
          [0, 0.34],
        ],
        24,
      ),
      dusk.clay,
      at([x, 0, z]),
    );
    for (let leaf = 0; leaf < 13; leaf++) {
      const shape = new THREE.SphereGeometry(1, 12, 8).scale(0.075, 0.34, 0.018).translate(0, 0.32, 0);
      const lean = 12 + 50 * (leaf / 13) ** 0.7;
      const place = new THREE.Matrix4()
        .makeTranslation(x, 0.34, z)
        .multiply(at([0, 0, 0], { turn: [0, leaf * 137.5, 0], scale: [1, 1.35 - 0.4 * roll(), 1] }))
        .multiply(at([0, 0, 0], { turn: [lean, 0, 0] }));
      mold.add(shape, leaf % 3 === 0 ? dusk.leafDeep : dusk.leaf, place);
    }
  }
}
