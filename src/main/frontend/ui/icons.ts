import { html, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import again from "lucide-static/icons/rotate-cw.svg";
import armchair from "lucide-static/icons/armchair.svg";
import arrowDown from "lucide-static/icons/arrow-down.svg";
import arrowRight from "lucide-static/icons/arrow-right.svg";
import back from "lucide-static/icons/chevron-left.svg";
import box from "lucide-static/icons/box.svg";
import cable from "lucide-static/icons/cable.svg";
import check from "lucide-static/icons/check.svg";
import clock from "lucide-static/icons/clock.svg";
import chat from "lucide-static/icons/message-circle.svg";
import close from "lucide-static/icons/x.svg";
import cloudOff from "lucide-static/icons/cloud-off.svg";
import controller from "lucide-static/icons/gamepad-2.svg";
import copy from "lucide-static/icons/copy.svg";
import doorClosed from "lucide-static/icons/door-closed.svg";
import doorOpen from "lucide-static/icons/door-open.svg";
import eye from "lucide-static/icons/eye.svg";
import failed from "lucide-static/icons/circle-alert.svg";
import feed from "lucide-static/icons/rss.svg";
import goggles from "lucide-static/icons/rectangle-goggles.svg";
import keyboard from "lucide-static/icons/keyboard.svg";
import link from "lucide-static/icons/link.svg";
import lock from "lucide-static/icons/lock.svg";
import microphone from "lucide-static/icons/mic.svg";
import minus from "lucide-static/icons/minus.svg";
import moon from "lucide-static/icons/moon.svg";
import pencil from "lucide-static/icons/pencil.svg";
import people from "lucide-static/icons/users-round.svg";
import play from "lucide-static/icons/swords.svg";
import plug from "lucide-static/icons/plug.svg";
import plus from "lucide-static/icons/plus.svg";
import pulse from "lucide-static/icons/activity.svg";
import repeat from "lucide-static/icons/repeat.svg";
import room from "lucide-static/icons/hash.svg";
import send from "lucide-static/icons/send-horizontal.svg";
import stream from "lucide-static/icons/waves.svg";
import sun from "lucide-static/icons/sun.svg";
import system from "lucide-static/icons/sun-moon.svg";
import tab from "lucide-static/icons/app-window.svg";
import talk from "lucide-static/icons/messages-square.svg";
import wire from "lucide-static/icons/zap.svg";

const drawings = {
  again,
  armchair,
  arrowDown,
  arrowRight,
  back,
  box,
  cable,
  chat,
  check,
  clock,
  close,
  cloudOff,
  controller,
  copy,
  doorClosed,
  doorOpen,
  eye,
  failed,
  feed,
  goggles,
  keyboard,
  link,
  lock,
  microphone,
  minus,
  moon,
  pencil,
  people,
  play,
  plug,
  plus,
  pulse,
  repeat,
  room,
  send,
  stream,
  sun,
  system,
  tab,
  talk,
  wire,
};

export type Icon = keyof typeof drawings;

/** A drawing beside words or inside a labelled button; never the only name of a thing. The markup is ours, from the build. */
export function icon(name: Icon): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeHTML(drawings[name])}</span>`;
}
