/**
 * Builds the front end; Node alone runs it, from any folder.
 *
 *     node build.mjs           checks the types and bundles into target/classes/static/app
 *     node build.mjs --watch   bundles, and again at every change
 *     node build.mjs --test    checks the formatting and runs the unit tests, *.test.ts
 *     node build.mjs --fix     formats the sources
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(path.dirname(fileURLToPath(import.meta.url)));
const target = "../../../target";

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (error) {
    throw error;
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

/** `npm ci`, where package.json or its lock is not the one that node_modules was made of. */
function install() {
  const stamp = "node_modules/.stamp";
  const wanted = createHash("sha256")
    .update(readFileSync("package.json"))
    .update(readFileSync("package-lock.json"))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return;
  }
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // The npm that came with this Node need not be on the PATH: Maven may have brought both.
  const beside = ["node_modules", "../lib/node_modules"]
    .map((folder) => path.join(path.dirname(process.execPath), folder, "npm/bin/npm-cli.js"))
    .find(existsSync);
  if (beside) {
    run(process.execPath, [beside, ...args]);
  } else {
    run("npm", args, { shell: process.platform === "win32" });
  }
  writeFileSync(stamp, wanted);
}

const tool = (script, ...args) => run(process.execPath, [`node_modules/${script}`, ...args]);
const prettier = (verb) => tool("prettier/bin/prettier.cjs", "--log-level=warn", verb, "**/*.{ts,mjs,css}");

const sources = (ending) =>
  readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .flatMap(({ name }) => readdirSync(name, { recursive: true }).map((file) => path.join(name, file)))
    .concat(readdirSync("."))
    .filter((file) => file.endsWith(ending));

const bundling = {
  bundle: true,
  format: "esm",
  target: "es2022",
  loader: { ".svg": "text", ".woff2": "file", ".properties": "text" },
  logLevel: "warning",
};

const pages = () => ({
  ...bundling,
  entryPoints: [...sources(".ts").filter((file) => path.dirname(file) === "pages"), "style/parlor.css"],
  entryNames: "[name]",
  outdir: `${target}/classes/static/app`,
  splitting: true,
  minify: true,
  sourcemap: true,
});

/** The components for A-Frame: a classic script, which any page can load from any origin. */
const scene = () => ({
  ...bundling,
  entryPoints: ["vr/parlor-aframe.ts"],
  outdir: `${target}/classes/static/app`,
  format: "iife",
  minify: true,
  sourcemap: true,
});

/**
 * A-Frame's own bundle, to be served by us. What it would fetch from elsewhere (fonts, models of controllers) it looks for beside
 * itself instead: nothing here uses any of that, and a scene that does finds out at once.
 */
function vendor() {
  const from = "node_modules/aframe";
  const to = `${target}/classes/static/app/vendor`;
  mkdirSync(to, { recursive: true });
  const here = 'window.AFRAME_CDN_ROOT||=new URL("aframe/",document.currentScript.src).href;';
  const dist = readFileSync(`${from}/dist/aframe-v1.8.0.min.js`, "utf8").replace(/\n\/\/# sourceMappingURL=.*/, "");
  writeFileSync(`${to}/aframe.min.js`, `${here}\n${dist}`);
  copyFileSync(`${from}/LICENSE`, `${to}/aframe.LICENSE`);
}

/** For editors: the messages, and what scenes can use of ours. */
function types() {
  const to = `${target}/classes/static/app`;
  copyFileSync(`${target}/generated-sources/frontend/protocol.d.ts`, `${to}/protocol.d.ts`);
  writeFileSync(`${to}/parlor-aframe.d.ts`, readFileSync("vr/api.ts", "utf8").replace('"#protocol"', '"./protocol"'));
}

async function test({ build }) {
  const outdir = `${target}/frontend-tests`;
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = sources(".test.ts");
  await build({
    ...bundling,
    entryPoints,
    outdir,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    sourcemap: "inline",
  });
  const bundles = entryPoints.map((file) => path.join(outdir, file.replace(/ts$/, "mjs")));
  const options = ["--enable-source-maps", "--disable-warning=ExperimentalWarning"];
  run(process.execPath, [...options, "--test", "--test-reporter=spec", ...bundles]);
}

const mode = process.argv[2];
install();
const esbuild = await import("esbuild");
if (mode === "--fix") {
  prettier("--write");
} else if (mode === "--test") {
  prettier("--check");
  await test(esbuild);
} else if (mode === "--watch") {
  vendor();
  for (const bundle of [pages(), scene()]) {
    await (await esbuild.context({ ...bundle, logLevel: "info" })).watch();
  }
} else {
  tool("typescript/bin/tsc");
  rmSync(pages().outdir, { recursive: true, force: true });
  vendor();
  await esbuild.build(pages());
  await esbuild.build(scene());
  types();
}
