import { html, type TemplateResult } from "lit";
import { icon } from "./icons.ts";
import { say } from "./words.ts";

/**
 * A window over the page, closed by Esc, by its cross or by a press beside it. It is in the page only while it is open, so
 * `openSheets` is to be called after each drawing.
 */
export function sheet(options: { title: string; kind?: string; content: unknown; closed: () => void }): TemplateResult {
  return html`<dialog
    class="sheet ${options.kind ?? ""}"
    aria-labelledby="sheet-title"
    data-sheet=${options.title}
    @close=${(event: Event) => told(event, options.closed)}
    @pointerdown=${pressed}
    @click=${released}
  >
    <header>
      <h2 id="sheet-title">${options.title}</h2>
      <button type="button" class="button plain round" aria-label=${say("close")} @click=${closeAround}>
        ${icon("close")}
      </button>
    </header>
    ${options.content}
  </dialog>`;
}

/** For what each dialog was opened last. */
const openedFor = new WeakMap<HTMLDialogElement, string | undefined>();

/**
 * Opens what was drawn and is not open yet. The browser keeps the focus inside and gives it back afterwards. What has been closed is
 * still drawn until the browser tells of that, and stays closed.
 */
export function openSheets(owner: ParentNode): void {
  for (const dialog of owner.querySelectorAll<HTMLDialogElement>("dialog.sheet")) {
    const { sheet } = dialog.dataset;
    if (!dialog.open && openedFor.get(dialog) !== sheet) {
      dialog.showModal();
    }
    openedFor.set(dialog, sheet);
  }
}

function told(event: Event, closed: () => void): void {
  const dialog = event.currentTarget as HTMLDialogElement;
  if (!dialog.open) {
    openedFor.delete(dialog);
    closed();
  }
}

/** Closes what is open, as its cross does: only then does the browser give the focus back. */
export function closeSheets(owner: ParentNode): void {
  owner.querySelectorAll<HTMLDialogElement>("dialog.sheet[open]").forEach((dialog) => dialog.close());
}

/** What a page does when the sheet it shows is closed. Browsers tell of that with their next frame: it may want another by then. */
export function closing(page: { window: unknown }): () => void {
  const shown = page.window;
  return () => {
    if (page.window === shown) {
      page.window = undefined;
    }
  };
}

function closeAround(event: Event): void {
  (event.currentTarget as HTMLElement).closest("dialog")?.close();
}

/** The sheet that the last press began beside. */
let pressedBeside: HTMLDialogElement | undefined;

function pressed(event: PointerEvent): void {
  pressedBeside = isBeside(event) ? (event.currentTarget as HTMLDialogElement) : undefined;
}

/** Only now: a finger's click comes after its press, and would go to what is underneath. */
function released(event: MouseEvent): void {
  if (isBeside(event) && pressedBeside === event.currentTarget) {
    pressedBeside.close();
  }
}

/** The backdrop belongs to the dialog, what is inside does not: a press on the dialog itself, past its edge, is one beside it. */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = (currentTarget as HTMLElement).getBoundingClientRect();
  const inside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  return target === currentTarget && !inside;
}
