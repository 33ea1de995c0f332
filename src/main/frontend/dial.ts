/**
 * Opens one connection: a WebSocket, or SockJS where that does not pass. The only file that knows the two libraries, which the
 * page loads before its own script: stomp-websocket 2.3 and sockjs-client 1.5.
 */

/** How a connection is carried. */
export type Transport = "websocket" | "sockjs-websocket" | "xhr-streaming" | "eventsource" | "xhr-polling";

/** What may be asked for: the plain WebSocket, whatever SockJS finds, or one of its transports. */
export type Route = Transport | "sockjs";

export interface StompFrame {
  command: string;
  headers: Record<string, string>;
  body: string;
}

/** One connection, from CONNECT on. `closed` is called once, whatever ends it. */
export interface Line {
  send(destination: string, headers: Record<string, string>, body: string): void;
  subscribe(destination: string, headers: Record<string, string> & { id: string }): void;
  unsubscribe(id: string): void;
  /** Takes leave: the server need not wait for one to come back. */
  disconnect(): void;
  /** Lets go at once. */
  drop(): void;
}

export interface LineEvents {
  /** `told` are the headers of CONNECTED. */
  connected(transport: Transport, told: Record<string, string>): void;
  frame(frame: StompFrame): void;
  /** Anything came, a heart-beat too. */
  heard(): void;
  closed(): void;
}

export type Dial = (route: Route, endpoint: string, headers: Record<string, string>, events: LineEvents) => Line;

interface Socket {
  onmessage: ((event: MessageEvent) => void) | null;
  onopen: ((event: globalThis.Event) => void) | null;
  onclose: ((event: globalThis.Event) => void) | null;
  transport?: string;
  close(): void;
}

/** stomp-websocket's client, as far as it is used. */
interface StompClient {
  debug: unknown;
  maxWebSocketFrameSize: number;
  heartbeat: { incoming: number; outgoing: number };
  onreceipt: (frame: StompFrame) => void;
  connect(
    headers: Record<string, string>,
    connected: (frame?: StompFrame) => void,
    failed: (error: StompFrame | string) => void,
  ): void;
  disconnect(done: () => void): void;
  send(destination: string, headers: Record<string, string>, body: string): void;
  subscribe(destination: string, received: (frame: StompFrame) => void, headers: Record<string, string>): void;
  unsubscribe(id: string): void;
}

declare global {
  // Globals of the two scripts.
  var Stomp: { over(socket: Socket): StompClient };
  var SockJS: new (url: string, protocols: null, options: { transports: string[]; timeout: number }) => Socket;
}

const SOCKJS_TRANSPORTS = ["websocket", "xhr-streaming", "xhr-polling"];
/**
 * How long a transport may at least take to open, in ms. SockJS goes by how soon the server answered it once, which on a quick
 * network is half a second: a page or a server that is busy for a moment would be taken for a network that lets nothing through.
 */
const SOCKJS_OPENS_WITHIN_MS = 2_000;
/** Over HTTP the server wants to hear something every 25 s. */
const HTTP_HEARTBEAT_MS = 20_000;

export const dial: Dial = (route, endpoint, headers, events) => {
  const socket = open(route, endpoint);
  const client = Stomp.over(socket);
  client.debug = null;
  client.maxWebSocketFrameSize = Infinity; // Its own splitting cuts characters in half.
  client.heartbeat = { incoming: 0, outgoing: route === "websocket" ? 0 : HTTP_HEARTBEAT_MS };
  let over = false;
  const end = (): void => {
    if (!over) {
      over = true;
      events.closed();
    }
  };
  client.onreceipt = (frame) => events.frame(frame);
  client.connect(
    unescaped(headers),
    (frame) => !over && events.connected(transportOf(route, socket), frame?.headers ?? {}),
    (error) => (typeof error === "string" ? end() : !over && events.frame(error)),
  );
  const receive = socket.onmessage;
  socket.onmessage = (event) => {
    if (!over) {
      events.heard();
      receive?.call(socket, event);
    }
  };
  return {
    // The library keeps and changes the headers it is given, so that each call gets its own.
    send: (destination, frameHeaders, body) => client.send(destination, escaped(frameHeaders), body),
    subscribe: (destination, frameHeaders) => client.subscribe(destination, events.frame, escaped(frameHeaders)),
    unsubscribe: (id) => client.unsubscribe(id),
    disconnect() {
      over = true;
      client.disconnect(() => undefined);
    },
    drop() {
      over = true;
      socket.close();
    },
  };
};

/** STOMP's escapes, which the library leaves out. A colon in a value needs none where the first one ends the name. */
function escaped(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")]),
  );
}

/** CONNECT alone has no escapes: a value that goes on in a next line, which would be a header of its own, goes on in the same. */
function unescaped(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[\r\n]/g, " ")]));
}

function open(route: Route, endpoint: string): Socket {
  if (route === "websocket") {
    const url = new URL(endpoint, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    return new WebSocket(url, ["v11.stomp", "v10.stomp"]) as Socket;
  }
  return new SockJS(new URL(endpoint, location.href).href, null, {
    transports: route === "sockjs" ? SOCKJS_TRANSPORTS : [route === "sockjs-websocket" ? "websocket" : route],
    timeout: SOCKJS_OPENS_WITHIN_MS,
  });
}

function transportOf(route: Route, socket: Socket): Transport {
  if (route === "websocket") {
    return "websocket";
  }
  const { transport } = socket;
  return transport === "xhr-streaming" || transport === "eventsource" || transport === "xhr-polling"
    ? transport
    : "sockjs-websocket";
}
