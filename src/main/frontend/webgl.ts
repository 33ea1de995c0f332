/** Which WebGL a browser has, if any. Draws nothing, and gives back at once what drawing takes. */
export function webgl(): "WebGL" | "WebGL 2" | undefined {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  const name = gl === null ? undefined : gl instanceof WebGLRenderingContext ? "WebGL" : "WebGL 2";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}
