import "../ui/chat-page.ts";
import { profile } from "../profile.ts";
import { Connection } from "../stomp.ts";

const room = document.documentElement.dataset["room"];
const page = document.querySelector("parlor-chat");

if (room !== undefined && page !== null) {
  const connection = new Connection({ profile: () => profile.wish, resume: profile.resume });
  page.enter(connection, room);
}
