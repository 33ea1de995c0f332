import { LitElement } from "lit";

/**
 * A component in the page's own tree: the one style sheet of the house reaches it, and so do labels, anchors and tests. It draws at
 * most once a frame, so that a lively room costs no more than a calm one; in a hidden tab, where frames stop, ten times a second.
 */
export class Light extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) {
      await nextFrame();
    }
    super.scheduleUpdate();
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
