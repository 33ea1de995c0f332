import type { Object3D } from "three";
import { THREE } from "../three.ts";
import { dusk } from "./dusk.ts";
import { dice } from "./dice.ts";

const FAR = 180;
const STARS = 420;

/** Night above, the last light low on one side. */
export function sky(): Object3D {
  const color = (hex: string): { value: InstanceType<typeof THREE.Color> } => ({ value: new THREE.Color(hex) });
  const dome = new THREE.Mesh(
    new THREE.SphereGeometry(FAR, 32, 24),
    new THREE.ShaderMaterial({
      side: THREE.BackSide,
      depthWrite: false,
      fog: false,
      uniforms: {
        zenith: color(dusk.zenith),
        high: color(dusk.high),
        low: color(dusk.low),
        horizon: color(dusk.horizon),
        mist: color(dusk.mist),
        sun: { value: new THREE.Vector3(-0.35, 0.02, -1).normalize() },
      },
      vertexShader: /* glsl */ `
        varying vec3 way;
        void main() {
          way = normalize(position);
          gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
        }`,
      fragmentShader: /* glsl */ `
        uniform vec3 zenith, high, low, horizon, mist, sun;
        varying vec3 way;
        void main() {
          vec3 w = normalize(way);
          float side = 0.5 + 0.5 * dot(normalize(w.xz + 1e-5), normalize(sun.xz));
          float warm = pow(side, 2.2);
          float y = max(w.y, 0.0);
          vec3 rim = mix(mix(mist, low, 0.35), horizon, 0.15 + 0.85 * warm);
          vec3 c = mix(rim, mix(mix(high, low, 0.25), low, warm), smoothstep(0.0, 0.16, y));
          c = mix(c, high, smoothstep(0.08, 0.42, y));
          c = mix(c, zenith, smoothstep(0.3, 0.85, y));
          float near = max(dot(w, sun), 0.0);
          c += vec3(1.0, 0.62, 0.32) * (0.34 * pow(near, 18.0) + 0.3 * pow(near, 90.0));
          c = mix(c, rim, smoothstep(0.0, -0.12, w.y));
          // A little noise keeps the gradient from breaking into bands.
          float grain = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
          gl_FragColor = vec4(c + grain / 160.0, 1.0);
          #include <colorspace_fragment>
        }`,
    }),
  );
  dome.renderOrder = -3;
  const all = new THREE.Group();
  all.add(dome, stars());
  return all;
}

function stars(): Object3D {
  const roll = dice(7);
  const places: number[] = [];
  const colors: number[] = [];
  for (let star = 0; star < STARS; star++) {
    const up = 0.16 + 0.84 * roll() ** 0.8;
    const angle = roll() * 2 * Math.PI;
    const flat = Math.sqrt(Math.max(0, 1 - up * up));
    places.push(Math.cos(angle) * flat * FAR * 0.96, up * FAR * 0.96, Math.sin(angle) * flat * FAR * 0.96);
    const light = (0.25 + 0.75 * roll() ** 3) * Math.min(1, (up - 0.1) * 2.4);
    colors.push(light, light * 0.96, light * 0.9);
  }
  const shape = new THREE.BufferGeometry();
  shape.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
  shape.setAttribute("color", new THREE.Float32BufferAttribute(colors, 3));
  const material = new THREE.PointsMaterial({
    size: 2.2,
    sizeAttenuation: false,
    vertexColors: true,
    transparent: true,
    blending: THREE.AdditiveBlending,
    depthWrite: false,
    fog: false,
  });
  const points = new THREE.Points(shape, material);
  points.renderOrder = -2;
  return points;
}
