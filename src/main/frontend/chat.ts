/** The chat of one room as one sees it: lines, what happened, who types, who has read what. No DOM. */
import type { Chat, MatchState, Participant, Profile, Refusal, Sender, ServerMessage, Welcome } from "#protocol";
import type { Announcement, Entry, Line } from "./entry.ts";
import { RoomMatches } from "./match.ts";
import { RoomState } from "./room.ts";
import { topic, type Connection, type ConnectionState, type JoinOptions, type Subscription } from "./stomp.ts";
import { Typists } from "./typists.ts";
import { Unsent, type Draft } from "./unsent.ts";

export type { Announcement, Entry, Line } from "./entry.ts";

/** So many lines are kept, and so many for whoever reads back. */
const MAX_LINES = 1_000;
const MAX_LINES_READING_BACK = 5_000;
const MAX_ANNOUNCEMENTS = 200;
const PAGE = 50;
const TYPING_EVERY_MS = 2_000;
const READ_EVERY_MS = 1_000;
const SLOW_DOWN_MS = 1_000;
const NOBODY: Sender = { id: "", name: "", color: "#888888" };

export class ChatRoom {
  readonly room = new RoomState();
  /** What is played here. */
  readonly matches = new RoomMatches();
  /** Read marks: participant id to the number of the last line read. They never go back. */
  readonly readers = new Map<string, number>();
  hasOlder = false;
  /** The id of the line that one said last. */
  lastSaid: string | undefined;

  #sent: Line[] = [];
  #announcements: { after: number; entry: Announcement }[] = [];
  #entries: Entry[] | undefined;
  #newest = 0;
  #readingBack = false;
  /** What came since one is connected and before the welcome; undefined after it. */
  #early: ServerMessage[] | undefined = [];
  /** Where one came in: what is before it was not missed. */
  #cameAt: number | undefined;
  #readTo = 0;
  #readTold = 0;
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #typedAt = -Infinity;
  #wasConnected = false;
  #sending = false;
  #told = false;
  readonly #typists = new Typists(() => this.#changed());
  readonly #unsent: Unsent;
  readonly #listeners = new Set<() => void>();
  readonly #subscription: Subscription;
  readonly #release: (() => void)[];

