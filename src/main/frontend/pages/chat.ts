import "../ui/chat-page.ts";
import type { Route } from "../dial.ts";
import { profile } from "../profile.ts";
import { Connection } from "../stomp.ts";

const routes: readonly string[] = ["websocket", "sockjs", "xhr-streaming", "xhr-polling"] satisfies Route[];

/** For networks and tests that need one: `?transport=xhr-polling`. */
function routeAskedFor(): Route | undefined {
  const asked = new URLSearchParams(location.search).get("transport") ?? "";
  return routes.includes(asked) ? (asked as Route) : undefined;
}

const room = document.documentElement.dataset["room"];
const page = document.querySelector("parlor-chat");

if (room !== undefined && page !== null) {
  page.enter(new Connection({ profile: () => profile.wish, resume: profile.resume, route: routeAskedFor() }), room);
}
