import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { FakeNetwork, fakeStorage } from "./fake-line.ts";
import { Connection, ConnectionLost, routeOf, type ConnectionOptions, type ConnectionState } from "./stomp.ts";

let network: FakeNetwork;
let wake: () => void;
const resume = { token: undefined as string | undefined };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  globalThis.sessionStorage = fakeStorage();
  network = new FakeNetwork();
  resume.token = undefined;
});

function connection(options: Partial<ConnectionOptions> = {}): Connection {
  return new Connection({
    profile: () => ({ name: "Ada" }),
    resume,
    dial: network.dial,
    random: () => 1,
    onWake: (wakes) => (wake = wakes),
    ...options,
  });
}

function phases(of: Connection): ConnectionState["phase"][] {
  const seen: ConnectionState["phase"][] = [];
  of.onState((state) => seen.push(state.phase));
  return seen;
}

test("a plain WebSocket is tried first, and SockJS at once where it is refused", () => {
  const connecting = connection();
  connecting.connect();
  assert.equal(network.line.route, "websocket");
  network.line.close();
  assert.equal(network.line.route, "sockjs");
  network.line.connect("xhr-streaming");
  assert.deepEqual(connecting.state, { phase: "connected", transport: "xhr-streaming" });
});

test("a WebSocket that never opens is given up after 4 s", () => {
  connection().connect();
  mock.timers.tick(3_999);
  assert.equal(network.lines.length, 1);
  mock.timers.tick(1);
  assert.equal(network.line.route, "sockjs");
  assert.equal(network.lines[0]?.ended, "dropped");
});

test("a page that stood still past the deadline hears its socket before it gives it up", () => {
  const busy = connection();
  busy.connect();
  mock.timers.setTime(1_000_000 + 9_000);
  mock.timers.tick(4_000);
  assert.equal(network.lines.length, 1);
  network.line.connect();
  mock.timers.tick(5_000);
  assert.deepEqual(busy.state, { phase: "connected", transport: "websocket" });
});

test("a page that stood still and has no connection then tries SockJS a second later", () => {
  connection().connect();
  mock.timers.setTime(1_000_000 + 9_000);
  mock.timers.tick(4_000);
  mock.timers.tick(999);
  assert.equal(network.lines.length, 1);
  mock.timers.tick(1);
  assert.equal(network.line.route, "sockjs");
});

test("a browser that forbids WebSockets gets SockJS", () => {
  network.forbidden.add("websocket");
  connection().connect();
  assert.equal(network.line.route, "sockjs");
});

test("what worked is tried first for a while, then the WebSocket has its chance again", () => {
  const first = connection();
  first.connect();
  network.line.close();
  network.line.connect("xhr-polling");
  first.disconnect();
  connection().connect();
  assert.equal(network.line.route, "sockjs");
  mock.timers.tick(10 * 60_000);
  connection().connect();
  assert.equal(network.line.route, "websocket");
});

test("a route that the address asks for is the only one", () => {
  const polling = connection({ route: routeOf("?transport=xhr-polling") });
  polling.connect();
  network.line.close();
  assert.equal(network.lines.length, 1);
  assert.equal(polling.state.phase, "reconnecting");
  assert.equal(routeOf("?transport=pigeon"), undefined);
});

