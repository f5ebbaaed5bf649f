import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { SyncView } from "./syncView";

const POLL_MS = 2_000;

/**
 * The state of the import, asked for again while it runs. When more months have become whole, or the import has ended,
 * the page's figures are fetched anew in the background.
 */
export function useSync(loaded: SyncView): SyncView {
  const fetcher = useFetcher<SyncView>();
  const { revalidate } = useRevalidator();
  const sync = fetcher.data ?? loaded;
  const running = sync.state !== "done";
  const { load, state } = fetcher;
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(() => load("/app/sync"), POLL_MS);
    return () => clearTimeout(timer);
  }, [running, state, load]);
  const milestone = `${sync.state} ${sync.usableFrom ?? ""}`;
  const seen = useRef(milestone);
  useEffect(() => {
    if (seen.current === milestone) return;
    seen.current = milestone;
    revalidate();
  }, [milestone, revalidate]);
  return sync;
}
