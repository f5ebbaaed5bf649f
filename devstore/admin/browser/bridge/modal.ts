import { tell } from "./frame";
import { TitleBarElement } from "./titleBar";

const style = `
  dialog { border: 0; padding: 0; border-radius: 16px; width: min(38.75rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem);
    background: #fff; color: #303030; box-shadow: 0 20px 40px -8px rgb(0 0 0 / 28%); font: 400 13px/20px system-ui, sans-serif; }
  dialog[data-variant=small] { width: min(25rem, calc(100vw - 2rem)); }
  dialog[data-variant=large] { width: min(61.25rem, calc(100vw - 2rem)); }
  dialog[data-variant=max] { width: calc(100vw - 2rem); height: calc(100vh - 2rem); }
  dialog[open] { display: flex; flex-direction: column; }
  dialog::backdrop { background: rgb(0 0 0 / 50%); }
  header { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 10px 12px 10px 16px;
    background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
  h2 { margin: 0; font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
  main { overflow: auto; flex: 1; }
  iframe { border: 0; width: 100%; height: min(70vh, 40rem); display: block; }
  [data-variant=max] iframe { height: 100%; }
  footer { display: flex; justify-content: flex-end; flex-wrap: wrap; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
  footer:empty { display: none; }
  button { font: 550 13px/20px system-ui, sans-serif; padding: 6px 12px; border-radius: 8px; border: 1px solid #b5b5b5; background: #fff;
    color: #303030; cursor: pointer; min-height: 32px; }
  button:hover { background: #f7f7f7; }
  button.primary { background: #303030; border-color: #303030; color: #fff; }
  button.critical { background: #c70a24; border-color: #c70a24; color: #fff; }
  button:disabled { opacity: .5; cursor: default; }
  button.close { border: 0; background: none; padding: 4px 10px; font-size: 18px; line-height: 1; }
  :focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
`;

/**
 * `ui-modal`: a modal dialog over the app's page while the admin frame dims the rest. The browser keeps the focus inside,
 * closes it on Escape and gives the focus back to what had it.
 */
class ModalElement extends HTMLElement {
  static readonly observedAttributes = ["variant", "src"];
  private readonly dialog = document.createElement("dialog");
  private readonly heading = document.createElement("h2");
  private readonly main = document.createElement("main");
  private readonly footer = document.createElement("footer");
  private readonly close = closeButton(() => this.dialog.close());
  private own: HTMLElement | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const styleElement = document.createElement("style");
    styleElement.textContent = style;
    const header = document.createElement("header");
    header.append(this.heading, this.close);
    this.heading.id = "title";
    this.dialog.setAttribute("aria-labelledby", "title");
    this.main.append(document.createElement("slot"));
    this.dialog.append(
      turn(() => this.lastStop()),
      header,
      this.main,
      this.footer,
      turn(() => this.close),
    );
    root.append(styleElement, this.dialog);
    this.dialog.addEventListener("close", () => this.closed());
    this.addEventListener("titlebar", () => this.renderTitleBar());
  }

  /** Where the content stands; React's Modal renders into it. */
  get content(): HTMLElement {
    this.own ??= this.appendChild(document.createElement("div"));
    return this.own;
  }
  get variant(): string {
    return this.getAttribute("variant") ?? "base";
  }
  set variant(value: string) {
    this.setAttribute("variant", value);
  }
  get src(): string | null {
    return this.getAttribute("src");
  }
  set src(value: string | null) {
    if (value === null) this.removeAttribute("src");
    else this.setAttribute("src", value);
  }
  get contentWindow(): Window | null {
    return this.main.querySelector("iframe")?.contentWindow ?? null;
  }

  attributeChangedCallback(): void {
    if (this.dialog.open) this.render();
  }
  disconnectedCallback(): void {
    this.dialog.close();
  }

  async show(): Promise<void> {
    if (this.dialog.open) return;
    this.render();
    // Only while it opens: a page may not take the focus by itself.
    this.close.autofocus = true;
    this.dialog.showModal();
    this.close.autofocus = false;
    tell({ type: "modal", open: true });
    this.dispatchEvent(new Event("show"));
  }
  async hide(): Promise<void> {
    this.dialog.close();
  }
  async toggle(): Promise<void> {
    await (this.dialog.open ? this.hide() : this.show());
  }

  private closed(): void {
    tell({ type: "modal", open: false });
    this.main.querySelector("iframe")?.remove();
    this.dispatchEvent(new Event("hide"));
  }

  private render(): void {
    this.dialog.dataset.variant = this.variant;
    const frame = this.main.querySelector("iframe");
    if (this.src !== null && frame?.getAttribute("src") !== this.src) {
      const made = frame ?? this.main.appendChild(document.createElement("iframe"));
      made.src = this.src;
    }
    this.renderTitleBar();
  }

  private renderTitleBar(): void {
    const bar = this.querySelector("ui-title-bar");
    this.heading.textContent = bar?.getAttribute("title") ?? document.title;
    const actions = bar instanceof TitleBarElement ? bar.actions() : [];
    const buttons = actions.map(({ label, kind, critical, disabled, element }) => {
      const button = document.createElement("button");
      button.textContent = label;
      button.className = critical ? "critical" : kind;
      button.disabled = disabled;
      button.addEventListener("click", () => element.click());
      return button;
    });
    this.footer.replaceChildren(...buttons.reverse());
  }

  private lastStop(): HTMLElement {
    return [...this.footer.querySelectorAll("button")].at(-1) ?? this.close;
  }
}

/** An end of the dialog that sends the focus to its other end: the page's edge would give it to the admin behind. */
function turn(to: () => HTMLElement): HTMLElement {
  const stop = document.createElement("span");
  stop.tabIndex = 0;
  stop.addEventListener("focus", () => to().focus());
  return stop;
}

function closeButton(press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "close";
  button.textContent = "×";
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", press);
  return button;
}

/** `shopify.modal`: acts on the `ui-modal` of that id. */
export const modalApi = {
  show: async (id: string) => element(id).show(),
  hide: async (id: string) => element(id).hide(),
  toggle: async (id: string) => element(id).toggle(),
};

function element(id: string): ModalElement {
  const found = document.getElementById(id);
  if (!(found instanceof ModalElement)) throw new Error(`There is no ui-modal with the id "${id}"`);
  return found;
}

export function defineModal(): void {
  customElements.define("ui-modal", ModalElement);
}
