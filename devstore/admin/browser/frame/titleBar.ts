import type { TitleAction } from "../protocol";
import type { AppFrame } from "./appFrame";
import { button, part } from "./settings";

/** The line over the app: its name, the page's title, and the page's buttons. */
export function renderTitleBar(frame: AppFrame, title: string, actions: readonly TitleAction[]): void {
  const { appName } = frame.settings;
  document.title = title === "" || title === appName ? appName : `${title} · ${appName}`;
  part("title").textContent = title === appName ? "" : title;
  const buttons = actions.map((action, index) => {
    const made = button(action.label, kindOf(action), () => frame.tell({ type: "titlePressed", index }));
    made.toggleAttribute("disabled", action.disabled);
    return { made, last: action.kind === "primary" };
  });
  const ordered = [...buttons.filter(({ last }) => !last), ...buttons.filter(({ last }) => last)];
  part("title-actions").replaceChildren(...ordered.map(({ made }) => made));
}

function kindOf(action: TitleAction): string {
  if (action.critical) return "critical";
  return action.kind === "primary" ? "primary" : "plain";
}
