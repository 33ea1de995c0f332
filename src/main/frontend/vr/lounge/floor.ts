import type { Object3D, Texture } from "three";
import { THREE } from "../three.ts";
import { dice } from "./dice.ts";
import { dusk } from "./dusk.ts";
import { PLACES, SEATS_AT, TABLE } from "./plan.ts";

const BOARDS = 26;

/** Boards in lamp light, and a round rug. The light and the shadows of what stands there are painted, which costs nothing. */
export function floor(radius: number): Object3D {
  const all = new THREE.Group();
  const boards = disc(
    radius,
    painted(1024, (pen, size) => paintBoards(pen, size)),
  );
  const rug = disc(
    RUG,
    painted(1024, (pen, size) => paintRug(pen, size)),
  );
  rug.position.y = 0.012;
  const edge = new THREE.Mesh(
    new THREE.CylinderGeometry(radius, radius, 0.35, 96, 1, true).translate(0, -0.176, 0),
    new THREE.MeshBasicMaterial({ color: "#2c1a1c" }),
  );
  all.add(boards, rug, edge);
  return all;
}

const RUG = 3.3;

function disc(radius: number, map: Texture): Object3D {
  const shape = new THREE.CircleGeometry(radius, 96).rotateX(-Math.PI / 2);
  return new THREE.Mesh(shape, new THREE.MeshBasicMaterial({ map, transparent: radius === RUG }));
}

function painted(size: number, paint: (pen: CanvasRenderingContext2D, size: number) => void): Texture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  paint(canvas.getContext("2d")!, size);
  const texture = new THREE.CanvasTexture(canvas);
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.anisotropy = 8;
  return texture;
}

function paintBoards(pen: CanvasRenderingContext2D, size: number): void {
  const roll = dice(3);
  const width = size / BOARDS;
  for (let board = 0; board < BOARDS; board++) {
    let from = -roll() * size * 0.4;
    while (from < size) {
      const length = size * (0.22 + 0.3 * roll());
      pen.fillStyle = `hsl(${24 + roll() * 7} ${40 + roll() * 10}% ${29 + roll() * 8}%)`;
      pen.fillRect(board * width, from, width - 1.4, length - 1.6);
      from += length;
    }
  }
  glow(pen, size, "rgb(255 190 110 / 52%)", 0.36);
  const night = pen.createRadialGradient(size / 2, size / 2, size * 0.2, size / 2, size / 2, size * 0.5);
  night.addColorStop(0, "rgb(30 14 50 / 0%)");
  night.addColorStop(1, "rgb(30 14 50 / 62%)");
  pen.fillStyle = night;
  pen.fillRect(0, 0, size, size);
}

function paintRug(pen: CanvasRenderingContext2D, size: number): void {
  const middle = size / 2;
  const ring = (radius: number, color: string, width: number): void => {
    pen.beginPath();
    pen.arc(middle, middle, radius * middle, 0, 2 * Math.PI);
    pen.lineWidth = width * middle;
    pen.strokeStyle = color;
    pen.stroke();
  };
  pen.beginPath();
  pen.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  pen.fillStyle = dusk.rug;
  pen.fill();
  pen.save();
  pen.clip();
  ring(0.95, "#48233c", 0.1);
  ring(0.9, dusk.rugLine, 0.016);
  ring(0.66, "#6f3a52", 0.22);
  ring(0.545, dusk.rugLine, 0.01);
  ring(0.78, dusk.rugLine, 0.01);
  for (let petal = 0; petal < 32; petal++) {
    const angle = (petal / 32) * 2 * Math.PI;
    pen.save();
    pen.translate(middle + Math.cos(angle) * middle * 0.84, middle + Math.sin(angle) * middle * 0.84);
    pen.rotate(angle);
    pen.beginPath();
    pen.ellipse(0, 0, middle * 0.028, middle * 0.045, 0, 0, 2 * Math.PI);
    pen.fillStyle = petal % 2 ? "#c9776f" : "#e6b07e";
    pen.fill();
    pen.restore();
  }
  glow(pen, size, "rgb(255 196 120 / 46%)", 0.46);
  shadow(pen, middle, middle, (TABLE * 1.25 * middle) / RUG, 0.5);
  for (const angle of PLACES) {
    const reach = (SEATS_AT * middle) / RUG;
    shadow(pen, middle + Math.sin(angle) * reach, middle + Math.cos(angle) * reach, (0.46 * middle) / RUG, 0.5);
  }
  pen.restore();
}

function glow(pen: CanvasRenderingContext2D, size: number, color: string, reach: number): void {
  const light = pen.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size * reach);
  light.addColorStop(0, color);
  light.addColorStop(1, "rgb(255 190 110 / 0%)");
  pen.fillStyle = light;
  pen.fillRect(0, 0, size, size);
}

function shadow(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, depth: number): void {
  const dark = pen.createRadialGradient(x, y, radius * 0.3, x, y, radius);
  dark.addColorStop(0, `rgb(24 8 20 / ${depth})`);
  dark.addColorStop(1, "rgb(24 8 20 / 0)");
  pen.fillStyle = dark;
  pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}
