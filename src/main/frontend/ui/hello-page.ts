import { html, nothing, type TemplateResult } from "lit";
import {
  abilities,
  bestWay,
  Checkup,
  subjects,
  verdict,
  ways,
  type Finding,
  type Findings,
  type State,
  type Subject,
  type Surroundings,
} from "../hello.ts";
import { copy } from "./copy.ts";
import { icon, type Icon } from "./icons.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

const SAY_SO_FOR = 2_500;

const drawings: Readonly<Record<Subject, Icon>> = {
  websocket: "wire",
  sockjs: "cable",
  streaming: "stream",
  eventsource: "feed",
  polling: "repeat",
  clock: "clock",
  secure: "lock",
  vr: "goggles",
  webgl: "box",
  controllers: "controller",
  microphone: "microphone",
};

const marks: Readonly<Partial<Record<State, Icon>>> = { works: "check", fails: "close", unneeded: "minus" };

/** What works between this device and the server, and what to do about the rest. */
class HelloPage extends Light {
  static override properties = { outcome: { state: true } };

  declare outcome: "copied" | "uncopied" | undefined;
  #checkup: Checkup | undefined;
  #undo: ReturnType<typeof setTimeout> | undefined;

  /** Tries everything once. To be called once; after that it is the visitor who asks again. */
  start(around: Surroundings): void {
    const checkup = new Checkup(around, () => this.requestUpdate());
    this.#checkup = checkup;
    for (const event of ["gamepadconnected", "gamepaddisconnected"]) {
      addEventListener(event, () => void checkup.lookForControllers());
    }
    void checkup.run();
  }

  override render(): TemplateResult | typeof nothing {
    const checkup = this.#checkup;
    if (checkup === undefined) {
      return nothing;
    }
    const { findings } = checkup;
    const word = verdict(findings);
    return html`<section class="verdict card" data-verdict=${word} aria-busy=${String(checkup.running)}>
        <div class="verdict-words" role="status">
          <h2>${say(`hello.verdict.${word}`)}</h2>
          <p class="soft">${say(`hello.more.${word}`)}</p>
        </div>
        <progress
          max=${subjects.length}
          .value=${subjects.filter((subject) => isKnown(findings[subject])).length}
          aria-label=${say("hello.progress")}
        ></progress>
        ${numbers(findings)}
        <div class="row">
          <a class="button ${word === "nothing" ? "outline" : "primary"}" href="/"
            >${say("hello.lobby")}${icon("arrowRight")}</a
          >
          <button
            type="button"
            class="button ${word === "nothing" ? "primary" : "outline"}"
            aria-disabled=${String(checkup.running)}
            @click=${() => void checkup.run()}
          >
            ${icon("again")}${say("hello.again")}
          </button>
          <button type="button" class="button outline" @click=${() => this.#copy(findings)}>
            ${icon(this.outcome === "copied" ? "check" : "copy")}${say(this.outcome ? `hello.${this.outcome}` : "hello.copy")}
          </button>
          <span class="visually-hidden" role="status">${this.outcome ? say(`hello.${this.outcome}.text`) : ""}</span>
        </div>
      </section>
      <div class="findings">
        ${list("hello.ways", "hello.ways.text", [...ways, "clock"], findings)}
        ${list("hello.device", "hello.device.text", abilities, findings)}
      </div>
      <details class="report">
        <summary>${say("hello.report")}</summary>
        <pre tabindex="0" data-report>${report(findings)}</pre>
      </details>`;
  }

  async #copy(findings: Findings): Promise<void> {
    this.outcome = (await copy(report(findings))) ? "copied" : "uncopied";
    clearTimeout(this.#undo);
    this.#undo = setTimeout(() => (this.outcome = undefined), SAY_SO_FOR);
  }
}

function isKnown({ state }: Finding): boolean {
  return state !== "waiting" && state !== "trying";
}

/** The three things one asks first. */
function numbers(findings: Findings): TemplateResult {
  const best = bestWay(findings);
  const { clock } = findings;
  const open = ways.filter((way) => findings[way].state === "works").length;
  return html`<dl class="figures">
    ${figure(
      "trip",
      best && duration(findings[best].ms),
      best === undefined ? "" : say("hello.trip.over", say(`hello.${best}`)),
    )}
    ${figure("offset", offset(clock), clock.within === undefined ? "" : say("hello.offset.within", duration(clock.within)))}
    ${figure("open", ways.every((way) => !isKnown(findings[way])) ? undefined : say("hello.open.of", open, ways.length), say("hello.open.text"))}
  </dl>`;
}

