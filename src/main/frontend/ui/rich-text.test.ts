import assert from "node:assert/strict";
import { test } from "node:test";
import { isGesture, parse } from "./rich-text.ts";

const links = (text: string): string[] => parse(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));
const whole = (text: string): string =>
  parse(text)
    .map((part) => part.text)
    .join("");

test("text without anything in it is one part", () => {
  assert.deepEqual(parse("<b>hello</b>"), [{ kind: "text", text: "<b>hello</b>" }]);
  assert.deepEqual(parse(""), []);
});

test("addresses of the web become links, as they were typed", () => {
  assert.deepEqual(parse("see https://example.org/a?b=c#d now"), [
    { kind: "text", text: "see " },
    { kind: "link", text: "https://example.org/a?b=c#d", href: "https://example.org/a?b=c#d" },
    { kind: "text", text: " now" },
  ]);
});

test("what ends a sentence or closes a bracket around it is no part of a link", () => {
  assert.deepEqual(links("(https://example.org/a)."), ["https://example.org/a"]);
  assert.deepEqual(links("https://example.org/a_(b), https://example.org!"), [
    "https://example.org/a_(b)",
    "https://example.org/",
  ]);
});

test("other schemes stay text", () => {
  for (const text of [
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.org",
    "xhttps://example.org",
    "https://",
  ]) {
    assert.deepEqual(links(text), [], text);
    assert.equal(whole(text), text);
  }
});

test("a link can't break out of what it stands in", () => {
  assert.deepEqual(links('https://example.org/"onclick="x'), ["https://example.org/"]);
  assert.deepEqual(links("https://example.org/<script>"), ["https://example.org/"]);
});

test("backticks make code, within a line and over several", () => {
  assert.deepEqual(parse("a `b < c` d"), [
    { kind: "text", text: "a " },
    { kind: "code", text: "b < c", block: false },
    { kind: "text", text: " d" },
  ]);
  assert.deepEqual(parse("```\nx\ny\n```"), [{ kind: "code", text: "x\ny", block: true }]);
  assert.deepEqual(parse("`https://example.org`"), [{ kind: "code", text: "https://example.org", block: false }]);
  assert.equal(whole("a ` b"), "a ` b");
});

test("a text of many brackets or backticks is read in no time", () => {
  const began = performance.now();
  parse("https://a.example/" + ")".repeat(2000));
  parse("`".repeat(2000));
  parse("http://".repeat(300));
  assert.ok(performance.now() - began < 500);
});

test("a few emoji alone are a gesture", () => {
  assert.ok(isGesture("👋"));
  assert.ok(isGesture("👩🏽‍🚀 🎉"));
  assert.ok(!isGesture("👋 hi"));
  assert.ok(!isGesture("123"));
  assert.ok(!isGesture("👋👋👋👋"));
  assert.ok(!isGesture(""));
});
