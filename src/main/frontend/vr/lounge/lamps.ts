import type { Object3D } from "three";
import { roundOf } from "../shadow.ts";
import { THREE } from "../three.ts";
import { turned } from "../mold.ts";
import { dusk } from "./dusk.ts";
import { around, COLUMN_HEIGHT, COLUMNS, ROOM } from "./plan.ts";

const LAMP = 2.3;
const BULBS = 5;
const SAG = 0.42;

/** The lamp over the table, lights on strings around the room, and the light they give. */
export function lamps(): Object3D {
  const all = new THREE.Group();
  all.add(shade(), cone(), ...strings(), ...lights());
  return all;
}

function lights(): Object3D[] {
  const evening = new THREE.HemisphereLight("#b9aef2", "#a3604a", 2.1);
  const lamp = new THREE.PointLight("#ffb673", 7, 16, 1.5);
  lamp.position.set(0, LAMP - 0.1, 0);
  const last = new THREE.DirectionalLight("#ff9a78", 1.3);
  last.position.set(-3.5, 1.6, -10);
  return [evening, lamp, last];
}

function shade(): Object3D {
  const all = new THREE.Group();
  const outside = new THREE.Mesh(
    turned(
      [
        [0.385, 0],
        [0.38, 0.02],
        [0.2, 0.26],
        [0.13, 0.3],
        [0.09, 0.3],
      ],
      40,
    ),
    new THREE.MeshLambertMaterial({
      color: "#e8623d",
      emissive: "#a13c22",
      emissiveIntensity: 0.55,
      side: THREE.FrontSide,
    }),
  );
  const inside = new THREE.Mesh(
    turned(
      [
        [0.38, 0.004],
        [0.19, 0.255],
        [0, 0.28],
      ],
      40,
    ),
    new THREE.MeshBasicMaterial({ color: "#ffdf9e", side: THREE.BackSide }),
  );
  const bulb = new THREE.Mesh(
    new THREE.SphereGeometry(0.085, 20, 16),
    new THREE.MeshBasicMaterial({ color: "#fff3d2" }),
  );
  bulb.position.y = 0.07;
  const cord = new THREE.Mesh(
    new THREE.CylinderGeometry(0.009, 0.009, COLUMN_HEIGHT + 0.8 - LAMP - 0.3, 6),
    new THREE.MeshBasicMaterial({ color: "#2b1a20" }),
  );
  cord.position.y = 0.3 + (COLUMN_HEIGHT + 0.8 - LAMP - 0.3) / 2;
  all.add(outside, inside, bulb, cord);
  all.position.y = LAMP;
  return all;
}

/** Light that one sees in the air, brightest below the lamp. */
function cone(): Object3D {
  const shape = new THREE.CylinderGeometry(0.36, 1.35, LAMP - 0.6, 40, 1, true);
  const material = new THREE.ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: THREE.AdditiveBlending,
    side: THREE.DoubleSide,
    uniforms: { color: { value: new THREE.Color(dusk.lamp) } },
    vertexShader: /* glsl */ `
      varying float height;
      varying float facing;
      void main() {
        height = uv.y;
        vec4 seen = modelViewMatrix * vec4(position, 1.0);
        facing = abs(dot(normalize(normalMatrix * normal), normalize(-seen.xyz)));
        gl_Position = projectionMatrix * seen;
      }`,
    fragmentShader: /* glsl */ `
      uniform vec3 color;
      varying float height;
      varying float facing;
      void main() {
        gl_FragColor = vec4(color, 0.1 * height * height * smoothstep(0.0, 0.8, facing));
        #include <colorspace_fragment>
      }`,
  });
  const light = new THREE.Mesh(shape, material);
  light.position.y = 0.6 + (LAMP - 0.6) / 2;
  light.renderOrder = 1;
  return light;
}

function strings(): Object3D[] {
  const bulbs: [number, number, number][] = [];
  const wire: number[] = [];
  const edge = ROOM - 0.3;
  for (let column = 0; column < COLUMNS; column++) {
    let before: [number, number, number] | undefined;
    for (let step = 0; step <= BULBS + 1; step++) {
      const through = step / (BULBS + 1);
      const angle = ((column + through) / COLUMNS) * 2 * Math.PI;
      const point = around(angle, edge, COLUMN_HEIGHT - 0.16 - SAG * 4 * through * (1 - through));
      if (before !== undefined) {
        wire.push(...before, ...point);
      }
      if (step > 0 && step <= BULBS) {
        bulbs.push(point);
      }
      before = point;
    }
  }
  const line = new THREE.BufferGeometry();
  line.setAttribute("position", new THREE.Float32BufferAttribute(wire, 3));
  const balls = new THREE.InstancedMesh(
    new THREE.SphereGeometry(0.038, 12, 10),
    new THREE.MeshBasicMaterial({ color: "#ffe6b0" }),
    bulbs.length,
  );
  bulbs.forEach(([x, y, z], index) => balls.setMatrixAt(index, new THREE.Matrix4().makeTranslation(x, y - 0.05, z)));
  const halos = new THREE.BufferGeometry();
  halos.setAttribute(
    "position",
    new THREE.Float32BufferAttribute([...bulbs.flatMap(([x, y, z]) => [x, y - 0.05, z]), 0, LAMP, 0], 3),
  );
  const glow = new THREE.PointsMaterial({
    map: roundOf("rgb(255 196 104 / 62%)", "rgb(255 150 70 / 0%)"),
    size: 0.62,
    transparent: true,
    depthWrite: false,
    blending: THREE.AdditiveBlending,
    fog: false,
  });
  return [
    new THREE.LineSegments(line, new THREE.LineBasicMaterial({ color: "#2b1a24" })),
    balls,
    new THREE.Points(halos, glow),
  ];
}
