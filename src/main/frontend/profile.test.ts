import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fakeStorage } from "./fake-line.ts";
import { forTab, profile } from "./profile.ts";

beforeEach(() => {
  globalThis.localStorage = fakeStorage();
  globalThis.sessionStorage = fakeStorage();
});

test("name and colour are kept for good, the token for the tab", () => {
  profile.name = "Ada";
  profile.color = "#112233";
  profile.resume.token = "secret";
  assert.deepEqual(profile.wish, { name: "Ada", color: "#112233" });
  globalThis.sessionStorage = fakeStorage(); // another tab
  assert.equal(profile.resume.token, undefined);
  assert.equal(profile.name, "Ada");
});

test("what is not known is not asked for", () => {
  assert.deepEqual(profile.wish, {});
});

test("the last eight rooms are remembered, each once, the last first", () => {
  for (const room of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "c"]) {
    profile.visited(room);
  }
  assert.deepEqual(profile.recentRooms, ["c", "i", "h", "g", "f", "e", "d", "b"]);
});

test("a theme that is no theme is the automatic one", () => {
  profile.theme = "dark";
  assert.equal(profile.theme, "dark");
  localStorage.setItem("parlor.theme", "mauve");
  assert.equal(profile.theme, "auto");
});

test("what was meddled with is nothing", () => {
  localStorage.setItem("parlor.rooms", "{not json");
  assert.deepEqual(profile.recentRooms, []);
  localStorage.setItem("parlor.rooms", '[1, "tea", null]');
  assert.deepEqual(profile.recentRooms, ["tea"]);
});

test("where storage is forbidden or full it is remembered as long as the page, and nothing breaks", () => {
  const forbidden = (): never => {
    throw new Error("SecurityError");
  };
  globalThis.localStorage = { ...fakeStorage(), getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  globalThis.sessionStorage = { ...fakeStorage(), getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  profile.name = "Ada";
  profile.resume.token = "secret";
  assert.deepEqual([profile.name, profile.resume.token], ["Ada", "secret"]);
  profile.resume.token = undefined;
  assert.equal(profile.resume.token, undefined);
  assert.deepEqual(
    forTab.list("unsent.tea", (item): item is string => typeof item === "string"),
    [],
  );
});

test("what could not be stored for once is forgotten for what could", () => {
  const full = fakeStorage();
  globalThis.localStorage = {
    ...full,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  };
  profile.name = "Ada";
  globalThis.localStorage = full;
  profile.name = "Ben";
  assert.equal(full.getItem("parlor.name"), "Ben");
  full.setItem("parlor.name", "Cy"); // another tab
  assert.equal(profile.name, "Cy");
});
