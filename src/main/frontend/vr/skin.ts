import type { Material } from "three";
import { THREE } from "./three.ts";

/** What people are made of: their colour, a little of it their own light, so that it is theirs in any lamp's light. */
export function skinOf(color: string): Material {
  return new THREE.MeshStandardMaterial({
    color,
    emissive: color,
    emissiveIntensity: 0.16,
    vertexColors: true,
    roughness: 0.58,
  });
}
