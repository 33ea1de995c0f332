import "../ui/vr-page.ts";
import type { Scene } from "../vr/aframe.d.ts";
import { webgl } from "../webgl.ts";

const room = document.documentElement.dataset["room"];
const page = document.querySelector("parlor-vr");

/** A-Frame's script, which takes longest to load, has run by the time the page is read, or never will. */
function begin(): void {
  const scene = document.querySelector<Scene>("a-scene");
  if (scene === null || globalThis.AFRAME?.components["parlor-room"] === undefined) {
    page?.giveUp("vr.missing");
  } else if (webgl() !== "WebGL 2") {
    page?.giveUp("vr.webgl");
  } else if (scene.hasLoaded) {
    page?.enter(scene);
  } else {
    scene.addEventListener("loaded", () => page?.enter(scene), { once: true });
  }
}

if (room !== undefined && page !== null) {
  page.approach(room);
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin, { once: true });
  } else {
    begin();
  }
}
