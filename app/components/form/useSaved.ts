import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

/** What is needed to know of a fetcher: whether it is at work, and whether it answered. */
interface Sending {
  readonly state: "idle" | "submitting" | "loading";
  readonly data?: unknown;
}

/** Says `message` in the admin's toast each time the fetcher has answered and `well` holds. */
export function useSaved({ state, data }: Sending, well: boolean, message: string): void {
  const shopify = useAppBridge();
  const said = useRef<unknown>(undefined);
  useEffect(() => {
    if (state !== "idle" || data === undefined || said.current === data) return;
    said.current = data;
    if (well) shopify.toast.show(message);
  }, [state, data, well, message, shopify]);
}
