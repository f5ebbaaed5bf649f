import { type NavigationItem, shownPath } from "../protocol";
import { tell } from "./frame";

const menus = new Set<HTMLElement>();
const linkSelector = "a[href], s-link[href]";

/** Links of the app's navigation elements, in the order of the page. */
export function navigationLinks(): Element[] {
  return [...menus].flatMap((menu) => [...menu.querySelectorAll(linkSelector)]);
}

/** `ui-nav-menu` and `s-app-nav`: shown by the admin frame, not in the page. */
class NavigationElement extends HTMLElement {
  private readonly observer = new MutationObserver(tellNavigation);

  connectedCallback(): void {
    this.style.display = "none";
    menus.add(this);
    this.observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    tellNavigation();
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
    menus.delete(this);
    tellNavigation();
  }
}

let told = "";

function tellNavigation(): void {
  const items = navigationLinks().map(item);
  const spelled = JSON.stringify(items);
  if (spelled === told) return;
  told = spelled;
  tell({ type: "navigation", items });
}

function item(link: Element): NavigationItem {
  return {
    label: (link.textContent ?? "").trim(),
    path: shownPath(new URL(link.getAttribute("href") ?? "/", location.href)),
    home: link.getAttribute("rel") === "home",
  };
}

/** Defines the navigation elements. */
export function defineNavigation(): void {
  customElements.define("ui-nav-menu", class extends NavigationElement {});
  customElements.define("s-app-nav", class extends NavigationElement {});
}
