import "../ui/play-page.ts";
import { profile } from "../profile.ts";
import { Connection, routeOf } from "../stomp.ts";

const room = document.documentElement.dataset["room"];
const page = document.querySelector("parlor-game");

if (room !== undefined && page !== null) {
  const search = new URLSearchParams(location.search);
  const route = routeOf(location.search);
  page.enter(new Connection({ profile: () => profile.wish, resume: profile.resume, route }), room, search.has("watch"));
}
