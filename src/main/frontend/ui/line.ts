import { html, nothing, type TemplateResult } from "lit";
import type { Line } from "../chat.ts";
import type { Participant } from "../protocol.ts";
import { icon } from "./icons.ts";
import { avatar } from "./person.ts";
import { isGesture, parse, type Part } from "./rich-text.ts";
import { fullTimeOf, timeOf } from "./times.ts";
import { has, language, say } from "./words.ts";

/** What one can do about a line that was not accepted. */
export interface LineActions {
  retry(id: string): void;
  discard(id: string): void;
}

/** One line: what was said, when, what became of it, and who has read this far. */
export function lineView(line: Line, seen: readonly Participant[], actions: LineActions): TemplateResult {
  return html`<div
    class="line"
    data-line=${line.id}
    data-state=${line.state}
    data-seq=${line.seq ?? nothing}
    ?data-mine=${line.mine}
  >
    <div class="said">
      <span class="bubble ${isGesture(line.text) ? "gesture" : ""}" dir="auto" data-text
        >${parse(line.text).map(partView)}</span
      >
      <time class="when" datetime=${new Date(line.at).toISOString()} title=${fullTimeOf(line.at)}
        >${timeOf(line.at)}</time
      >
      ${line.state === "pending" ? html`<span class="visually-hidden" aria-live="off">${say("chat.pending")}</span>` : nothing}
    </div>
    ${line.state === "failed" ? failure(line, actions) : nothing} ${seen.length > 0 ? seenView(seen) : nothing}
  </div>`;
}

export function reason(code: string | undefined): string {
  const key = `refused.${code ?? "lost"}`;
  return say(has(key) ? key : "refused.other");
}

function partView(part: Part): TemplateResult | string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "link":
      return html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`;
    case "code":
      return part.block ? html`<pre><code>${part.text}</code></pre>` : html`<code>${part.text}</code>`;
  }
}

function failure(line: Line, actions: LineActions): TemplateResult {
  return html`<div class="failure" role="alert" data-problem=${line.refusal?.code ?? "lost"}>
    <span class="problem">${icon("failed")}${reason(line.refusal?.code)}</span>
    <button type="button" class="button plain" @click=${() => actions.retry(line.id)}>${say("chat.retry")}</button>
    <button type="button" class="button plain bad" @click=${() => actions.discard(line.id)}>
      ${say("chat.discard")}
    </button>
  </div>`;
}

function seenView(seen: readonly Participant[]): TemplateResult {
  const names = new Intl.ListFormat(language).format(seen.map((reader) => reader.name));
  const words = say("chat.seen", names);
  return html`<div class="seen" role="img" aria-live="off" aria-label=${words} title=${words} data-seen-by>
    ${seen.slice(0, 8).map((reader) => html`<span data-reader=${reader.id}>${avatar(reader, "small")}</span>`)}
    ${seen.length > 8 ? html`<span class="more numbers">+${seen.length - 8}</span>` : nothing}
  </div>`;
}
