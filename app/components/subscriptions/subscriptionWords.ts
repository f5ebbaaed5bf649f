import { INTERVAL_UNITS } from "~/analytics/subscriptions/interval";
import { END_REASONS, type EndReason } from "~/analytics/subscriptions/subscription";
import type { Words } from "~/components/shell/words";

/** "2 week" in words: "every 2 weeks". */
export function intervalText(interval: string, { t }: Pick<Words, "t">): string {
  const [count = "1", unit = "month"] = interval.split(" ");
  const known = INTERVAL_UNITS.find((one) => one === unit) ?? "month";
  return t(`subscriptions.every.${known}`, { count: Number(count) });
}

export function reasonText(reason: string | null, { t }: Pick<Words, "t">): string {
  const known: EndReason = END_REASONS.find((one) => one === reason) ?? "unknown";
  return t(`subscriptions.reasons.${known}`);
}

/** The number at the end of a gid. */
export const numberOf = (gid: string): string => gid.split("/").at(-1) ?? gid;
