import type { SaveBarState } from "../protocol";
import type { AppFrame } from "./appFrame";
import { confirmed } from "./dialog";
import { button, make, part } from "./settings";

/** The bar over the top of the admin while something is unsaved; the last one shown is on top. */
export class SaveBars {
  private readonly bars = new Map<string, SaveBarState>();

  constructor(private readonly frame: AppFrame) {
    addEventListener("beforeunload", (event) => {
      if (this.bars.size > 0) event.preventDefault();
    });
  }

  set(bar: SaveBarState): void {
    if (bar.shown) this.bars.set(bar.id, bar);
    else this.bars.delete(bar.id);
    this.render();
  }

  /** The page they belong to is gone. */
  clear(): void {
    this.bars.clear();
    this.render();
  }

  /** Asks before unsaved changes are lost; true at once when there are none. */
  async mayLeave(): Promise<boolean> {
    if (this.bars.size === 0) return true;
    const { leaveTitle, leaveText, leave, stay } = this.frame.settings.words;
    const leaving = await confirmed({ title: leaveTitle, text: leaveText, yes: leave, no: stay, critical: true });
    if (leaving) this.clear();
    return leaving;
  }

  private render(): void {
    const host = part("save-bar");
    const bar = [...this.bars.values()].at(-1);
    host.hidden = bar === undefined;
    if (bar === undefined) return;
    const { unsaved, save, discard } = this.frame.settings.words;
    const label = make("span", { class: "unsaved" }, unsaved);
    const discardButton = button(discard, "bar-plain", () => void this.discard(bar));
    const saveButton = button(save, "bar-primary", () => this.press(bar, "save"));
    saveButton.toggleAttribute("disabled", bar.saveDisabled || bar.saving);
    saveButton.setAttribute("aria-busy", String(bar.saving));
    host.replaceChildren(label, discardButton, saveButton);
  }

  private async discard(bar: SaveBarState): Promise<void> {
    const { discardTitle, discardText, discard, keepEditing } = this.frame.settings.words;
    const question = { title: discardTitle, text: discardText, yes: discard, no: keepEditing, critical: true };
    if (!bar.confirmDiscard || (await confirmed(question))) this.press(bar, "discard");
  }

  private press(bar: SaveBarState, pressed: "save" | "discard"): void {
    this.frame.tell({ type: "saveBarPressed", id: bar.id, button: pressed });
  }
}
