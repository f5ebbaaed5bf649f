import { button, make } from "./settings";

export interface Question {
  readonly title: string;
  readonly text: string | readonly string[];
  readonly yes: string;
  readonly no: string;
  readonly critical: boolean;
}

/** Asks in a modal dialog of the frame; true for yes, false for no, Escape or the close button. */
export function confirmed(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "question";
    let answer = false;
    const close = (value: boolean) => {
      answer = value;
      dialog.close();
    };
    dialog.append(
      make("h2", {}, question.title),
      typeof question.text === "string"
        ? make("p", {}, question.text)
        : make("ul", {}, ...question.text.map((line) => make("li", {}, line))),
      make(
        "div",
        { class: "answers" },
        button(question.no, "plain", () => close(false)),
        button(question.yes, question.critical ? "critical" : "primary", () => close(true)),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
