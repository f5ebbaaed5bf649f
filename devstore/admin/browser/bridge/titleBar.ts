import type { TitleAction } from "../protocol";
import { hear, tell } from "./frame";

interface Action extends TitleAction {
  readonly element: HTMLElement;
}

let current: TitleBarElement | null = null;

/** `ui-title-bar`: title and buttons shown by the admin frame; within a modal, by the modal. */
export class TitleBarElement extends HTMLElement {
  static readonly observedAttributes = ["title"];
  private readonly observer = new MutationObserver(() => this.changed());

  connectedCallback(): void {
    this.style.display = "none";
    this.observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    if (this.inModal()) return;
    current = this;
    this.changed();
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
    if (current !== this) return;
    current = null;
    tell({ type: "title", title: document.title, actions: [] });
  }

  attributeChangedCallback(): void {
    this.changed();
  }

  /** Buttons and links in their order; those of a section are listed one by one. */
  actions(): Action[] {
    return [...this.querySelectorAll<HTMLElement>("button, a")].map((element) => ({
      element,
      label: (element.textContent ?? "").trim(),
      kind: kindOf(element.getAttribute("variant")),
      disabled: element.hasAttribute("disabled"),
      critical: element.getAttribute("tone") === "critical",
    }));
  }

  private inModal(): boolean {
    return this.closest("ui-modal") !== null;
  }

  private changed(): void {
    if (this.inModal()) this.closest("ui-modal")?.dispatchEvent(new Event("titlebar"));
    if (current !== this) return;
    const title = this.getAttribute("title") ?? document.title;
    tell({ type: "title", title, actions: this.actions().map(({ element: _, ...action }) => action) });
  }
}

function kindOf(variant: string | null): TitleAction["kind"] {
  return variant === "primary" || variant === "breadcrumb" ? variant : "secondary";
}

/** Defines `ui-title-bar`; without one the page's own title is shown. */
export function defineTitleBar(): void {
  customElements.define("ui-title-bar", TitleBarElement);
  hear((message) => {
    if (message.type === "titlePressed") current?.actions()[message.index]?.element.click();
  });
  const observer = new MutationObserver(() => {
    if (current === null) tell({ type: "title", title: document.title, actions: [] });
  });
  addEventListener("DOMContentLoaded", () => {
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    if (current === null) tell({ type: "title", title: document.title, actions: [] });
  });
}
