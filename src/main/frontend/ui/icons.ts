import { html, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import armchair from "lucide-static/icons/armchair.svg";
import arrowDown from "lucide-static/icons/arrow-down.svg";
import arrowRight from "lucide-static/icons/arrow-right.svg";
import back from "lucide-static/icons/chevron-left.svg";
import check from "lucide-static/icons/check.svg";
import close from "lucide-static/icons/x.svg";
import cloudOff from "lucide-static/icons/cloud-off.svg";
import doorClosed from "lucide-static/icons/door-closed.svg";
import doorOpen from "lucide-static/icons/door-open.svg";
import eye from "lucide-static/icons/eye.svg";
import failed from "lucide-static/icons/circle-alert.svg";
import keyboard from "lucide-static/icons/keyboard.svg";
import link from "lucide-static/icons/link.svg";
import lock from "lucide-static/icons/lock.svg";
import moon from "lucide-static/icons/moon.svg";
import pencil from "lucide-static/icons/pencil.svg";
import people from "lucide-static/icons/users-round.svg";
import plug from "lucide-static/icons/plug.svg";
import plus from "lucide-static/icons/plus.svg";
import room from "lucide-static/icons/hash.svg";
import send from "lucide-static/icons/send-horizontal.svg";
import sun from "lucide-static/icons/sun.svg";
import system from "lucide-static/icons/sun-moon.svg";
import tab from "lucide-static/icons/app-window.svg";
import talk from "lucide-static/icons/messages-square.svg";

const drawings = {
  armchair,
  arrowDown,
  arrowRight,
  back,
  check,
  close,
  cloudOff,
  doorClosed,
  doorOpen,
  eye,
  failed,
  keyboard,
  link,
  lock,
  moon,
  pencil,
  people,
  plug,
  plus,
  room,
  send,
  sun,
  system,
  tab,
  talk,
};

export type Icon = keyof typeof drawings;

/** A drawing beside words or inside a labelled button; never the only name of a thing. The markup is ours, from the build. */
export function icon(name: Icon): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeHTML(drawings[name])}</span>`;
}
