/** Rock-paper-scissors as one sees it: the matches of a room, and what concerns oneself. No DOM. */
import type { Bot, Challenged, MatchState, Player, Refusal, ServerMessage, Throw } from "#protocol";
import type { Connection, ConnectionState } from "./stomp.ts";

export type BestOf = MatchState["bestOf"];

/** One who waits for an opponent. `since` is ms since the epoch, by the clock of this machine. */
export interface Waiting {
  bestOf: BestOf;
  since: number;
  /** How many wait for such a match, oneself counted; absent until the server has said so. */
  waiting?: number;
  /** Who could be played with instead. */
  bots: readonly Bot[];
}

const order: readonly MatchState["status"][] = ["playing", "waiting", "over"];

/** Of the matches that are over so many are kept, the newest: as many as the server tells who comes. */
const KEPT_OVER = 5;
/** How long a match that is over can be played again by default, in ms. */
const REMATCH_MS = 2 * 60_000;

/** The matches of one room, folded from what the room says. */
export class RoomMatches {
  /** When a match was heard to be over is kept beside it. */
  readonly #matches = new Map<string, { match: MatchState; over: number | undefined }>();
  #ahead = 0;

  /** Takes what the room says; tells whether a match changed with it. */
  apply(message: ServerMessage): boolean {
    if (message.type === "welcome") {
      this.#ahead = message.at - Date.now();
      const before = new Map(this.#matches);
      this.#matches.clear();
      message.matches.forEach((match) => this.#take(match, before.get(match.id)?.over));
    } else if (message.type === "match") {
      this.#take(message.match, this.#matches.get(message.match.id)?.over);
    }
    return message.type === "welcome" || message.type === "match";
  }

  /** Those that are played first, then the challenges, then what is over; of each the newest first. */
  get all(): readonly MatchState[] {
    const newestFirst = [...this.#matches.values()].map(({ match }) => match).reverse();
    return newestFirst.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  }

  get(id: string): MatchState | undefined {
    return this.#matches.get(id)?.match;
  }

  /** Whether a match is over and can be played again: the server soon forgets it. */
  canBePlayedAgain(id: string): boolean {
    const { match, over } = this.#matches.get(id) ?? {};
    return match !== undefined && match.round > 0 && over !== undefined && Date.now() < over + REMATCH_MS;
  }

  /** The server has forgotten a match: it can't be played again. */
  tooLate(id: string): void {
    const known = this.#matches.get(id);
    if (known !== undefined) {
      known.over = -Infinity;
    }
  }

  /** How long it is until a time of the server's, in ms; 0 once it has passed. */
  until(at: number): number {
    return Math.max(0, at - (Date.now() + this.#ahead));
  }

  /** What changed last comes last; of what is over, the oldest goes. */
  #take(match: MatchState, over = Date.now()): void {
    this.#matches.delete(match.id);
    this.#matches.set(match.id, { match, over: match.status === "over" ? over : undefined });
    const [oldest, ...others] = [...this.#matches.values()].filter((kept) => kept.over !== undefined);
    if (oldest !== undefined && others.length >= KEPT_OVER) {
      this.#matches.delete(oldest.match.id);
    }
  }
}

export function playerIn(match: MatchState, participant: string): Player | undefined {
  return match.players.find(({ id }) => id === participant);
}

export function opponentIn(match: MatchState, participant: string): Player | undefined {
  return playerIn(match, participant) && match.players.find(({ id }) => id !== participant);
}

/** Oneself first; for who watches, in the order of the match. */
export function sidesFor(match: MatchState, you: string | undefined): [Player, Player] {
  const [first, second] = match.players as [Player, Player];
  return you === second.id ? [second, first] : [first, second];
}

/** The number of the round that was closed last, 0 before the first: a match's list has only the newest of them. */
export function closedRound({ last }: MatchState): number {
  return last?.round ?? 0;
}

/** Why somebody can't be challenged now: the key of a word; undefined if they can. */
export function whyNot(matches: readonly MatchState[], you: string | undefined, whom: string): string | undefined {
  const playing = matches.filter(({ status }) => status === "playing");
  if (you === undefined || whom === you) {
    return "challenge.self";
  }
  if (playing.some((match) => playerIn(match, you))) {
    return "challenge.you";
  }
  if (playing.some((match) => playerIn(match, whom))) {
    return "challenge.busy";
  }
  return matches.some((match) => match.status === "waiting" && match.players[0]?.id === you)
    ? "challenge.open"
    : undefined;
}

interface Made {
  match: string;
  round: number;
  move: Throw;
  /** Whether it may never have arrived: the connection was lost before an answer came. */
  doubtful: boolean;
}

/** What one does and is told alone: waiting, challenges, one's open move. It outlasts reconnects. */
export class Play {
  /** Undefined while one does not wait. */
  waiting: Waiting | undefined;
  /** Why one does not wait, or plays no bot, though one asked for it. */
  refused: Refusal["code"] | undefined;
  /** The newest match one was matched for; how it stands, where that was looked for. */
  matched: { match: string; room: string; state?: MatchState } | undefined;
  /** Challenges that one was told of, the newest first. Whether one still stands, its match says. */
  challenges: readonly Challenged[] = [];

  /** One's newest move: one plays one match at a time. */
  #made: Made | undefined;
  /** What has been answered to challenges, by match, and is not carried out yet. */
  readonly #answers = new Map<string, Promise<void>>();
  #leaving = 0;
  readonly #listeners = new Set<() => void>();
  readonly #release: (() => void)[];

  constructor(private readonly connection: Connection) {
    this.#release = [
      connection.onPlay((message) => this.#apply(message)),
      connection.onState((state) => this.#connected(state)),
    ];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#release.forEach((release) => release());
    this.#listeners.clear();
  }

  /** Waits for an opponent, or plays with a bot at once. Rejects with the {@link Refusal}, as all below do. */
  async enter(bestOf: BestOf, bot?: Bot): Promise<void> {
    const before = this.waiting;
    const asked: Waiting = { bestOf, since: before?.since ?? Date.now(), bots: [] };
    this.refused = undefined;
    if (bot === undefined) {
      this.waiting = asked;
    }
    this.#changed();
    try {
      await this.connection.send("/app/rps/queue", { bestOf, ...(bot && { bot }) });
    } catch (failure) {
      const { code } = failure as Partial<Refusal>;
      if (code !== undefined && (bot !== undefined || this.waiting === asked)) {
        this.waiting = bot === undefined ? before : this.waiting;
        this.refused = code;
        this.#changed();
      }
      throw failure;
    }
  }

  /** Waits no longer. What the server said of the waiting before it heard of this comes too late. */
  async cancel(): Promise<void> {
    this.waiting = undefined;
    this.#leaving++;
    this.#changed();
    try {
      await this.connection.send("/app/rps/cancel", {});
    } finally {
      this.#leaving--;
    }
  }

  /** Challenges somebody in a room, by id or name. */
  challenge(room: string, opponent: string, bestOf: BestOf = 3): Promise<void> {
    return this.connection.send("/app/rps/challenge", { room, opponent, bestOf });
  }

  accept(match: string): Promise<void> {
    return this.#answer("/app/rps/accept", match);
  }

  decline(match: string): Promise<void> {
    return this.#answer("/app/rps/decline", match);
  }

  /** What was told of matches in other rooms than this one. Nobody tells here how they go on: see {@link lookElsewhere}. */
  elsewhere(here: string): readonly { match: string; room: string }[] {
    const told = this.matched === undefined ? this.challenges : [this.matched, ...this.challenges];
    return told.filter(({ room }) => room !== here);
  }

  /** Asks how matches elsewhere stand, with one's resume token for those in locked rooms. Forgets what is over. */
  async lookElsewhere(here: string, token: string | undefined): Promise<void> {
    await Promise.all(
      this.elsewhere(here).map(async ({ match }) => {
        const state = await stateOf(match, token);
        if (state === undefined) {
          return; // It is looked again.
        }
        if (state?.status !== "waiting") {
          this.#forget(match);
        }
        if (this.matched?.match === match) {
          const known = this.matched.state !== undefined;
          this.matched = state?.status === "playing" ? { ...this.matched, state } : undefined;
          if (!known || this.matched === undefined) {
            this.#changed();
          }
        }
      }),
    );
  }

  /**
   * Makes one's move in the round that is played. It stays; shown at once, taken back if the server refuses it. One that is
   * `unavailable` counts, but could not be stored yet.
   */
  async move(match: MatchState, move: Throw): Promise<void> {
    const { id, round } = match;
    if (this.moveIn(match) !== undefined) {
      return;
    }
    const before = this.#made;
    const made: Made = { match: id, round, move, doubtful: false };
    this.#made = made;
    this.#changed();
    try {
      await this.connection.send("/app/rps/move", { match: id, round, move });
    } catch (failure) {
      if (this.#made === made) {
        this.#made = afterFailure(made, before, (failure as Partial<Refusal>).code);
        this.#changed();
      }
      throw failure;
    }
  }

  /** The move one has made in the round that is played, as far as that is known here. */
  moveIn({ id, round, status }: MatchState): Throw | undefined {
    const made = this.#made;
    const isOfNow = status === "playing" && made?.match === id && made.round === round;
    return isOfNow && !made.doubtful ? made.move : undefined;
  }

  resign(match: string): Promise<void> {
    return this.connection.send("/app/rps/resign", { match });
  }

  /** Would like to play a match again. That the server has forgotten it is no failure where its room takes note of it: it is too late. */
  async rematch(match: string, matches?: RoomMatches): Promise<void> {
    try {
      await this.connection.send("/app/rps/rematch", { match });
    } catch (failure) {
      if ((failure as Partial<Refusal>).code !== "unknown_match" || matches === undefined) {
        throw failure;
      }
      matches.tooLate(match);
    }
  }

  #apply(message: ServerMessage): void {
    switch (message.type) {
      case "queued": {
        if (this.#leaving > 0) {
          return;
        }
        const { bestOf, waiting, sinceMs, bots } = message;
        this.waiting = { bestOf, waiting, bots, since: Date.now() - sinceMs };
        break;
      }
      case "matched":
        this.waiting = undefined;
        this.matched = { match: message.match, room: message.room };
        break;
      case "challenged":
        this.challenges = [message, ...this.challenges.filter(({ match }) => match !== message.match)].slice(0, 8);
        break;
      case "moved":
        this.#made = { match: message.match, round: message.round, move: message.move, doubtful: false };
        break;
      default:
        return;
    }
    this.#changed();
  }

  /** To lose the connection is to leave the queue: whoever waited asks again, and waits no longer if that is refused. */
  #connected(state: ConnectionState): void {
    const before = this.waiting;
    if (state.phase === "connected" && before !== undefined) {
      this.enter(before.bestOf).catch((failure: Refusal | Error) => {
        if ("code" in failure && this.waiting === before) {
          this.waiting = undefined;
          this.#changed();
        }
      });
    }
  }

  /** A challenge is answered once. */
  #answer(destination: string, match: string): Promise<void> {
    const answer = this.#answers.get(match) ?? this.#answered(destination, match);
    this.#answers.set(match, answer);
    return answer;
  }

  /** It stands until the answer has been carried out, or can't be any more. */
  async #answered(destination: string, match: string): Promise<void> {
    try {
      await this.connection.send(destination, { match });
      this.#forget(match);
    } catch (failure) {
      const { code } = failure as Partial<Refusal>;
      if (code === "round_closed" || code === "unknown_match") {
        this.#forget(match);
      }
      throw failure;
    } finally {
      this.#answers.delete(match);
    }
  }

  #forget(challenge: string): void {
    const others = this.challenges.filter(({ match }) => match !== challenge);
    if (others.length < this.challenges.length) {
      this.challenges = others;
      this.#changed();
    }
  }

  #changed(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

/** Which move is one's newest after one failed. The first of a round is the one that counts: that it was not this one leaves the one before. */
function afterFailure(made: Made, before: Made | undefined, code: Refusal["code"] | undefined): Made | undefined {
  switch (code) {
    case undefined:
      return { ...made, doubtful: true };
    case "unavailable":
      return made;
    case "already_moved":
      return before && { ...before, doubtful: false };
    default:
      return undefined;
  }
}

/** How a match stands wherever it is; null where there is none any more that one may see, undefined where the server does not answer. */
async function stateOf(match: string, token: string | undefined): Promise<MatchState | null | undefined> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`/api/rps/matches/${match}`, { headers }).catch(() => undefined);
  if (answer?.ok) {
    return (answer.json() as Promise<MatchState>).catch(() => undefined);
  }
  return answer?.status === 403 || answer?.status === 404 ? null : undefined;
}
