import "../ui/entrance.ts";
import "../ui/room-list.ts";
import "../ui/theme-switch.ts";
import { RoomList } from "../rooms.ts";

const entrance = document.querySelector("parlor-entrance");
const rooms = document.querySelector("parlor-rooms");

const list = new RoomList(() => {
  if (entrance !== null && rooms !== null) {
    entrance.rooms = list.rooms;
    rooms.list = list;
  }
});
list.start();

// A page that comes back from the browser's cache shows what was remembered meanwhile.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
