import type { AppMessage } from "../protocol";
import type { AppFrame } from "./appFrame";
import { button, make, part } from "./settings";

type Toast = Extract<AppMessage, { type: "toast" }>;

/** Short messages at the foot of the admin. An error is read out at once. */
export class Toasts {
  private readonly shown = new Map<string, HTMLElement>();

  constructor(private readonly frame: AppFrame) {}

  show(toast: Toast): void {
    this.hide(toast.id);
    const element = make("div", {
      class: toast.error ? "toast error" : "toast",
      role: toast.error ? "alert" : "status",
    });
    element.append(make("span", {}, toast.text));
    if (toast.action !== null) {
      element.append(
        button(toast.action, "toast-action", () => {
          this.frame.tell({ type: "toastPressed", id: toast.id, what: "action" });
          this.dismiss(toast.id);
        }),
      );
    }
    const close = button("×", "toast-close", () => this.dismiss(toast.id));
    close.setAttribute("aria-label", this.frame.settings.words.dismiss);
    element.append(close);
    this.shown.set(toast.id, element);
    part("toasts").append(element);
    setTimeout(() => this.dismiss(toast.id), toast.durationMs);
  }

  hide(id: string): void {
    this.shown.get(id)?.remove();
    this.shown.delete(id);
  }

  private dismiss(id: string): void {
    if (!this.shown.has(id)) return;
    this.hide(id);
    this.frame.tell({ type: "toastPressed", id, what: "dismiss" });
  }
}
