/** Where our script was loaded from, which need not be where the scene is: our server, and the two libraries it serves. */
const script = document.currentScript as HTMLScriptElement | null;

/** The server's address, ending in a slash. */
export const server = new URL("..", script?.src ?? location.href).href;

let loading: Promise<unknown> | undefined;

/** SockJS and STOMP, from our server, unless the page has them. */
export function libraries(): Promise<unknown> {
  loading ??= Promise.all([
    globalThis.SockJS ?? load("webjars/sockjs-client/sockjs.min.js"),
    globalThis.Stomp ?? load("webjars/stomp-websocket/stomp.min.js"),
  ]);
  return loading;
}

function load(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(path, server).href;
    element.onload = () => resolve();
    element.onerror = () => {
      loading = undefined;
      reject(new Error(element.src));
    };
    document.head.append(element);
  });
}
