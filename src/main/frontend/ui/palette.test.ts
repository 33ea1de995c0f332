import assert from "node:assert/strict";
import { test } from "node:test";
import { colorOf, isName, palette, plainName } from "./palette.ts";

test("a name has the colour that the server gives it", () => {
  // String.hashCode of the server: "Ada" is 65662, "Ben" 66667; a negative one wraps around.
  assert.equal(colorOf("Ada"), palette[65662 % 16]);
  assert.equal(colorOf("Ben"), palette[66667 % 16]);
  assert.equal(colorOf("polygenelubricants"), palette[0]); // hash -2147483648
  assert.equal(colorOf("  "), undefined);
});

test("a name is taken as the server will have it", () => {
  assert.equal(plainName("  Ada\u00a0 Lovelace "), "Ada Lovelace");
  assert.ok(isName("Åsa 🎩"));
  assert.ok(isName(""));
  assert.ok(!isName("x".repeat(33)));
  assert.ok(!isName("a\u200bb"));
  assert.ok(isName("👩🏽\u200d💻"));
  assert.ok(!isName("👩\u200d"));
  assert.ok(!isName("a\u200db"));
});
