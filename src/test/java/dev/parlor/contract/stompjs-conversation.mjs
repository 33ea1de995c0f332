// Two people talk by @stomp/stompjs as its documentation says, each as one line of JSON that StompJsIT reads.
// Arguments: the folder of the front end (for its node_modules), the broker's URL, a room.
import { createRequire } from "node:module";

const [frontend, brokerURL, room] = process.argv.slice(2);
const { Client } = createRequire(`${frontend}/package.json`)("@stomp/stompjs");

function person(name, connectHeaders = {}) {
  const heard = [];
  const waiting = [];
  const client = new Client({ brokerURL, connectHeaders: { name, ...connectHeaders }, reconnectDelay: 0 });
  const hear = (what) => {
    heard.push(what);
    for (const wait of waiting) wait();
  };
  return {
    name,
    client,
    heard,
    hears: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find(fits);
          if (found) resolve(found);
        };
        waiting.push(look);
        look();
      }),
    arrives: () =>
      new Promise((resolve, reject) => {
        client.onConnect = (frame) => resolve(frame.headers);
        client.onStompError = (frame) => reject(new Error(frame.headers.message));
        client.onWebSocketError = () => reject(new Error("WebSocket error"));
        client.activate();
      }),
    subscribes: (destination, headers = {}) =>
      client.subscribe(destination, (frame) => hear({ destination, ...JSON.parse(frame.body) }), headers),
    says: (text) =>
      new Promise((resolve) => {
        const receipt = `r-${text}`;
        client.watchForReceipt(receipt, () => resolve(receipt));
        client.publish({
          destination: "/app/chat",
          headers: { receipt },
          body: JSON.stringify({ room, text, id: text.replace(/[^a-z]/g, "") }),
        });
      }),
    leaves: async () => client.deactivate(),
  };
}

const topic = `/topic/room.${room}`;
const ann = person("Ann");
const connected = await ann.arrives();
ann.subscribes("/user/queue/errors");
ann.subscribes(topic);
const welcome = await ann.hears((m) => m.type === "welcome");

const bob = person("Bob");
await bob.arrives();
bob.subscribes(topic);
await ann.hears((m) => m.type === "joined" && m.participant.name === "Bob");

const receipt = await ann.says("hello Bob");
await bob.hears((m) => m.type === "chat" && m.text === "hello Bob");
await bob.says("hello Ann: ümläut 𝄞");
await ann.hears((m) => m.type === "chat" && m.text === "hello Ann: ümläut 𝄞");

ann.client.publish({ destination: "/app/chat", body: JSON.stringify({ room, text: "" }) });
const refusal = await ann.hears((m) => m.destination === "/app/chat" && m.code);

ann.client.forceDisconnect();
const again = person("Ann", { resume: welcome.you.resume });
const resumed = await again.arrives();
await bob.says("did you miss me");
again.subscribes(topic, { since: "2" });
const replay = await again.hears((m) => m.type === "welcome");

await bob.leaves();
await again.hears((m) => m.type === "left");
await again.leaves();

console.log(
  JSON.stringify({
    version: connected.version,
    same: connected["user-name"] === resumed["user-name"],
    receipt,
    annHeard: ann.heard.filter((m) => m.type === "chat").map((m) => m.text),
    bobHeard: bob.heard.filter((m) => m.type === "chat").map((m) => m.text),
    bobSaw: bob.heard.map((m) => m.type),
    refused: refusal.code,
    replayed: replay.messages.map((m) => m.text),
  }),
);
process.exit(0);
