import type { NavigationItem } from "../protocol";
import type { AppFrame } from "./appFrame";
import { make, part } from "./settings";

/** The app's links under its name in the left navigation. */
export class Navigation {
  private items: readonly NavigationItem[] = [];
  private path = "/";

  constructor(
    private readonly frame: AppFrame,
    private readonly go: (path: string) => void,
  ) {
    const home = part("app-home");
    home.addEventListener("click", (event) => this.press(event, this.homePath()));
  }

  setItems(items: readonly NavigationItem[]): void {
    this.items = items;
    this.render();
  }

  setPath(path: string): void {
    this.path = path;
    this.render();
  }

  private homePath(): string {
    return this.items.find((item) => item.home)?.path ?? "/";
  }

  private render(): void {
    const current = this.current();
    const home = part("app-home");
    home.setAttribute("href", this.frame.addressOf(this.homePath()));
    mark(home, current === null);
    const links = this.items
      .filter((item) => !item.home)
      .map((item) => {
        const link = make("a", { href: this.frame.addressOf(item.path) }, item.label);
        mark(link, item === current);
        link.addEventListener("click", (event) => this.press(event, item.path));
        return make("li", {}, link);
      });
    part("app-links").replaceChildren(...links);
  }

  /** The listed item whose path is the longest beginning of the app's path; null on the app's home. */
  private current(): NavigationItem | null {
    const fitting = this.items.filter((item) => !item.home && begins(this.path, item.path));
    const home = this.items.find((item) => item.home && pathOf(item.path) === pathOf(this.path));
    if (home) return null;
    return [...fitting].sort((left, right) => right.path.length - left.path.length)[0] ?? null;
  }

  private press(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.go(path);
  }
}

function mark(link: Element, current: boolean): void {
  if (current) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

function pathOf(path: string): string {
  return (path.split(/[?#]/)[0] ?? "").replace(/\/$/, "");
}

function begins(path: string, start: string): boolean {
  return `${pathOf(path)}/`.startsWith(`${pathOf(start)}/`);
}
