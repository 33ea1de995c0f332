import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { FakeNetwork, fakeStorage } from "./fake-line.ts";
import { Connection, ConnectionLost, routeOf, type ConnectionOptions, type ConnectionState } from "./stomp.ts";

let network: FakeNetwork;
const resume = { token: undefined as string | undefined };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  globalThis.sessionStorage = fakeStorage();
  network = new FakeNetwork();
  resume.token = undefined;
});

function connection(options: Partial<ConnectionOptions> = {}): Connection {
  return new Connection({ profile: () => ({ name: "Ada" }), resume, dial: network.dial, random: () => 1, ...options });
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

test("it waits longer each time, up to 30 s, and never all clients the same", () => {
  const waits: number[] = [];
  for (const random of [0, 1]) {
    const retrying = connection({ random: () => random, route: "websocket" });
    for (let i = 0; i < 8; i++) {
      retrying.connect();
      network.line.close();
      const { state } = retrying;
      waits.push(state.phase === "reconnecting" ? state.retryAt - Date.now() : NaN);
    }
  }
  assert.deepEqual(waits.slice(0, 8), [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assert.deepEqual(waits.slice(8), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
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

test("a page that slept hears one more heart-beat before it gives up", () => {
  const asleep = connection();
  asleep.connect();
  network.line.connect();
  mock.timers.setTime(1_000_000 + 3_600_000);
  mock.timers.tick(1);
  assert.equal(asleep.state.phase, "connected");
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