test("it waits at random, up to a time that doubles until it is 30 s", () => {
  const waits = (random: number): number[] => {
    const retrying = connection({ random: () => random, route: "websocket" });
    return Array.from({ length: 8 }, () => {
      retrying.connect();
      network.line.close();
      const { state } = retrying;
      return state.phase === "reconnecting" ? state.retryAt - Date.now() : NaN;
    });
  };
  assert.deepEqual(waits(1), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  assert.deepEqual(waits(0.5), [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assert.deepEqual(waits(0), [0, 0, 0, 0, 0, 0, 0, 0]);
});

test("it tries again when it said it would", () => {
  const retrying = connection({ route: "websocket" });
  retrying.connect();
  network.line.close();
  assert.deepEqual(retrying.state, { phase: "reconnecting", retryAt: 1_001_000, attempt: 1 });
  mock.timers.tick(999);
  assert.equal(network.lines.length, 1);
  mock.timers.tick(1);
  assert.equal(network.lines.length, 2);
  assert.equal(retrying.state.phase, "connecting");
});

test("only a connection that lasts makes it impatient again", () => {
  const flapping = connection({ route: "websocket" });
  flapping.connect();
  const loses = (): number => {
    network.line.close();
    return flapping.state.phase === "reconnecting" ? flapping.state.retryAt - Date.now() : NaN;
  };
  network.line.connect();
  assert.equal(loses(), 1_000);
  mock.timers.tick(1_000);
  network.line.connect();
  assert.equal(loses(), 2_000);
  mock.timers.tick(2_000);
  network.line.connect();
  mock.timers.tick(5_000);
  assert.equal(loses(), 1_000);
});

test("it tries again at once when the browser wakes", () => {
  const asleep = connection({ route: "websocket" });
  wake();
  assert.equal(network.lines.length, 0, "who never connected stays away");
  asleep.connect();
  network.line.close();
  wake();
  assert.equal(network.lines.length, 2);
  wake();
  mock.timers.tick(1_000);
  assert.equal(network.lines.length, 2, "the try that was due later is this one");
  asleep.disconnect();
  wake();
  assert.equal(asleep.state.phase, "disconnected", "who took leave stays away");
});

test("it comes back by itself, as the same participant, and sees what it missed", () => {
  const back = connection();
  back.join("tea", { since: () => 41 });
  back.connect();
  network.line.connect();
  resume.token = "token";
  network.line.close();
  mock.timers.tick(1_000);
  assert.equal(network.lines.length, 2);
  assert.deepEqual({ ...network.line.headers, host: undefined }, { name: "Ada", resume: "token", host: undefined });
  network.line.connect();
  assert.deepEqual(
    network.line.sent.map(({ command, destination, headers }) => [command, destination, headers["since"]]),
    [
      ["SUBSCRIBE", "/user/queue/errors", undefined],
      ["SUBSCRIBE", "/user/queue/events", undefined],
      ["SUBSCRIBE", "/user/queue/rps", undefined],
      ["SUBSCRIBE", "/topic/room.tea", "41"],
    ],
  );
});

test("a connection from which nothing comes for 25 s is dead", () => {
  const silent = connection();
  silent.connect();
  network.line.connect();
  for (let i = 0; i < 6; i++) {
    mock.timers.tick(9_000);
    network.line.beat();
  }
  assert.equal(silent.state.phase, "connected");
  for (let i = 0; i < 6; i++) {
    mock.timers.tick(5_000);
  }
  assert.equal(network.lines[0]?.ended, "dropped");
  assert.notEqual(silent.state.phase, "connected");
});

test("a page that wakes next to a dead connection finds out", () => {
  const asleep = connection();
  asleep.connect();
  network.line.connect();
  mock.timers.setTime(1_000_000 + 3_600_000);
  wake();
  assert.equal(asleep.state.phase, "connected", "one more heart-beat may be on its way");
  mock.timers.tick(20_000);
  assert.equal(network.lines[0]?.ended, "dropped");
  assert.notEqual(asleep.state.phase, "connected");
});

test("a page that wakes next to a live connection keeps it", () => {
  const asleep = connection();
  asleep.connect();
  network.line.connect();
  mock.timers.setTime(1_000_000 + 3_600_000);
  wake();
  network.line.beat();
  mock.timers.tick(20_000);
  assert.equal(asleep.state.phase, "connected");
});

test("sending is done at its receipt", async () => {
  const sending = connection();
  sending.connect();
  network.line.connect();
  const done = sending.send("/app/chat", { room: "tea", text: "hi", id: "x" });
  network.line.receipt("/app/chat");
  await done;
});

test("a refusal belongs to the sending with its id, else to the oldest", async () => {
  const sending = connection();
  sending.connect();
  network.line.connect();
  const outcomes: string[] = [];
  const sends = ["x", "y", undefined].map((id) =>
    sending
      .send("/app/chat", { room: "tea", ...(id && { id }) })
      .catch((why: { code: string }) => outcomes.push(`${id} ${why.code}`)),
  );
  network.line.refuses({ code: "too_large", message: "", destination: "/app/chat", id: "y" });
  network.line.refuses({ code: "bad_request", message: "", destination: "/app/chat" });
  network.line.refuses({ code: "rate_limited", message: "", destination: "/app/chat" });
  await Promise.all(sends);
  assert.deepEqual(outcomes, ["y too_large", "x bad_request", "undefined rate_limited"]);
});

test("what was not acknowledged is lost with its connection, and what is sent without one at once", async () => {
  const sending = connection();
  await assert.rejects(sending.send("/app/chat", {}), ConnectionLost);
  sending.connect();
  network.line.connect();
  const done = sending.send("/app/chat", {});
  network.line.close();
  await assert.rejects(done, ConnectionLost);
});

test("whoever is resumed elsewhere stays away until they ask to be here again", () => {
  const replaced = connection();
  const seen = phases(replaced);
  replaced.connect();
  network.line.connect();
  resume.token = "token";
  network.line.frame({ command: "ERROR", headers: { message: "replaced" } });
  network.line.close();
  mock.timers.tick(60_000);
  assert.deepEqual(seen, ["connecting", "connected", "disconnected"]);
  assert.deepEqual(replaced.state, { phase: "disconnected", by: "replaced" });
  assert.equal(network.lines.length, 1);
  replaced.connect();
  assert.equal(network.line.headers["resume"], "token");
});

test("whoever is cut off for being slow comes back", () => {
  const slow = connection();
  slow.connect();
  network.line.connect();
  network.line.frame({ command: "ERROR", headers: { message: "too_slow" } });
  assert.equal(slow.state.phase, "reconnecting");
});

test("disconnecting takes leave, and tells when there was nothing to leave", () => {
  const leaving = connection();
  assert.equal(leaving.disconnect(), false);
  leaving.connect();
  network.line.connect();
  assert.equal(leaving.disconnect(), true);
  assert.equal(network.line.ended, "disconnected");
  assert.equal(leaving.disconnect(), false);
  mock.timers.tick(60_000);
  assert.equal(network.lines.length, 1);
});

test("what an old connection still says does not count", () => {
  const late = connection();
  late.connect();
  network.line.connect();
  network.line.close();
  mock.timers.tick(1_000);
  network.line.connect();
  network.lines[0]?.close();
  assert.equal(late.state.phase, "connected");
});

test("what was too large for a frame is refused and not lost, so that nobody sends it again", async () => {
  const shouting = connection();
  shouting.connect();
  network.line.connect();
  const done = shouting.send("/app/chat", { text: "a".repeat(20_000) });
  network.line.frame({ command: "ERROR", headers: { message: "too_large" }, body: "A frame is too large." });
  await assert.rejects(done, (why) => (why as { code: string }).code === "too_large");
  assert.equal(shouting.state.phase, "reconnecting");
});

test("who leaves a room is out of it, and not in it again after a reconnect", () => {
  const leaving = connection();
  const tea = leaving.join("tea");
  leaving.connect();
  network.line.connect();
  tea.leave();
  assert.equal(network.line.to("room.tea")[0]?.command, "UNSUBSCRIBE");
  network.line.close();
  mock.timers.tick(1_000);
  network.line.connect();
  assert.deepEqual(network.line.to("/topic/room.tea"), []);
});

const subscriptions = (): number => network.line.to("/topic/room.tea").length;
const refuses = (code: "unavailable" | "rate_limited" | "room_full"): void =>
  network.line.refuses({ code, message: "", destination: "/topic/room.tea" });
const welcomes = (): void =>
  network.line.frame({ headers: { destination: "/topic/room.tea" }, body: '{"type":"welcome","you":{}}' });

test("a refusal that passes keeps nobody out of a room that they were in: they try again, ever less often", () => {
  const back = connection();
  const heard: string[] = [];
  back.onRefused(({ code }) => heard.push(code));
  back.join("tea");
  back.connect();
  network.line.connect();
  welcomes();
  network.line.close();
  mock.timers.tick(1_000);
  network.line.connect();
  for (const [refusals, wait] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
    refuses(refusals % 2 === 0 ? "unavailable" : "rate_limited");
    mock.timers.tick(wait - 1);
    network.line.beat();
    assert.equal(subscriptions(), refusals + 1);
    mock.timers.tick(1);
    assert.equal(subscriptions(), refusals + 2);
  }
  assert.deepEqual(heard, []);
  welcomes();
  refuses("rate_limited");
  mock.timers.tick(1_000);
  assert.equal(subscriptions(), 9, "a welcome makes it impatient again");
  refuses("room_full");
  assert.deepEqual(heard, ["room_full"]);
});

test("who was never in a room hears why, also where it passes", () => {
  const coming = connection();
  const heard: string[] = [];
  coming.onRefused(({ code }) => heard.push(code));
  coming.join("tea");
  coming.connect();
  network.line.connect();
  refuses("unavailable");
  mock.timers.tick(5_000);
  assert.deepEqual(heard, ["unavailable"]);
  assert.equal(subscriptions(), 1);
});

test("nobody tries again for a room that they left, or twice over a new connection", () => {
  const leaving = connection();
  const tea = leaving.join("tea");
  leaving.connect();
  network.line.connect();
  welcomes();
  refuses("unavailable");
  network.line.close();
  mock.timers.tick(1_000);
  network.line.connect();
  mock.timers.tick(5_000);
  assert.equal(subscriptions(), 1);
  refuses("unavailable");
  tea.leave();
  mock.timers.tick(5_000);
  assert.equal(subscriptions(), 1);
});

test("a room is told what it says, and no other", () => {
  const both = connection();
  const heard: string[] = [];
  for (const room of ["tea", "tea-2"]) {
    both.join(room).on((message) => heard.push(`${room} ${message.type}`));
  }
  both.connect();
  network.line.connect();
  network.line.says("tea", { type: "spectators", count: 1 });
  network.line.says("tea-2", { type: "left", id: "x", name: "X", reason: "left" });
  assert.deepEqual(heard, ["tea spectators", "tea-2 left"]);
});

test("password, role and the shape of poses go with each subscription", () => {
  const watching = connection();
  watching.connect();
  network.line.connect();
  watching.join("tea", { password: "open: sesame", role: "spectator", poses: "packed" });
  const { headers } = network.line.to("/topic/room.tea")[0]!;
  assert.deepEqual(headers, { id: "room.tea", password: "open: sesame", role: "spectator", poses: "packed" });
});

test("the token of a welcome is kept and shown at the next CONNECT", () => {
  const back = connection();
  back.join("tea");
  back.connect();
  network.line.connect();
  network.line.frame({
    headers: { destination: "/topic/room.tea" },
    body: JSON.stringify({ type: "welcome", you: { id: "ada", resume: "secret" } }),
  });
  network.line.close();
  mock.timers.tick(1_000);
  assert.equal(network.line.headers["resume"], "secret");
});

test("refusals and private events reach who listens", () => {
  const listening = connection();
  const heard: unknown[] = [];
  listening.onRefused(({ code }) => heard.push(code));
  listening.onEvent(({ type }) => heard.push(type));
  listening.connect();
  network.line.connect();
  network.line.refuses({ code: "forbidden", message: "", destination: "/app/elsewhere" });
  network.line.frame({ headers: { destination: "/user/queue/events" }, body: '{"type":"event"}' });
  assert.deepEqual(heard, ["forbidden", "event"]);
});
