import assert from "node:assert/strict";
import { test } from "node:test";
import { shorten, wrap } from "./wrap.ts";

const measure = (text: string): number => [...text].length;

test("words go to the next line where they don't fit", () => {
  assert.deepEqual(wrap("the kettle is on the table", 10, 9, measure), ["the kettle", "is on the", "table"]);
});

test("lines of one's own stay, and spaces are one", () => {
  assert.deepEqual(wrap("one  two\nthree", 20, 9, measure), ["one two", "three"]);
});

test("a word wider than a line is cut", () => {
  assert.deepEqual(wrap("see abcdefghijkl", 5, 9, measure), ["see", "abcde", "fghij", "kl"]);
});

test("what is too long ends in an ellipsis that fits", () => {
  const lines = wrap("one two three four five six", 9, 2, measure);
  assert.deepEqual(lines, ["one two", "three…"]);
  assert.ok(wrap("abcdefghijklmnop", 5, 2, measure).every((line) => measure(line) <= 5));
});

test("letters made of several characters are not cut in half", () => {
  assert.equal(shorten("👩‍👩‍👧‍👧👩‍👩‍👧‍👧👩‍👩‍👧‍👧", 15, measure), "👩‍👩‍👧‍👧👩‍👩‍👧‍👧…");
});

test("nothing is one empty line", () => {
  assert.deepEqual(wrap("", 5, 3, measure), [""]);
});
