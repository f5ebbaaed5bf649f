import { type AppMessage, type FrameMessage, post, received, type ScopesDetail } from "../protocol";
import { confirmed } from "./dialog";
import { Navigation } from "./navigation";
import { SaveBars } from "./saveBar";
import { type FrameSettings, part } from "./settings";
import { renderTitleBar } from "./titleBar";
import { Toasts } from "./toasts";

type Asked<Type extends AppMessage["type"]> = Extract<AppMessage, { type: Type }>;

/** The app in its iframe, and everything the frame shows or does for it. */
export class AppFrame {
  private readonly iframe: HTMLIFrameElement;
  private readonly navigation: Navigation;
  private readonly saveBars: SaveBars;
  private readonly toasts: Toasts;

  constructor(readonly settings: FrameSettings) {
    const iframe = part("app");
    if (!(iframe instanceof HTMLIFrameElement)) throw new Error("#app is no iframe");
    this.iframe = iframe;
    this.saveBars = new SaveBars(this);
    this.toasts = new Toasts(this);
    this.navigation = new Navigation(this, (path) => void this.goTo(path));
    addEventListener("message", (event) => this.hear(event));
    iframe.addEventListener("load", () => setLoading(false));
    // Only now: what the app says first must be heard.
    iframe.src = iframe.dataset.src ?? "about:blank";
  }

  /** The frame's address for a path of the app. */
  addressOf(path: string): string {
    return path === "/" ? this.settings.base : this.settings.base + path;
  }

  tell(message: FrameMessage): void {
    if (this.iframe.contentWindow) post(this.iframe.contentWindow, this.settings.appOrigin, message);
  }

  private async goTo(path: string): Promise<void> {
    closeMenu();
    if (await this.saveBars.mayLeave()) this.tell({ type: "navigate", path });
  }

  private hear(event: MessageEvent<unknown>): void {
    const message = received<AppMessage>(event, this.settings.appOrigin);
    const { source } = event;
    if (message === null || source === null) return;
    if (source instanceof MessagePort || source instanceof ServiceWorker) return;
    const answer = (request: number, value: unknown) =>
      post(source, this.settings.appOrigin, { type: "answer", request, value });
    // A page in a modal of the app may ask; only the app's own page says where the app stands.
    if (message.type === "token") void this.token().then((token) => answer(message.request, token));
    else if (message.type === "scopes") void this.scopes(message).then((detail) => answer(message.request, detail));
    else if (message.type === "leave") void this.leave(message, answer);
    else if (source === this.iframe.contentWindow || !STANDING.has(message.type)) this.show(message);
  }

  private show(message: AppMessage): void {
    switch (message.type) {
      case "hello":
        this.saveBars.clear();
        dim(false);
        return;
      case "path":
        this.moved(message.path);
        return;
      case "navigation":
        this.navigation.setItems(message.items);
        return;
      case "title":
        renderTitleBar(this, message.title, message.actions);
        return;
      case "saveBar":
        this.saveBars.set(message.bar);
        return;
      case "toast":
        this.toasts.show(message);
        return;
      case "toastHide":
        this.toasts.hide(message.id);
        return;
      case "modal":
        dim(message.open);
        return;
      case "loading":
        setLoading(message.on);
        return;
      case "open":
        void this.open(message);
        return;
      case "reload":
        void this.reload(message.path);
        return;
    }
  }

  /** The joint history holds the app's steps; the address bar only has to follow them. */
  private moved(path: string): void {
    history.replaceState(null, "", this.addressOf(path));
    this.navigation.setPath(path);
    setLoading(false);
  }

  private async token(): Promise<unknown> {
    const reply = await send("/admin-frame/token", {});
    return reply.token;
  }

  private async leave(message: Asked<"leave">, answer: (request: number, value: unknown) => void): Promise<void> {
    if (await this.saveBars.mayLeave()) answer(message.request, true);
  }

  private async open(message: Asked<"open">): Promise<void> {
    const url = new URL(message.url, location.href);
    if (url.protocol !== "http:" && url.protocol !== "https:") return;
    if (message.newTab) window.open(url, "_blank", "noopener");
    else if (await this.saveBars.mayLeave()) location.assign(url);
  }

  private async reload(path: string): Promise<void> {
    setLoading(true);
    const reply = await send("/admin-frame/launch", { path, locale: this.settings.locale });
    this.saveBars.clear();
    if (typeof reply.url === "string") this.iframe.src = reply.url;
  }

  private async scopes(message: Asked<"scopes">): Promise<unknown> {
    const detail = await send("/admin-frame/scopes", { operation: "query", scopes: [] });
    const { operation, scopes } = message;
    if (operation === "query") return detail;
    if (operation === "revoke") return { detail: await send("/admin-frame/scopes", { operation, scopes }) };
    const missing = scopes.filter((scope) => !isGranted(detail, scope));
    if (missing.length === 0) return { result: "granted-all", detail };
    const { scopesTitle, allow, cancel } = this.settings.words;
    const title = `${this.settings.appName} ${scopesTitle}`;
    if (!(await confirmed({ title, text: missing, yes: allow, no: cancel, critical: false }))) {
      return { result: "declined-all", detail };
    }
    return { result: "granted-all", detail: await send("/admin-frame/scopes", { operation, scopes: missing }) };
  }
}

/** Messages about the page that stands in the frame. */
const STANDING = new Set<AppMessage["type"]>(["hello", "path", "navigation", "title"]);

function isGranted(detail: Readonly<Record<string, unknown>>, scope: string): boolean {
  const granted: ScopesDetail["granted"] = Array.isArray(detail.granted) ? detail.granted : [];
  return granted.includes(scope);
}

async function send(path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

function setLoading(on: boolean): void {
  part("loading").hidden = !on;
}

/** A modal of the app covers its own page; the rest of the admin is dimmed and out of reach meanwhile. */
function dim(on: boolean): void {
  document.body.classList.toggle("dimmed", on);
  for (const id of ["top-bar", "navigation", "title-bar"]) part(id).toggleAttribute("inert", on);
}

/** Folds the navigation on a narrow screen. */
export function closeMenu(): void {
  document.body.classList.remove("menu-open");
  part("menu-button").setAttribute("aria-expanded", "false");
}
