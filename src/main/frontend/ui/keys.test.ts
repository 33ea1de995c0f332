import assert from "node:assert/strict";
import { test } from "node:test";
import { letterOf } from "./keys.ts";

test("a key's letter is what the layout says, and where it has no such letters what stands there elsewhere", () => {
  for (const [key, code, letter] of [
    ["r", "KeyR", "r"],
    ["R", "KeyR", "r"],
    ["z", "KeyY", "z"], // German
    ["к", "KeyR", "r"], // Russian
    ["π", "KeyP", "p"], // Greek
    ["ד", "KeyS", "s"], // Hebrew
    ["?", "Slash", "?"],
    ["Enter", "Enter", "enter"],
  ] as const) {
    assert.equal(letterOf({ key, code }), letter);
  }
});
