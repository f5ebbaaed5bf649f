import { hear, tell } from "./frame";

interface ToastOptions {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly onDismiss?: () => void;
}

const open = new Map<string, ToastOptions>();
let count = 0;

/** `shopify.toast`: shown by the admin frame for 5 s, or for `duration` milliseconds. */
export const toastApi = {
  show(text: string, options: ToastOptions = {}): string {
    count += 1;
    const id = `toast-${count}`;
    open.set(id, options);
    const { isError: error = false, duration: durationMs = 5000, action = null } = options;
    tell({ type: "toast", id, text, error, action, durationMs });
    return id;
  },
  hide(id: string): void {
    tell({ type: "toastHide", id });
  },
};

export function hearToasts(): void {
  hear((message) => {
    if (message.type !== "toastPressed") return;
    const options = open.get(message.id);
    if (message.what === "action") options?.onAction?.();
    else {
      open.delete(message.id);
      options?.onDismiss?.();
    }
  });
}
