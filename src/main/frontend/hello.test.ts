import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { FakeNetwork, type FakeLine } from "./fake-line.ts";
import { bestWay, Checkup, subjects, verdict, WAY_WITHIN_MS, ways, type Surroundings } from "./hello.ts";

/** A device on which all is well, 5 ms from a server whose clock is the same. */
class World {
  readonly network = new FakeNetwork();
  time = 1_000_000;
  readonly around: Surroundings;
  changes = 0;

  constructor(around: Partial<Surroundings> = {}) {
    this.around = {
      dial: this.network.dial,
      serverTime: () => this.#ask(),
      now: () => this.time,
      elapsed: () => this.time,
      secure: true,
      xr: { isSessionSupported: () => Promise.resolve(true) },
      webgl: () => "WebGL 2",
      controllers: () => ["Some pad"],
      microphones: () => Promise.resolve(1),
      ...around,
    };
  }

  #ask(): Promise<number> {
    this.time += 10;
    return Promise.resolve(this.time - 5);
  }

  checkup(): Checkup {
    return new Checkup(this.around, () => this.changes++);
  }
}

/** Lets everything happen that waits for nothing but a promise. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Answers what a line asks until it takes leave. Each trip takes the next of the times given, the last ones the last. */
async function answers(world: World, line: FakeLine, ...ms: number[]): Promise<void> {
  line.connect();
  for (let answered = 0; answered < line.sent.filter(({ command }) => command === "SUBSCRIBE").length; answered++) {
    world.time += ms[Math.min(answered, ms.length - 1)] ?? 1;
    line.receipt("/user/queue/events");
  }
  await settle();
}

/** A device that tries nothing but its ways, as all else is there at once; every way is met by `meet`. */
async function goesEveryWay(world: World, meet: (line: FakeLine) => unknown): Promise<Checkup> {
  const checkup = world.checkup();
  const done = checkup.run();
  let met = 0;
  for (let turn = 0; turn < 2 * ways.length; turn++) {
    await settle();
    for (const line of world.network.lines.slice(met)) {
      met++;
      await meet(line);
    }
  }
  await done;
  return checkup;
}

test("all that works is told, with the median of several trips there and back", async () => {
  const world = new World();
  const checkup = await goesEveryWay(world, (line) => answers(world, line, 40, 8, 9, 7, 300));

  assert.deepEqual(
    subjects.filter((subject) => checkup.findings[subject].state !== "works"),
    [],
  );
  assert.equal(checkup.findings.websocket.ms, 9);
  assert.equal(checkup.findings.webgl.name, "WebGL 2");
  assert.equal(verdict(checkup.findings), "all");
  assert.equal(checkup.running, false);
});

test("each way is gone once, as a guest in no room, and left as one leaves", async () => {
  const world = new World();
  await goesEveryWay(world, (line) => answers(world, line, 1));

  const { lines } = world.network;
  assert.deepEqual(
    lines.map(({ route }) => route),
    ["websocket", "sockjs-websocket", "xhr-streaming", "eventsource", "xhr-polling"],
  );
  for (const line of lines) {
    assert.deepEqual(Object.keys(line.headers), ["host"]);
    assert.ok(line.sent.every(({ destination }) => !destination.startsWith("/topic/")));
    assert.equal(line.ended, "disconnected");
  }
});

test("two ways are tried at a time, after the clocks were compared", async () => {
  const world = new World();
  const checkup = world.checkup();
  const done = checkup.run();
  assert.equal(world.network.lines.length, 0);
  assert.equal(checkup.findings.clock.state, "trying");
  await settle();

  assert.equal(world.network.lines.length, 2);
  assert.equal(checkup.findings.sockjs.state, "trying");
  assert.equal(checkup.findings.streaming.state, "waiting");
  assert.equal(verdict(checkup.findings), "trying");
  for (let next = 0; next < ways.length; next++) {
    world.network.lines[next]?.close();
    await settle();
  }
  await done;
});

test("a way that swallows everything is given up in time", async (context: TestContext) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const world = new World();
  const checkup = world.checkup();
  const done = checkup.run();
  await settle();
  const [websocket, sockjs] = world.network.lines;
  assert.ok(websocket && sockjs);
  sockjs.connect(); // Connects, and then nothing passes: a proxy that buffers.
  context.mock.timers.tick(WAY_WITHIN_MS - 1);
  await settle();
  assert.equal(checkup.findings.websocket.state, "trying");
  context.mock.timers.tick(1);
  await settle();

  assert.deepEqual(checkup.findings.websocket, { state: "fails", lack: "late" });
  assert.deepEqual(checkup.findings.sockjs, { state: "fails", lack: "late" });
  assert.equal(websocket.ended, "dropped");
  for (const line of world.network.lines.slice(2)) {
    line.close();
  }
  await settle();
  world.network.lines[4]?.close();
  await done;
  assert.equal(verdict(checkup.findings), "nothing");
  assert.equal(bestWay(checkup.findings), undefined);
});

