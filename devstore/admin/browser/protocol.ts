/** What the app's page and the admin frame tell each other by postMessage. Both sides check the other's origin. */
export const channel = "devstore-admin";

export interface NavigationItem {
  readonly label: string;
  readonly path: string;
  /** The link behind the app's name; it is not listed. */
  readonly home: boolean;
}

export interface TitleAction {
  readonly label: string;
  readonly kind: "primary" | "secondary" | "breadcrumb";
  readonly disabled: boolean;
  readonly critical: boolean;
}

export interface SaveBarState {
  readonly id: string;
  readonly shown: boolean;
  readonly confirmDiscard: boolean;
  readonly saveDisabled: boolean;
  readonly saving: boolean;
}

export interface ScopesDetail {
  readonly granted: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export type ScopesOperation = "query" | "request" | "revoke";

/** From the app to the frame. Questions carry a `request` number that the answer repeats. */
export type AppMessage =
  /** A new page begins: what the one before showed is gone. */
  | { readonly type: "hello" }
  | { readonly type: "path"; readonly path: string }
  | { readonly type: "token"; readonly request: number }
  | { readonly type: "navigation"; readonly items: readonly NavigationItem[] }
  | { readonly type: "title"; readonly title: string; readonly actions: readonly TitleAction[] }
  | { readonly type: "saveBar"; readonly bar: SaveBarState }
  | { readonly type: "leave"; readonly request: number }
  | {
      readonly type: "toast";
      readonly id: string;
      readonly text: string;
      readonly error: boolean;
      readonly action: string | null;
      readonly durationMs: number;
    }
  | { readonly type: "toastHide"; readonly id: string }
  | { readonly type: "modal"; readonly open: boolean }
  | { readonly type: "loading"; readonly on: boolean }
  | { readonly type: "open"; readonly url: string; readonly newTab: boolean }
  | { readonly type: "reload"; readonly path: string }
  | {
      readonly type: "scopes";
      readonly request: number;
      readonly operation: ScopesOperation;
      readonly scopes: readonly string[];
    };

/** From the frame to the app. */
export type FrameMessage =
  | { readonly type: "answer"; readonly request: number; readonly value: unknown }
  | { readonly type: "navigate"; readonly path: string }
  | { readonly type: "saveBarPressed"; readonly id: string; readonly button: "save" | "discard" }
  | { readonly type: "titlePressed"; readonly index: number }
  | { readonly type: "toastPressed"; readonly id: string; readonly what: "action" | "dismiss" };

interface Envelope<Message> {
  readonly channel: typeof channel;
  readonly message: Message;
}

/** Sends a message to a window, readable only by a page of that origin. */
export function post(to: Window, origin: string, message: AppMessage | FrameMessage): void {
  const envelope: Envelope<AppMessage | FrameMessage> = { channel, message };
  to.postMessage(envelope, origin);
}

/** The message of an event, or null when it is of another origin or not of this channel. */
export function received<Message extends AppMessage | FrameMessage>(
  event: MessageEvent<unknown>,
  origin: string,
): Message | null {
  if (event.origin !== origin || !isEnvelope(event.data)) return null;
  // The origin is trusted to speak the protocol: both scripts come from one build.
  return event.data.message as Message;
}

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === "object" && value !== null && "channel" in value && value.channel === channel;
}

/** Parameters the admin adds to the app's URL; they stay out of the address bar. */
export const launchParameters = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

/** Path, query and fragment of an app URL as the address bar shows it. */
export function shownPath(url: URL): string {
  const parameters = new URLSearchParams(url.search);
  for (const name of launchParameters) parameters.delete(name);
  const query = parameters.toString();
  return url.pathname + (query === "" ? "" : `?${query}`) + url.hash;
}
