import { shownPath } from "../protocol";
import { hear, tell } from "./frame";
import { navigationLinks } from "./navigation";

/** Tells the frame where the app stands, after each step of its history, and goes where the frame says. */
export function patchHistory(): void {
  for (const method of ["pushState", "replaceState"] as const) {
    const plain = history[method].bind(history);
    history[method] = (state, unused, url) => {
      plain(state, unused, url);
      tellPath();
    };
  }
  addEventListener("popstate", tellPath);
  addEventListener("hashchange", tellPath);
  addEventListener("pageshow", tellPath);
  countListeners();
  hear((message) => {
    if (message.type === "navigate") navigate(message.path);
  });
  tellPath();
}

let told = "";

function tellPath(): void {
  const path = shownPath(new URL(location.href));
  if (path === told || isBounce()) return;
  told = path;
  tell({ type: "path", path });
}

/** The token bounce stands between two pages of the app; the address bar does not show it. */
function isBounce(): boolean {
  return new URLSearchParams(location.search).has("shopify-reload");
}

let routerListens = 0;

/** A router of the app (Remix's AppProvider) listens for `shopify:navigate`; without one the page is loaded anew. */
function countListeners(): void {
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
      if (type === "shopify:navigate") routerListens += 1;
      add(type, listener, options as AddEventListenerOptions);
    };
    target.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
      if (type === "shopify:navigate") routerListens -= 1;
      remove(type, listener, options as EventListenerOptions);
    };
  }
}

/** A press in the admin's navigation: the app's own link first, then its router, then a new page. */
function navigate(path: string): void {
  const link = navigationLinks().find((candidate) => samePath(candidate.getAttribute("href"), path));
  if (link && pressed(link)) return;
  if (routerListens === 0) {
    tell({ type: "reload", path });
    return;
  }
  const target = link ?? temporaryLink(path);
  target.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  if (!link) target.remove();
}

/** Clicks a link of the app; whether its own handler took the click. Never leaves it to the browser. */
function pressed(link: Element): boolean {
  let handled = false;
  const last = (event: Event) => {
    handled = event.defaultPrevented;
    event.preventDefault();
  };
  addEventListener("click", last, { once: true });
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
  removeEventListener("click", last);
  return handled;
}

function temporaryLink(path: string): Element {
  const link = document.createElement("a");
  link.setAttribute("href", path);
  link.hidden = true;
  document.body.append(link);
  return link;
}

function samePath(href: string | null, path: string): boolean {
  return href !== null && shownPath(new URL(href, location.href)) === shownPath(new URL(path, location.href));
}
