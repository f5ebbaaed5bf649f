import type { Words } from "../../words";

/** What the server tells the frame's script, as JSON in the page. */
export interface FrameSettings {
  readonly appName: string;
  readonly appOrigin: string;
  /** Path of the frame under which the app's own paths hang, such as `/store/kestrel/apps/tenure`. */
  readonly base: string;
  readonly locale: string;
  readonly words: Words;
}

const text = document.getElementById("frame-settings")?.textContent ?? "null";

/** Null on pages of the admin that show no app. */
export const settings = JSON.parse(text) as FrameSettings | null;

/** An element of the page by id. @throws when the page lacks it. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found;
}

/** A new element with attributes and children. */
export function make(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(label: string, kind: string, press: () => void): HTMLElement {
  const made = make("button", { type: "button", class: kind }, label);
  made.addEventListener("click", press);
  return made;
}
