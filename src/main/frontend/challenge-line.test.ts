import assert from "node:assert/strict";
import { test } from "node:test";
import type { Participant } from "#protocol";
import { complete, completions, read } from "./challenge-line.ts";

let came = 0;
const called = (name: string): Participant => ({ id: `id-${name}`, name, color: "#112233", joinedAt: came++ });
const ADA = called("Ada");
const BEN = called("Ben Ali");
const GUEST = called("Guest 5");
const ADAM = called("Adam");
const HERE = [ADA, BEN, GUEST, ADAM];

const challenged = (text: string): unknown => {
  const reading = read(text, HERE);
  return reading.kind === "challenge" ? [reading.whom.name, reading.bestOf] : reading;
};

test("what does not begin with the command is a line", () => {
  for (const text of ["hello", "/rpsls @Ada", "say /rps @Ada", " rps", "/r"]) {
    assert.deepEqual(read(text, HERE), { kind: "line" }, text);
  }
});

test("the command alone asks how", () => {
  for (const text of ["/rps", " /rps  ", "/rps @", "/RPS"]) {
    assert.deepEqual(read(text, HERE), { kind: "how" }, text);
  }
});

test("a name with or without the sign, in any case, with spaces in it", () => {
  assert.deepEqual(challenged("/rps @Ada"), ["Ada", 3]);
  assert.deepEqual(challenged("/rps ada"), ["Ada", 3]);
  assert.deepEqual(challenged("/rps@Ada"), ["Ada", 3]);
  assert.deepEqual(challenged("/rps  @ben   ali "), ["Ben Ali", 3]);
});

test("how long the match is, in words or as a number", () => {
  assert.deepEqual(challenged("/rps @Ada best of 5"), ["Ada", 5]);
  assert.deepEqual(challenged("/rps @Ben Ali Best Of 1"), ["Ben Ali", 1]);
  assert.deepEqual(challenged("/rps @Ada 5"), ["Ada", 5]);
  assert.deepEqual(challenged("/rps @Ada, bo3"), ["Ada", 3]);
});

test("a name that ends in a number is a name", () => {
  assert.deepEqual(challenged("/rps @Guest 5"), ["Guest 5", 3]);
  assert.deepEqual(challenged("/rps @Guest 5 1"), ["Guest 5", 1]);
});

test("what is wrong is said", () => {
  assert.deepEqual(challenged("/rps @Zoe"), { kind: "problem", what: "nobody", value: "Zoe" });
  assert.deepEqual(challenged("/rps @Zoe best of 5"), { kind: "problem", what: "nobody", value: "Zoe" });
  assert.deepEqual(challenged("/rps @Ada best of 4"), { kind: "problem", what: "length", value: "4" });
  const twins = [called("Max"), called("Max")];
  assert.deepEqual(read("/rps @Max", twins), { kind: "problem", what: "several", value: "Max" });
});

test("in two tabs of one's own the other is meant", () => {
  const [one, two] = [called("Max"), { ...called("Max"), id: "two" }];
  for (const here of [
    [one, two],
    [two, one],
  ]) {
    const reading = read("/rps @Max", here, one.id);
    assert.equal(reading.kind === "challenge" && reading.whom.id, "two");
  }
});

test("of two whose names differ in case, the one that was typed is meant", () => {
  const reading = read("/rps @max", [called("Max"), called("max")]);
  assert.equal(reading.kind === "challenge" && reading.whom.name, "max");
});

const offered = (line: string): string[] => completions(line, HERE).map(({ name }) => name);

test("names are offered as one types, those that begin so first", () => {
  assert.deepEqual(offered("/rps @"), ["Ada", "Ben Ali", "Guest 5", "Adam"]);
  assert.deepEqual(offered("/rps @a"), ["Ada", "Adam", "Ben Ali"]);
  assert.deepEqual(offered("/rps be"), ["Ben Ali"]);
  assert.deepEqual(offered("/rps @zo"), []);
});

test("none are offered where there is nothing to complete", () => {
  for (const line of ["", "hello", "/rps", "/rps @Ada", "/rps @Ada best of", "/rps @ben ali 5"]) {
    assert.deepEqual(offered(line), [], line);
  }
});

test("a chosen name is one that is understood", () => {
  assert.deepEqual(challenged(complete(BEN)), ["Ben Ali", 3]);
  assert.deepEqual(challenged(`${complete(GUEST)}best of 1`), ["Guest 5", 1]);
});
