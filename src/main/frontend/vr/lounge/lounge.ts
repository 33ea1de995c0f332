import type { Entity } from "../aframe.d.ts";
import { Part, register } from "../part.ts";
import { THREE } from "../three.ts";
import { dusk } from "./dusk.ts";
import { floor } from "./floor.ts";
import { furniture } from "./furniture.ts";
import { lamps } from "./lamps.ts";
import { land } from "./land.ts";
import { ROOM } from "./plan.ts";
import { sky } from "./sky.ts";

/** `parlor-lounge`: the parlor itself at dusk, an open round room with a lamp over a table. A dozen things to draw, no shadows. */
class Lounge extends Part {
  constructor(el: Entity, data: object) {
    super(el, data);
    el.object3D.add(sky(), land(), floor(ROOM), furniture(), lamps());
    el.sceneEl.object3D.fog = new THREE.Fog(dusk.mist, 9, 70);
  }

  override remove(): void {
    this.el.object3D.clear();
    this.el.sceneEl.object3D.fog = null;
  }
}

register("parlor-lounge", {}, Lounge);
