import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { isImporting, type SyncView } from "./syncView";

const POLL_MS = 2_000;

/**
 * The state of the import, asked for again while it runs. Each time another stretch of the history is whole, and when the
 * import has ended, the page's figures are fetched anew in the background.
 */
export function useSync(loaded: SyncView): SyncView {
  const { load, state, data: polled } = useFetcher<SyncView>();
  const { revalidate } = useRevalidator();
  const sync = polled ?? loaded;
  const running = isImporting(sync);
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(() => load("/app/sync"), POLL_MS);
    return () => clearTimeout(timer);
  }, [running, state, load]);
  const milestone = `${sync.phase} ${sync.windows.done}`;
  const seen = useRef(milestone);
  useEffect(() => {
    if (seen.current === milestone) return;
    seen.current = milestone;
    revalidate();
  }, [milestone, revalidate]);
  return sync;
}
