import type { Entry, Line, Announcement } from "../chat.ts";
import type { Participant, Sender } from "../protocol.ts";
import { sameDay } from "./times.ts";

/** What the eye reads in a conversation: time separators, what happened, and runs of lines of one person. */
export type Item = Separator | Happened | Run;
export type Separator = { kind: "separator"; key: string; at: number; newDay: boolean };
export type Happened = { kind: "happened"; key: string; entry: Announcement };
export type Run = { kind: "run"; key: string; from: Sender; mine: boolean; lines: Line[] };

const RUN_GAP = 5 * 60_000;
const SEPARATOR_GAP = 20 * 60_000;

export function flow(entries: readonly Entry[]): Item[] {
  const items: Item[] = [];
  const keys = new Keys();
  let previous: Entry | undefined;
  for (const entry of entries) {
    const key = keys.of(entry);
    const newDay = previous === undefined || !sameDay(previous.at, entry.at);
    if (newDay || entry.at - (previous?.at ?? 0) > SEPARATOR_GAP) {
      items.push({ kind: "separator", key: `before ${key}`, at: entry.at, newDay });
    }
    const last = items.at(-1);
    if (entry.kind === "announcement") {
      items.push({ kind: "happened", key, entry });
    } else if (last?.kind === "run" && continues(last, entry)) {
      last.lines.push(entry);
    } else {
      items.push({ kind: "run", key, from: entry.from, mine: entry.mine, lines: [entry] });
    }
    previous = entry;
  }
  return items;
}

/** Who has read how far: under each line those for whom it is the last one they have read, without its own author. */
export function seenBy(
  entries: readonly Entry[],
  readers: ReadonlyMap<string, number>,
  participants: ReadonlyMap<string, Participant>,
  me: string | undefined,
): Map<string, Participant[]> {
  const lines = entries.filter((entry) => entry.kind === "line" && entry.seq !== undefined) as (Line & {
    seq: number;
  })[];
  const seen = new Map<string, Participant[]>();
  for (const [id, upTo] of readers) {
    const reader = participants.get(id);
    const line = lines.findLast((candidate) => candidate.seq <= upTo);
    if (id !== me && reader !== undefined && line !== undefined && line.from.id !== id) {
      seen.set(line.id, [...(seen.get(line.id) ?? []), reader]);
    }
  }
  return seen;
}

function continues(run: Run, line: Line): boolean {
  const last = run.lines.at(-1);
  return last !== undefined && run.mine === line.mine && run.from.id === line.from.id && line.at - last.at <= RUN_GAP;
}

/** Keys that stay while the list grows at both ends: two like announcements at the same moment are told apart by count. */
class Keys {
  readonly #met = new Map<string, number>();

  of(entry: Entry): string {
    if (entry.kind === "line") {
      return entry.id;
    }
    const key = `${entry.what} ${entry.at} ${entry.match?.id ?? entry.name ?? ""}`;
    const times = this.#met.get(key) ?? 0;
    this.#met.set(key, times + 1);
    return times === 0 ? key : `${key} ${times}`;
  }
}
