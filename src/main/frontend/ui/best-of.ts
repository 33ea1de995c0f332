import { html, type TemplateResult } from "lit";
import type { BestOf } from "../match.ts";
import { say } from "./words.ts";

const choices: readonly BestOf[] = [1, 3, 5];

/** How long a match is to be: best of 1, 3 or 5. */
export function bestOfChoice(chosen: BestOf, choose: (bestOf: BestOf) => void): TemplateResult {
  return html`<fieldset class="best-of">
    <legend>${say("best")}</legend>
    <div class="strip">
      ${choices.map(
        (bestOf) =>
          html`<label>
            <input
              class="visually-hidden"
              type="radio"
              name="best-of"
              value=${bestOf}
              .checked=${bestOf === chosen}
              @change=${() => choose(bestOf)}
            />
            <span class="numbers">${bestOf}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}
