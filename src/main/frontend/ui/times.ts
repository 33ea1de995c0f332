import { language, say } from "./words.ts";

/** Words in the page's language, the clock as the visitor's system has it (14:05 or 2:05 PM). */
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
const clock = new Intl.DateTimeFormat(language, {
  hour: "numeric",
  minute: "2-digit",
  ...(hourCycle && { hourCycle }),
});
const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });

const DAY = 86_400_000;

export function timeOf(at: number): string {
  return clock.format(at);
}

export function fullTimeOf(at: number): string {
  return full.format(at);
}

/** For separators: "Today", "Yesterday", "Monday, 3 March". */
export function dayOf(at: number, now: number = Date.now()): string {
  const daysAgo = Math.round((midnight(now) - midnight(at)) / DAY);
  return daysAgo === 0 ? say("chat.today") : daysAgo === 1 ? say("chat.yesterday") : day.format(at);
}

export function sameDay(one: number, other: number): boolean {
  return midnight(one) === midnight(other);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
