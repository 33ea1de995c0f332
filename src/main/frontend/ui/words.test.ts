import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { say } from "./words.ts";

// Tests run in the folder of package.json.
const resources = "../resources";
const keys = readFileSync(path.join(resources, "messages.properties"), "utf8")
  .split("\n")
  .filter((line) => line.includes("=") && !line.startsWith("#"))
  .map((line) => line.slice(0, line.indexOf("=")));

function read(folder: string, ending: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.endsWith(".test.ts") && !file.includes("node_modules"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
}

const scripts = read("ui", ".ts") + read("pages", ".ts") + read("vr", ".ts");
const templates = read(path.join(resources, "templates"), ".html");

/** Keys as they stand in the sources; a part in ${…} or beside a + may be anything. */
const used: RegExp[] = [
  ...[...scripts.matchAll(/["`]((?:(?:[a-z]\w*|\$\{[^}]*\})\.)*(?:\w|\$\{[^}]*\})+)["`]/g)].map(([, key]) => key ?? ""),
  ...[...templates.matchAll(/#\{([\w.]+)\}/g)].map(([, key]) => key ?? ""),
  ...[...templates.matchAll(/'(error\.)' \+ kind \+ '(\.\w+)'/g)].map(([, start, end]) => `${start}\${kind}${end}`),
]
  .filter((key) => key !== "")
  .map(
    (key) =>
      new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "\\w+")}(\\.(zero|one|two|few|many|other))?$`),
  );

const literal = [...scripts.matchAll(/(?<![\w#.])(?:say|sayCount)\(\s*"([\w.]+)"/g)].map(([, key]) => key ?? "");

test("every word that a script or a template says is there", () => {
  const missing = [...literal, ...[...templates.matchAll(/#\{([\w.]+)\}/g)].map(([, key]) => key ?? "")].filter(
    (key) => !keys.includes(key) && !keys.includes(`${key}.other`),
  );
  assert.deepEqual(missing, []);
});

test("no word is left over", () => {
  assert.deepEqual(
    keys.filter((key) => !used.some((pattern) => pattern.test(key))),
    [],
  );
});

test("a value that is read from right to left stands within isolates", () => {
  assert.equal(say("{0} beats {1}", "Ada", "דוד"), "Ada beats \u2068דוד\u2069");
  assert.equal(say("{0} has {1} of {2}", "محمد", 1200, "Ada"), "\u2068محمد\u2069 has 1,200 of Ada");
  assert.equal(say("{0} and {1}", "Łukasz"), "Łukasz and {1}");
});
