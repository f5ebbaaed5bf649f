import type { SaveBarState } from "../protocol";
import { ask, hear, tell } from "./frame";

interface Bar {
  readonly id: string;
  state(): Omit<SaveBarState, "id" | "shown">;
  pressed(button: "save" | "discard"): void;
}

const shown = new Map<string, Bar>();

function show(bar: Bar): void {
  shown.set(bar.id, bar);
  tell({ type: "saveBar", bar: { id: bar.id, shown: true, ...bar.state() } });
}

function hide(bar: Bar): void {
  if (shown.delete(bar.id)) tell({ type: "saveBar", bar: { id: bar.id, shown: false, ...bar.state() } });
}

let unnamed = 0;

/** `ui-save-bar`: its primary button is Save, the other one Discard; both are pressed in the admin frame. */
class SaveBarElement extends HTMLElement implements Bar {
  private readonly ownId = `save-bar-${++unnamed}`;
  private readonly observer = new MutationObserver(() => {
    if (this.showing) show(this);
  });

  override get id(): string {
    return this.getAttribute("id") ?? this.ownId;
  }
  override set id(value: string) {
    this.setAttribute("id", value);
  }
  get showing(): boolean {
    return shown.get(this.id) === this;
  }
  get discardConfirmation(): boolean {
    return this.hasAttribute("discardConfirmation");
  }
  set discardConfirmation(value: boolean) {
    this.toggleAttribute("discardConfirmation", value);
  }

  connectedCallback(): void {
    this.style.display = "none";
    this.observer.observe(this, { childList: true, subtree: true, attributes: true });
  }
  disconnectedCallback(): void {
    this.observer.disconnect();
    hide(this);
  }

  async show(): Promise<void> {
    if (this.showing) return;
    show(this);
    this.dispatchEvent(new Event("show"));
  }
  async hide(): Promise<void> {
    if (!this.showing) return;
    hide(this);
    this.dispatchEvent(new Event("hide"));
  }
  async toggle(): Promise<void> {
    await (this.showing ? this.hide() : this.show());
  }

  state(): Omit<SaveBarState, "id" | "shown"> {
    const save = this.querySelector("button[variant=primary]");
    return {
      confirmDiscard: this.discardConfirmation,
      saveDisabled: save?.hasAttribute("disabled") ?? false,
      saving: save?.hasAttribute("loading") ?? false,
    };
  }
  pressed(button: "save" | "discard"): void {
    const selector = button === "save" ? "button[variant=primary]" : "button:not([variant=primary])";
    this.querySelector<HTMLButtonElement>(selector)?.click();
  }
}

/** A form with `data-save-bar`: the bar stands while its fields differ from what they were when last saved. */
class FormBar implements Bar {
  readonly id = `save-bar-${++unnamed}`;
  private saved: string;

  constructor(private readonly form: HTMLFormElement) {
    this.saved = valuesOf(form);
    form.addEventListener("input", (event) => this.changed(event));
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("submit", () => this.settled());
    // The values are back only after the event.
    form.addEventListener("reset", () => setTimeout(() => this.settled()));
  }

  get attached(): boolean {
    return this.form.isConnected;
  }
  state(): Omit<SaveBarState, "id" | "shown"> {
    const confirmDiscard = this.form.hasAttribute("data-discard-confirmation");
    return { confirmDiscard, saveDisabled: false, saving: false };
  }
  pressed(button: "save" | "discard"): void {
    if (button === "save") this.form.requestSubmit();
    else this.form.reset();
  }

  /** A field without a name is not among the form's values: any change of it counts. */
  private changed(event: Event): void {
    const unnamedField = event.target instanceof Element && !event.target.getAttribute("name");
    if (unnamedField || valuesOf(this.form) !== this.saved) show(this);
    else hide(this);
  }
  private settled(): void {
    this.saved = valuesOf(this.form);
    hide(this);
  }
}

function valuesOf(form: HTMLFormElement): string {
  const entries = [...new FormData(form)].map(([name, value]) => [
    name,
    typeof value === "string" ? value : value.name,
  ]);
  return JSON.stringify(entries);
}

const forms = new Map<HTMLFormElement, FormBar>();

function followForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-save-bar]")) {
    if (!forms.has(form)) forms.set(form, new FormBar(form));
  }
  for (const [form, bar] of forms) {
    if (bar.attached) continue;
    hide(bar);
    forms.delete(form);
  }
}

/** `shopify.saveBar`: acts on the `ui-save-bar` of that id. */
export const saveBarApi = {
  show: async (id: string) => element(id).show(),
  hide: async (id: string) => element(id).hide(),
  toggle: async (id: string) => element(id).toggle(),
  /** Resolves at once when nothing is unsaved; otherwise once the merchant says to leave. */
  leaveConfirmation: async () => {
    if (shown.size > 0) await ask((request) => ({ type: "leave", request }));
  },
};

function element(id: string): SaveBarElement {
  const found = document.getElementById(id);
  if (!(found instanceof SaveBarElement)) throw new Error(`There is no ui-save-bar with the id "${id}"`);
  return found;
}

export function defineSaveBar(): void {
  customElements.define("ui-save-bar", SaveBarElement);
  hear((message) => {
    if (message.type === "saveBarPressed") shown.get(message.id)?.pressed(message.button);
  });
  addEventListener("DOMContentLoaded", () => {
    followForms();
    new MutationObserver(followForms).observe(document.body, { childList: true, subtree: true });
  });
}
