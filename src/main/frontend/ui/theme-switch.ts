import { html, type TemplateResult } from "lit";
import { profile, type Theme } from "../profile.ts";
import { icon, type Icon } from "./icons.ts";
import { Light } from "./light.ts";
import { say } from "./words.ts";

const themes: readonly [Theme, Icon][] = [
  ["light", "sun"],
  ["auto", "system"],
  ["dark", "moon"],
];

/** Light, dark, or as the system has it. */
class ThemeSwitch extends Light {
  override render(): TemplateResult {
    return html`<fieldset class="strip" role="radiogroup" aria-label=${say("theme")}>
      ${themes.map(
        ([theme, drawing]) =>
          html`<label title=${say(`theme.${theme}`)}>
            <input
              type="radio"
              class="visually-hidden"
              name="theme"
              value=${theme}
              .checked=${profile.theme === theme}
              @change=${() => this.#choose(theme)}
            />
            <span class="visually-hidden">${say(`theme.${theme}`)}</span>${icon(drawing)}
          </label>`,
      )}
    </fieldset>`;
  }

  #choose(theme: Theme): void {
    profile.theme = theme;
    if (theme === "auto") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = theme;
    }
    this.requestUpdate();
  }
}

customElements.define("parlor-theme", ThemeSwitch);