  constructor(
    private readonly connection: Connection,
    readonly id: string,
    options: Pick<JoinOptions, "password" | "poses" | "role"> = {},
  ) {
    this.#unsent = new Unsent(`unsent.${id}`, (draft) => this.#mine(draft));
    this.#subscription = connection.join(id, { ...options, since: () => this.#since });
    this.#release = [
      this.#subscription.on((message) => this.#apply(message)),
      connection.onState((state, previous) => this.#moved(state, previous)),
      connection.onRefused((refusal) => this.#refused(refusal)),
    ];
  }

  /** Oldest first; what is not acknowledged last. */
  get entries(): readonly Entry[] {
    return (this.#entries ??= this.#merge());
  }

  /** The others who are typing. */
  get typing(): readonly Participant[] {
    return this.#typists.all;
  }

  /** How many lines of others came that one has not read. */
  get unread(): number {
    const read = Math.max(this.#cameAt ?? 0, this.#readTo);
    return this.#sent.filter((line) => !line.mine && (line.seq ?? 0) > read).length;
  }

  /** Whether as many earlier lines are here as can be kept. */
  get full(): boolean {
    return this.#sent.length > MAX_LINES_READING_BACK - PAGE;
  }

  /** Whoever reads further up keeps what they read: the earliest lines go once they are back at the end. */
  set readingBack(readingBack: boolean) {
    this.#readingBack = readingBack;
    this.#trim();
  }

  /** Hears of changes, once for all that change together. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears all that the room says, as it comes: what is no chat has its own listeners. */
  on(listener: (message: ServerMessage) => void): () => void {
    return this.#subscription.on(listener);
  }

  /** Says a line: shown at once, sent as soon as one is in the room, until the server has it. */
  say(text: string): void {
    if (text.trim() === "") {
      return;
    }
    const line = this.#mine({ id: newId(), text, at: Date.now() });
    this.lastSaid = line.id;
    this.#unsent.add(line);
    this.#typedAt = -Infinity;
    this.#changed();
    if (this.#isIn) {
      this.#sendNext();
    } else {
      this.connection.connect();
    }
  }

  /** Sends a line again that was refused. */
  retry(id: string): void {
    this.#unsent.retry(id);
    this.#changed();
    this.#sendNext();
  }

  /** Forgets a line that was refused. */
  discard(id: string): void {
    this.#unsent.discard(id);
    this.#changed();
  }

  /** Tells the others that one is typing, every 2 s at most. */
  typingNow(): void {
    const now = Date.now();
    if (this.#isIn && now - this.#typedAt >= TYPING_EVERY_MS) {
      this.#typedAt = now;
      this.connection.send("/app/typing", { room: this.id }).catch(ignore);
    }
  }

  /** Takes a note of how far one has read, and tells the others, once a second at most. */
  readUpTo(seq: number): void {
    if (seq > this.#readTo) {
      this.#readTo = seq;
      this.#changed();
    }
    this.#tellRead();
  }

  /** Fetches the page of lines before the oldest. Where it can't, `hasOlder` stays, and it can be asked again. */
  async older(): Promise<void> {
    const first = this.#sent[0]?.seq;
    const token = this.room.you?.resume;
    if (first === undefined || first <= 1 || this.full) {
      return;
    }
    const page = await fetch(`/api/rooms/${this.id}/messages?before=${first}&limit=${PAGE}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
      .then((answer) => (answer.ok ? (answer.json() as Promise<Chat[]>) : undefined))
      .catch(() => undefined);
    if (page !== undefined && this.#sent[0]?.seq === first) {
      this.#sent.unshift(...page.map((chat) => this.#line(chat)));
      this.hasOlder = (page[0]?.seq ?? 1) > 1;
      this.#changed();
    }
  }

  /** Connects again, as the button says. */
  connect(): void {
    this.connection.connect();
  }

  /** Takes leave, or tells that one has. */
  disconnect(): void {
    if (!this.connection.disconnect()) {
      this.#announce("alreadyDisconnected");
    }
  }

  /** Takes another name or colour. Rejects with a {@link Refusal}. */
  rename(profile: Profile): Promise<void> {
    return this.connection.send("/app/profile", profile);
  }

  /** Leaves the room and forgets its listeners. */
  close(): void {
    this.#subscription.leave();
    this.#release.forEach((release) => release());
    this.#typists.clear();
    clearTimeout(this.#readTimer);
    this.#listeners.clear();
    this.#early = [];
    this.#unsent.keep();
    this.#told = true;
  }

  /** Welcomed over this very connection. */
  get #isIn(): boolean {
    return this.#early === undefined && this.connection.state.phase === "connected" && this.room.phase === "in";
  }

  /** Unset until there was a welcome, and 0 in a room where nothing was said. */
  get #since(): number | undefined {
    return this.room.you === undefined ? undefined : this.#newest;
  }

  #apply(message: ServerMessage): void {
    const me = this.room.you?.id;
    if (message.type !== "welcome" && this.#early !== undefined) {
      this.#early.push(message);
      return;
    }
    const known = "participant" in message ? this.room.participants.get(message.participant.id) : undefined;
    this.room.apply(message);
    const ended = this.#ended(message);
    this.matches.apply(message);
    switch (message.type) {
      case "welcome":
        this.#welcome(message);
        break;
      case "chat":
        this.#add(message);
        break;
      case "joined":
        if (message.participant.id !== me) {
          this.#announce("joined", { name: message.participant.name });
        }
        break;
      case "changed":
        if (known !== undefined) {
          this.#profileChanged(known, message.participant);
        }
        break;
      case "left":
        this.#typists.stopped(message.id);
        this.readers.delete(message.id);
        this.#announce("left", { name: message.name });
        break;
      case "typing":
        this.#typing(message.from.id);
        break;
      case "read":
        this.readers.set(message.id, Math.max(message.seq, this.readers.get(message.id) ?? 0));
        break;
    }
    ended.forEach((match) => this.#announce("ended", { match }));
    this.#changed();
  }

  #profileChanged(before: Participant, { name, color }: Participant): void {
    if (before.name !== name) {
      this.#announce("renamed", { name: before.name, newName: name });
    } else if (before.color !== color) {
      this.#announce("recolored", { name });
    }
  }

  /** Which matches end with a message: of those that were seen before. Challenges that came to nothing are their challenger's. */
  #ended(message: ServerMessage): MatchState[] {
    const told = message.type === "match" ? [message.match] : message.type === "welcome" ? message.matches : [];
    return told.filter(({ id, status, round, players }) => {
      const known = this.matches.get(id)?.status;
      const ends = status === "over" && known !== undefined && known !== "over";
      return ends && (round > 0 || players[0]?.id === this.room.you?.id);
    });
  }

  #welcome(welcome: Welcome): void {
    const before = this.#newest;
    if (!welcome.recovered) {
      this.#sent = []; // There is a gap: what is before it is paged again.
      this.#newest = 0;
    }
    welcome.messages.forEach((chat) => this.#add(chat));
    this.#newest = welcome.seq;
    // What the welcome tells was said before one came: that one is connected stands below it.
    this.#announcements
      .filter(({ after, entry }) => after === before && (entry.what === "connected" || entry.what === "reconnected"))
      .forEach((announced) => (announced.after = welcome.seq));
    this.#cameAt ??= welcome.seq;
    this.hasOlder = (this.#sent[0]?.seq ?? 1) > 1;
    const early = this.#early ?? [];
    this.#early = undefined;
    early.forEach((message) => this.#apply(message));
    this.#sendNext();
    this.#tellRead();
  }

  #add(chat: Chat): void {
    const said = this.#unsent.remove(chat.id);
    if (chat.seq <= this.#newest) {
      return; // Known, or on a page before the first.
    }
    const line = this.#line(chat);
    if (said) {
      line.mine = true;
      line.id = chat.id;
    }
    this.#newest = chat.seq;
    this.#sent.push(line);
    this.#trim();
    this.#typists.stopped(chat.from.id);
  }

  #trim(): void {
    const tooMany = this.#sent.length - (this.#readingBack ? MAX_LINES_READING_BACK : MAX_LINES);
    if (tooMany > 0) {
      this.#sent.splice(0, tooMany);
      this.hasOlder = true;
      this.#changed();
    }
  }

  /** Sends what waits, one line at a time, so that they stay in order also when the server asks to slow down. */
  #sendNext(): void {
    const line = this.#unsent.next;
    if (line === undefined || this.#sending || !this.#isIn) {
      return;
    }
    this.#sending = true;
    const goOn = (): void => {
      this.#sending = false;
      this.#sendNext();
    };
    this.connection.send("/app/chat", { room: this.id, text: line.text, id: line.id }).then(
      () => {
        // Its own echo came before. If that was in a gap, the line is among the older ones.
        this.#unsent.remove(line.id);
        this.#changed();
        goOn();
      },
      (why: Refusal | Error) => {
        if (why instanceof Error) {
          this.#sending = false; // The connection is lost: the next welcome goes on.
        } else if (why.code === "rate_limited" || why.code === "unavailable") {
          setTimeout(goOn, SLOW_DOWN_MS);
        } else {
          this.#unsent.fail(line, why);
          this.#changed();
          goOn();
        }
      },
    );
  }

  #moved(state: ConnectionState, previous: ConnectionState): void {
    if (previous.phase === "connected") {
      this.#early = [];
    }
    if (state.phase === "connected") {
      this.#announce(previous.phase === "idle" || !this.#wasConnected ? "connected" : "reconnected");
      this.#wasConnected = true;
    } else if (state.phase === "disconnected" && state.by === "user") {
      this.#announce("disconnected");
    } else if (previous.phase === "connected") {
      this.#announce("terminated");
    }
    this.#changed();
  }

  #refused(refusal: Refusal): void {
    if (refusal.destination === topic(this.id)) {
      this.room.refuse(refusal);
      this.#changed();
    }
  }

  /** Marks that were lost with a connection are told again over the next. */
  #tellRead(): void {
    if (this.#isIn && this.#readTo > this.#readTold && this.#readTimer === undefined) {
      const before = this.#readTold;
      this.#readTold = this.#readTo;
      this.connection.send("/app/read", { room: this.id, seq: this.#readTo }).catch((why: Refusal | Error) => {
        this.#readTold = why instanceof Error ? before : this.#readTold;
      });
      this.#readTimer = setTimeout(() => {
        this.#readTimer = undefined;
        this.#tellRead();
      }, READ_EVERY_MS);
    }
  }

  #typing(id: string): void {
    const who = this.room.participants.get(id);
    if (who !== undefined && id !== this.room.you?.id) {
      this.#typists.typed(who);
    }
  }

  #announce(what: Announcement["what"], about: Pick<Announcement, "name" | "newName" | "match"> = {}): void {
    const entry: Announcement = { kind: "announcement", what, at: Date.now(), ...about };
    this.#announcements.push({ after: this.#newest, entry });
    if (this.#announcements.length > MAX_ANNOUNCEMENTS) {
      this.#announcements.shift();
    }
    this.#changed();
  }

  #mine({ id, text, at, refusal }: Draft): Line {
    const you = this.room.you;
    const from = you === undefined ? NOBODY : (this.room.participants.get(you.id) ?? you);
    const state = refusal === undefined ? { state: "pending" as const } : { state: "failed" as const, refusal };
    return { kind: "line", id, text, at, from, mine: true, ...state };
  }

  #line({ id, seq, from, text, at }: Chat): Line {
    const mine = from.id === this.room.you?.id;
    // An id is its sender's own choice: only one's own are known to be unlike all others.
    return { kind: "line", id: mine ? id : `line-${seq}`, seq, from, text, at, mine, state: "sent" };
  }

  /** Lines by number, what happened where it happened, what is not acknowledged at the end. */
  #merge(): Entry[] {
    const entries: Entry[] = [];
    let next = 0;
    for (const line of this.#sent) {
      for (; (this.#announcements[next]?.after ?? Infinity) < (line.seq ?? 0); next++) {
        entries.push(this.#announcements[next]!.entry);
      }
      entries.push(line);
    }
    entries.push(...this.#announcements.slice(next).map(({ entry }) => entry), ...this.#unsent.lines);
    return entries;
  }

  #changed(): void {
    this.#entries = undefined;
    if (!this.#told) {
      this.#told = true;
      queueMicrotask(() => {
        this.#told = false;
        this.#unsent.keep();
        this.#listeners.forEach((listener) => listener());
      });
    }
  }
}

/** Of 128 random bits. `crypto.randomUUID` is for pages over HTTPS alone, which a parlor on a home network may not be. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function ignore(): void {
  // That one was typing is of the moment: nobody misses it.
}
