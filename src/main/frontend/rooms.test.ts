import assert from "node:assert/strict";
import { test } from "node:test";
import { idFor, isRoomId, roomBehind } from "./rooms.ts";

const here = "https://parlor.example:8443";

test("a name becomes an id that can be read in an address", () => {
  assert.equal(idFor("Tea & cake"), "tea-cake");
  assert.equal(idFor("  Žlutý kůň!  "), "zluty-kun");
  assert.equal(idFor("a_b-c"), "a_b-c");
  assert.equal(idFor("茶"), undefined);
  assert.equal(idFor("-_-"), undefined);
  const long = idFor("x ".repeat(60)) ?? "";
  assert.ok(isRoomId(long) && long.length <= 48);
});

test("a link to a room of this house leads there, with or without its scheme", () => {
  assert.equal(roomBehind("https://parlor.example:8443/chat/tea", here), "tea");
  assert.equal(roomBehind(" parlor.example:8443/chat/tea?x=1#y ", here), "tea");
  assert.equal(roomBehind("/vr/tea", here), "tea");
  assert.equal(roomBehind("#tea", here), "tea");
  assert.equal(roomBehind("Tea Room", here), "tea-room");
});

test("anything else leads nowhere", () => {
  for (const text of [
    "",
    "https://elsewhere.example/chat/tea",
    "https://parlor.example:8443/other",
    "/chat/Tea",
    "javascript:alert(1)//",
    "//",
  ]) {
    assert.equal(roomBehind(text, here), undefined, text);
  }
});
