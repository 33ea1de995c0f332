import { html, nothing, svg, type TemplateResult } from "lit";
import { inColor } from "./person.ts";
import { say } from "./words.ts";
import "./share.ts";

/** Nobody else is here: the link to send, and in a room where nothing was said yet a drawing of oneself at the table. */
export function aloneView(you: { color: string } | undefined, silent: boolean): TemplateResult {
  return html`<div class="alone" data-empty="room" ?data-silent=${silent}>
    ${silent ? table(you?.color) : nothing}
    <p>${say("room.empty")}</p>
    <div class="link"><code>${location.host}${location.pathname}</code><parlor-share plain></parlor-share></div>
  </div>`;
}

function table(color: string | undefined): TemplateResult {
  return html`<svg class="scene" viewBox="0 0 260 150" aria-hidden="true">
    ${svg`<ellipse class="rug" cx="130" cy="128" rx="124" ry="20" />
    <ellipse class="rug-line thin" cx="130" cy="128" rx="110" ry="15" />
    <g class="person" .style=${inColor(color)}>
      <path d="M58 62c-3 16-14 24-15 50 0 4 3 7 7 7h44c4 0 7-3 7-7-1-26-12-34-15-50z" />
      <circle cx="72" cy="50" r="23" />
    </g>
    <g class="eyes"><circle cx="70" cy="48" r="4.500" /><circle cx="86" cy="48" r="4.500" /></g>
    <g class="pupils"><circle cx="72" cy="49" r="2.200" /><circle cx="88" cy="49" r="2.200" /></g>
    <path class="wood-deep" d="M138 94h18l4 30h10c4 0 6 2 6 4h-58c0-2 2-4 6-4h10z" />
    <ellipse class="wood-deep" cx="147" cy="92" rx="52" ry="12" />
    <ellipse class="wood" cx="147" cy="88" rx="52" ry="12" />
    <path class="cup lively" d="M128 72h18v5c0 6-4 10-9 10s-9-4-9-10z" />
    <path class="steam soft-steam" d="M134 67c-3-4 3-6 0-11M141 67c-3-4 3-6 0-11" />
    <path class="wood-deep" d="M206 104h6v24h-6zM226 104h6v24h-6z" />
    <rect class="stool" x="200" y="94" width="38" height="14" rx="7" />`}
  </svg>`;
}
