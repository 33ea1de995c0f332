import "../ui/vr-page.ts";
import type { Scene } from "../vr/aframe.d.ts";

const room = document.documentElement.dataset["room"];
const scene = document.querySelector<Scene>("a-scene");
const page = document.querySelector("parlor-vr");

if (room !== undefined && scene !== null && page !== null) {
  const enter = (): void => page.enter(scene, room);
  if (scene.hasLoaded) {
    enter();
  } else {
    scene.addEventListener("loaded", enter, { once: true });
  }
}
