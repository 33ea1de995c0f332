import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { dial, type Line, type LineEvents, type Route, type StompFrame } from "./dial.ts";

/** A socket of either kind, which keeps what was asked of it. */
class FakeSocket {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onopen = null;
  onclose = null;
  transport?: string;
  closed = false;

  constructor(
    readonly url: string | URL,
    readonly protocols: unknown,
    readonly options?: { transports: string[]; timeout: number },
  ) {
    socket = this;
  }

  close(): void {
    this.closed = true;
  }
}

/** stomp-websocket's client, as it treats those who use it. */
class FakeStomp {
  debug: unknown = () => assert.fail("it logs every frame");
  maxWebSocketFrameSize = 16 * 1024;
  heartbeat = { incoming: 10_000, outgoing: 10_000 };
  onreceipt: (frame: StompFrame) => void = () => undefined;
  connected!: () => void;
  failed!: (error: StompFrame | string) => void;
  headers: Record<string, string> = {};
  readonly calls: [string, ...unknown[]][] = [];
  readonly received = new Map<string, (frame: StompFrame) => void>();

  connect(headers: Record<string, string>, connected: () => void, failed: (error: StompFrame | string) => void): void {
    Object.assign(this, { headers, connected, failed });
    socket.onmessage = (event) => this.calls.push(["message", event.data]);
  }

  disconnect(): void {
    this.calls.push(["DISCONNECT"]);
  }

  send(destination: string, headers: Record<string, string>, body: string): void {
    headers["destination"] = destination; // As the library does.
    this.calls.push(["SEND", headers, body]);
  }

  subscribe(destination: string, received: (frame: StompFrame) => void, headers: Record<string, string>): void {
    headers["destination"] = destination;
    this.received.set(destination, received);
    this.calls.push(["SUBSCRIBE", headers]);
  }

  unsubscribe(id: string): void {
    this.calls.push(["UNSUBSCRIBE", id]);
  }
}

let socket: FakeSocket;
let stomp: FakeStomp;
let heard: unknown[];

beforeEach(() => {
  heard = [];
  Object.assign(globalThis, {
    location: new URL("https://parlor.example/chat/tea?x=1"),
    WebSocket: FakeSocket,
    SockJS: FakeSocket,
    Stomp: { over: () => (stomp = new FakeStomp()) },
  });
});

function open(route: Route, headers: Record<string, string> = {}): Line {
  const events: LineEvents = {
    connected: (transport) => heard.push(`connected ${transport}`),
    frame: ({ command }) => heard.push(command),
    heard: () => heard.push("heard"),
    closed: () => heard.push("closed"),
  };
  return dial(route, "/ws", headers, events);
}

const frame = (command: string): StompFrame => ({ command, headers: {}, body: "" });

test("a WebSocket is opened beside the page, with STOMP's names", () => {
  open("websocket");
  assert.equal(String(socket.url), "wss://parlor.example/ws");
  assert.deepEqual(socket.protocols, ["v11.stomp", "v10.stomp"]);
});

test("SockJS may try all its transports, or the one that is asked for", () => {
  open("sockjs");
  assert.equal(String(socket.url), "https://parlor.example/ws");
  assert.deepEqual(socket.options?.transports, ["websocket", "xhr-streaming", "xhr-polling"]);
  open("xhr-polling");
  assert.deepEqual(socket.options?.transports, ["xhr-polling"]);
  open("sockjs-websocket");
  assert.deepEqual(socket.options?.transports, ["websocket"], "as SockJS calls it");
});

test("a transport that takes a moment to open is not given up for the next", () => {
  open("sockjs");
  assert.equal(socket.options?.timeout, 2_000);
});

test("what carries a connection is told by its name", () => {
  open("websocket");
  stomp.connected();
  for (const transport of ["websocket", "xhr-streaming", "eventsource", "xhr-polling"]) {
    open("sockjs");
    socket.transport = transport;
    stomp.connected();
  }
  assert.deepEqual(heard, [
    "connected websocket",
    "connected sockjs-websocket",
    "connected xhr-streaming",
    "connected eventsource",
    "connected xhr-polling",
  ]);
});

test("the library neither logs, nor cuts frames, nor judges silence", () => {
  open("websocket");
  assert.equal(stomp.debug, null);
  assert.equal(stomp.maxWebSocketFrameSize, Infinity);
  assert.deepEqual(stomp.heartbeat, { incoming: 0, outgoing: 0 });
});

test("over SockJS the client tells that it is there", () => {
  for (const route of ["sockjs", "xhr-streaming", "xhr-polling"] as const) {
    open(route);
    assert.deepEqual(stomp.heartbeat, { incoming: 0, outgoing: 20_000 });
  }
});

test("nobody's headers are changed", () => {
  const headers = { receipt: "r1" };
  const line = open("websocket");
  line.send("/app/chat", headers, "{}");
  line.subscribe("/topic/room.tea", { id: "room.tea" });
  assert.deepEqual(headers, { receipt: "r1" });
  assert.deepEqual(stomp.calls, [
    ["SEND", { receipt: "r1", destination: "/app/chat" }, "{}"],
    ["SUBSCRIBE", { id: "room.tea", destination: "/topic/room.tea" }],
  ]);
});

test("a header can't become two: CONNECT has no escapes, all others have", () => {
  const line = open("websocket", { name: "A\\da\nresume:stolen" });
  assert.deepEqual(stomp.headers, { name: "A\\da resume:stolen" });
  line.subscribe("/topic/room.tea", { id: "room.tea", password: "a\\b\nc:d" });
  assert.deepEqual(stomp.calls, [
    ["SUBSCRIBE", { id: "room.tea", password: "a\\\\b\\nc:d", destination: "/topic/room.tea" }],
  ]);
});

test("frames and receipts arrive, and that anything came", () => {
  const line = open("websocket");
  line.subscribe("/topic/room.tea", { id: "room.tea" });
  socket.onmessage?.({ data: "\n" } as MessageEvent);
  stomp.received.get("/topic/room.tea")?.(frame("MESSAGE"));
  stomp.onreceipt(frame("RECEIPT"));
  assert.deepEqual(heard, ["heard", "MESSAGE", "RECEIPT"]);
  assert.deepEqual(stomp.calls.at(-1), ["message", "\n"], "the library gets it, too");
});

test("an ERROR frame is told, and the end of the connection once", () => {
  open("websocket");
  stomp.failed(frame("ERROR"));
  stomp.failed("Whoops! Lost connection to wss://parlor.example/ws");
  stomp.failed("Whoops! Lost connection to wss://parlor.example/ws");
  assert.deepEqual(heard, ["ERROR", "closed"]);
});

test("a line that was let go says no more", () => {
  const line = open("websocket");
  line.subscribe("/topic/room.tea", { id: "room.tea" });
  line.drop();
  assert.ok(socket.closed);
  stomp.connected();
  stomp.failed(frame("ERROR"));
  stomp.failed("Whoops!");
  socket.onmessage?.({ data: "\n" } as MessageEvent);
  assert.deepEqual(heard, []);
});

test("taking leave is said to the server", () => {
  open("websocket").disconnect();
  assert.deepEqual(stomp.calls, [["DISCONNECT"]]);
  stomp.failed("Whoops!");
  assert.deepEqual(heard, []);
});
