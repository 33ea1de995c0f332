import { render } from "lit";
import type { Throw } from "#protocol";
import { hand } from "../ui/hands.ts";

interface Shape {
  outline: Path2D;
  /** Its class in the drawing, which says what it is made of. */
  of: string;
}

const WIDTH = 118;
const drawings = new Map<Throw | undefined, readonly Shape[]>();

/** The hands of the pages, drawn on paper in the scene: from the same drawings, so that one knows them again. */
export function drawHand(
  pen: CanvasRenderingContext2D,
  move: Throw | undefined,
  color: string,
  place: { x: number; y: number; width: number; mirrored?: boolean },
): void {
  const scale = place.width / WIDTH;
  pen.save();
  pen.translate(place.x + (place.mirrored ? place.width : 0), place.y);
  pen.scale(place.mirrored ? -scale : scale, scale);
  for (const { outline, of } of shapesOf(move)) {
    if (of === "crease") {
      pen.strokeStyle = `color-mix(in oklab, ${color} 68%, black)`;
      pen.lineWidth = 2.5;
      pen.lineCap = "round";
      pen.stroke(outline);
    } else {
      pen.fillStyle = stuff(of, color);
      pen.fill(outline);
    }
  }
  pen.restore();
}

/** How high a hand of a width is. */
export const heightOf = (width: number): number => (width * 104) / WIDTH;

function stuff(of: string, color: string): string {
  switch (of) {
    case "sleeve":
      return `color-mix(in oklab, ${color} 60%, #241f2b)`;
    case "cuff":
      return `color-mix(in oklab, ${color} 24%, white)`;
    case "thumb":
      return `color-mix(in oklab, ${color} 84%, white)`;
    default:
      return color;
  }
}

function shapesOf(move: Throw | undefined): readonly Shape[] {
  let shapes = drawings.get(move);
  if (shapes === undefined) {
    const sheet = document.createElement("div");
    render(hand(move), sheet);
    shapes = [...sheet.querySelectorAll<SVGGraphicsElement>("rect, path, circle, ellipse")].map(shapeOf);
    drawings.set(move, shapes);
  }
  return shapes;
}

function shapeOf(element: SVGGraphicsElement): Shape {
  const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
  const outline = new Path2D(element.getAttribute("d") ?? "");
  if (element.localName === "rect") {
    outline.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  } else if (element.localName !== "path") {
    const [rx, ry] = element.localName === "circle" ? [number("r"), number("r")] : [number("rx"), number("ry")];
    outline.ellipse(number("cx"), number("cy"), rx, ry, 0, 0, 2 * Math.PI);
  }
  const placed = new Path2D();
  placed.addPath(outline, placeOf(element));
  const classes = [...element.classList];
  return { outline: placed, of: classes.find((name) => name !== "skin") ?? "skin" };
}

/** With the turns of all that it is in. */
function placeOf(element: Element): DOMMatrix {
  const place = new DOMMatrix();
  for (let at: Element | null = element; at instanceof SVGGraphicsElement; at = at.parentElement) {
    const own = at.localName === "svg" ? undefined : at.transform.baseVal.consolidate()?.matrix;
    if (own !== undefined) {
      place.preMultiplySelf(new DOMMatrix([own.a, own.b, own.c, own.d, own.e, own.f]));
    }
  }
  return place;
}