function figure(what: string, number: string | undefined, more: string): TemplateResult {
  return html`<div data-figure=${what}>
    <dt>${say(`hello.${what}`)}</dt>
    <dd><span class="figure numbers">${number ?? "–"}</span><span class="soft">${number && more}</span></dd>
  </div>`;
}

function list(title: string, text: string, those: readonly Subject[], findings: Findings): TemplateResult {
  return html`<section class="card" aria-labelledby=${title}>
    <h2 id=${title}>${say(title)}</h2>
    <p class="soft">${say(text)}</p>
    <ul>
      ${those.map((subject) => row(subject, findings[subject]))}
    </ul>
  </section>`;
}

function row(subject: Subject, finding: Finding): TemplateResult {
  const { state } = finding;
  const mark = marks[state];
  const detail = detailOf(subject, finding);
  const advice = adviceOn(subject, finding);
  return html`<li class="finding" data-finding=${subject} data-state=${state}>
    <span class="medallion">${icon(drawings[subject])}</span>
    <h3>${say(`hello.${subject}`)}</h3>
    <p class="about soft">${say(`hello.about.${subject}`)}</p>
    <p class="pill">
      ${mark === undefined ? html`<span class="dot" aria-hidden="true"></span>` : icon(mark)}${say(`hello.state.${state}`)}
    </p>
    ${detail && html`<p class="detail soft numbers">${detail}</p>`}
    ${advice && html`<p class="advice" data-advice>${advice}</p>`}
  </li>`;
}

/** What there is to know of what works. */
function detailOf(subject: Subject, finding: Finding): string {
  if (finding.ms === undefined) {
    return finding.name ?? "";
  }
  return (subject === "clock" ? offset(finding) : duration(finding.ms)) ?? "";
}

/** What is missing, and what to do about it. */
function adviceOn(subject: Subject, { state, lack }: Finding): string | undefined {
  if (lack === undefined) {
    return undefined;
  }
  if (!(ways as readonly Subject[]).includes(subject)) {
    return say(`hello.advice.${subject}_${lack}`);
  }
  // What to do is said once for WebSocket, and once for plain HTTP, of which polling asks least.
  const remedy =
    state === "unneeded" ? "spare" : subject === "websocket" ? "upgrade" : subject === "polling" ? "http" : undefined;
  return [say(`hello.lack.${lack}`), remedy && say(`hello.remedy.${remedy}`)].filter(Boolean).join(" ");
}

const UNITS = [
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

function duration(ms = 0): string {
  const [unit, length] = UNITS.find(([, least]) => ms >= 2 * least) ?? (["ms", 1] as const);
  const amount = ms / length;
  return say(`hello.unit.${unit}`, amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount));
}

/** How far the device's clock is from the server's. What can't be told from none is none. */
function offset({ ms, within = 0 }: Finding): string | undefined {
  if (ms === undefined) {
    return undefined;
  }
  return Math.abs(ms) <= within
    ? say("hello.offset.none")
    : say(ms > 0 ? "hello.offset.ahead" : "hello.offset.behind", duration(Math.abs(ms)));
}

/** All of it as plain text, for whoever runs the server. */
function report(findings: Findings): string {
  const about = [
    new Date().toISOString(),
    location.href,
    navigator.userAgent,
    `${innerWidth} × ${innerHeight} @ ${devicePixelRatio}`,
  ];
  const found = subjects.map((subject) => {
    const finding = findings[subject];
    const told = [say(`hello.${subject}`), detailOf(subject, finding), adviceOn(subject, finding)].filter(Boolean);
    return `[${say(`hello.state.${finding.state}`)}] ${told.join(" – ")}`;
  });
  return [say("hello.report.title"), ...about, "", say(`hello.verdict.${verdict(findings)}`), ...found, ""].join("\n");
}

customElements.define("parlor-hello", HelloPage);

declare global {
  interface HTMLElementTagNameMap {
    "parlor-hello": HelloPage;
  }
}
