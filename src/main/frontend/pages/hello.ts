import "../ui/hello-page.ts";
import "../ui/theme-switch.ts";
import { dial } from "../dial.ts";
import type { Surroundings } from "../hello.ts";
import { webgl } from "../webgl.ts";

/** The page itself tells the server's time, in a header of its own: HTTP's Date knows whole seconds only. */
async function serverTime(): Promise<number> {
  const answer = await fetch("/hello", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(4_000) });
  const at = Date.parse(answer.headers.get("Parlor-Time") ?? "");
  if (Number.isNaN(at)) {
    throw new Error("The answer has no time");
  }
  return at;
}

/** Only a browser with WebXR, in a secure context, has `xr`; TypeScript does not know it. */
const { xr } = navigator as { xr?: Surroundings["xr"] };

const around: Surroundings = {
  dial,
  serverTime,
  now: () => Date.now(),
  elapsed: () => performance.now(),
  secure: isSecureContext,
  xr,
  webgl,
  // The names carry what only drivers want to know, in brackets. Some browsers have no such list over plain HTTP.
  controllers: () =>
    (navigator.getGamepads?.() ?? []).flatMap((pad) => (pad === null ? [] : [pad.id.replace(/ *\(.*\)/, "")])),
  microphones: async () => {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    return (await mediaDevices?.enumerateDevices())?.filter(({ kind }) => kind === "audioinput").length;
  },
};

document.querySelector("parlor-hello")?.start(around);
