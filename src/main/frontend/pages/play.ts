import "../ui/play-home.ts";
import "../ui/theme-switch.ts";
import { profile } from "../profile.ts";
import { Connection, routeOf } from "../stomp.ts";

const route = routeOf(location.search);
document
  .querySelector("parlor-play")
  ?.enter(new Connection({ profile: () => profile.wish, resume: profile.resume, route }));

// A page that comes back from the browser's cache has lost its place in the queue, and has a connection no more.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
