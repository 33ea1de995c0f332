/**
 * Builds the front end: checks types, runs the unit tests, bundles pages/*.ts and style/parlor.css.
 *
 *     node build.mjs <output folder>    what Maven calls
 *     node build.mjs --fix              formats the sources
 *
 * Installs the packages first where package.json or its lock has changed.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
process.chdir(here);

const run = (command, args, options = {}) => execFileSync(command, args, { stdio: "inherit", ...options });
const tool = (name, ...args) => run(process.execPath, [path.join("node_modules", name), ...args]);

function install() {
  const stamp = path.join("node_modules", ".stamp");
  const wanted = createHash("sha256")
    .update(readFileSync("package.json"))
    .update(readFileSync("package-lock.json"))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return;
  }
  // The npm that belongs to this Node where there is one: Maven may have brought a Node that is on no path.
  const beside = path.join(path.dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  if (existsSync(beside)) {
    run(process.execPath, [beside, ...args]);
  } else {
    run("npm", args, { shell: process.platform === "win32" });
  }
  writeFileSync(stamp, wanted);
}

const sources = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.startsWith("node_modules"))
    .map((file) => path.join(folder, file));

const bundling = {
  bundle: true,
  format: "esm",
  target: "es2022",
  loader: { ".svg": "text", ".woff2": "file" },
  logLevel: "warning",
};

async function test(esbuild) {
  const entryPoints = sources(".", ".test.ts");
  const outdir = mkdtempSync(path.join(tmpdir(), "parlor-frontend-"));
  try {
    await esbuild.build({ ...bundling, entryPoints, outdir, platform: "node", outExtension: { ".js": ".mjs" }, sourcemap: "inline" });
    run(process.execPath, ["--test", "--test-reporter=dot", ...sources(outdir, ".mjs")]);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function bundle(esbuild, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...bundling,
    entryPoints: [...sources("pages", ".ts"), "style/parlor.css"],
    entryNames: "[name]",
    outdir,
    splitting: true,
    minify: true,
    sourcemap: true,
  });
}

const formatted = ["**/*.{ts,mjs,css}"];
const target = process.argv[2];
if (!target) {
  throw new Error("Where to? node build.mjs <output folder>");
}
install();
if (target === "--fix") {
  tool("prettier/bin/prettier.cjs", "--log-level=warn", "--write", ...formatted);
} else {
  tool("prettier/bin/prettier.cjs", "--log-level=warn", "--check", ...formatted);
  tool("typescript/bin/tsc", "-p", ".");
  const esbuild = await import(pathToFileURL(path.resolve("node_modules/esbuild/lib/main.js")));
  await test(esbuild);
  await bundle(esbuild, target);
}
