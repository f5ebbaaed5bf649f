import { type AppMessage, type FrameMessage, post, received } from "../protocol";

/** Origin of the admin frame: where this script was loaded from. */
export const frameOrigin = scriptOrigin();

/** Whether the page stands in the admin frame, and not alone in a tab. */
export const isEmbedded = window.top !== null && window.top !== window;

function scriptOrigin(): string {
  const script = document.currentScript;
  return new URL(script instanceof HTMLScriptElement ? script.src : location.href, location.href).origin;
}

const waiting = new Map<number, (value: unknown) => void>();
const listeners = new Set<(message: FrameMessage) => void>();
let requests = 0;

/** Tells the frame something. */
export function tell(message: AppMessage): void {
  if (window.top && isEmbedded) post(window.top, frameOrigin, message);
}

/** Asks the frame; the promise stays open until it answers. */
export function ask(question: (request: number) => AppMessage): Promise<unknown> {
  requests += 1;
  const request = requests;
  return new Promise((resolve) => {
    waiting.set(request, resolve);
    tell(question(request));
  });
}

/** Hears what the frame says. */
export function hear(listener: (message: FrameMessage) => void): void {
  listeners.add(listener);
}

addEventListener("message", (event) => {
  if (event.source !== window.top) return;
  const message = received<FrameMessage>(event, frameOrigin);
  if (message === null) return;
  if (message.type === "answer") {
    waiting.get(message.request)?.(message.value);
    waiting.delete(message.request);
    return;
  }
  for (const listener of listeners) listener(message);
});