test("a way that ends, is refused or forbidden fails by that name", async () => {
  const world = new World();
  world.network.forbidden.add("websocket");
  const checkup = await goesEveryWay(world, (line) =>
    line.route === "sockjs-websocket" ? line.close() : line.frame({ command: "ERROR" }),
  );

  const { websocket, sockjs, polling } = checkup.findings;
  assert.deepEqual([websocket.lack, sockjs.lack, polling.lack], ["forbidden", "closed", "refused"]);
});

test("without WebSocket it is a detour, and only WebSocket is at fault", async () => {
  const world = new World();
  world.network.forbidden.add("websocket");
  const checkup = await goesEveryWay(world, (line) =>
    line.route === "xhr-polling" ? answers(world, line, 5) : line.close(),
  );

  const { findings } = checkup;
  assert.equal(bestWay(findings), "polling");
  assert.equal(verdict(findings), "detour");
  assert.equal(findings.websocket.state, "fails");
  assert.equal(findings.streaming.state, "unneeded");
});

test("of the answers about the time the quickest counts", async () => {
  const trips = [400, 20, 90, 60, 50];
  const world: World = new World({
    serverTime: () => {
      const trip = trips.shift() ?? 0;
      world.time += trip;
      // All of the way is the way there, so that each answer is off by half of it.
      return Promise.resolve(world.time - 700);
    },
  });
  const checkup = await goesEveryWay(world, (line) => line.close());

  assert.deepEqual(checkup.findings.clock, { state: "works", ms: 690, within: 10 });
});

test("a clock that is far off is told, fast or slow, and one that can't be compared", async () => {
  for (const [off, lack] of [
    [-60_000, "ahead"],
    [60_000, "behind"],
  ] as const) {
    const world: World = new World({ serverTime: () => Promise.resolve(world.time + off) });
    const { clock } = (await goesEveryWay(world, (line) => line.close())).findings;
    assert.deepEqual(clock, { state: "fails", lack, ms: -off, within: 0 });
  }
  const world = new World({ serverTime: () => Promise.reject(new Error("offline")) });
  const { clock } = (await goesEveryWay(world, (line) => line.close())).findings;
  assert.deepEqual(clock, { state: "fails", lack: "unknown" });
});

test("over plain HTTP the page is at fault, and says so of VR and the microphone too", async () => {
  const world = new World({ secure: false, xr: undefined, microphones: () => Promise.resolve(undefined) });
  const { secure, vr, microphone } = (await goesEveryWay(world, (line) => answers(world, line))).findings;

  assert.deepEqual(secure, { state: "fails", lack: "insecure" });
  assert.deepEqual(vr, { state: "fails", lack: "insecure" });
  assert.deepEqual(microphone, { state: "unneeded", lack: "insecure" });
});

test("a computer without headset, pad and microphone is fit for talking", async () => {
  const world = new World({
    xr: { isSessionSupported: () => Promise.resolve(false) },
    controllers: () => [],
    microphones: () => Promise.resolve(0),
  });
  const { findings } = await goesEveryWay(world, (line) => answers(world, line));

  assert.deepEqual(findings.vr, { state: "unneeded", lack: "headset" });
  assert.deepEqual(findings.controllers, { state: "unneeded", lack: "silent" });
  assert.deepEqual(findings.microphone, { state: "unneeded", lack: "none" });
  assert.equal(verdict(findings), "talk");
});

test("a browser that fails to answer about itself stops nothing", async () => {
  const world = new World({
    xr: { isSessionSupported: () => Promise.reject(new Error("no")) },
    microphones: () => Promise.reject(new Error("no")),
    webgl: () => undefined,
  });
  const { findings } = await goesEveryWay(world, (line) => answers(world, line));

  assert.deepEqual([findings.vr.lack, findings.microphone.lack, findings.webgl.lack], ["headset", "none", "off"]);
});

test("all can be tried again, but only once at a time", async () => {
  const world = new World();
  const checkup = await goesEveryWay(world, (line) => line.close());
  assert.equal(verdict(checkup.findings), "nothing");

  const again = checkup.run();
  await checkup.run();
  assert.equal(checkup.findings.websocket.state, "waiting");
  for (let next = ways.length; next < 2 * ways.length; next++) {
    await settle();
    const line = world.network.lines[next];
    assert.ok(line);
    await answers(world, line);
  }
  await again;
  assert.equal(world.network.lines.length, 2 * ways.length);
  assert.equal(verdict(checkup.findings), "all");
});

test("a controller that wakes up is seen", async () => {
  const names: string[] = [];
  const world = new World({ controllers: () => names });
  const checkup = await goesEveryWay(world, (line) => line.close());
  assert.equal(checkup.findings.controllers.state, "unneeded");
  const before = world.changes;
  names.push("Left", "Right");
  await checkup.lookForControllers();

  assert.deepEqual(checkup.findings.controllers, { state: "works", name: "Left, Right" });
  assert.ok(world.changes > before);
});
