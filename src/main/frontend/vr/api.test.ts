import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

const page = readFileSync("../../../docs/your-own-scene.md", "utf8");
const script = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block).join("");

/** What an editor finds in a script that stands beside the types which the server serves. */
function mistakes(source: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "parlor-"));
  try {
    for (const types of ["protocol.d.ts", "parlor-aframe.d.ts"]) {
      copyFileSync(`../../../target/classes/static/app/${types}`, path.join(folder, types));
    }
    writeFileSync(path.join(folder, "scene.js"), source);
    const tsc = path.resolve("node_modules/typescript/bin/tsc");
    const options = "--noEmit --allowJs --strict --target es2022 --module esnext --moduleResolution bundler --types";
    const { stdout } = spawnSync(process.execPath, [tsc, ...options.split(" "), "", "scene.js"], {
      cwd: folder,
      encoding: "utf8",
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("an editor finds no mistake in the documented scripts", () => {
  assert.equal(mistakes(script), "");
});

test("an editor finds a name that is none, and a value that does not fit", () => {
  assert.match(mistakes(script.replace("participant.name", "participant.nmae")), /nmae/);
  assert.match(mistakes(`${script}room().say(7);`), /number/);
});
