import { Badge, Link } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords, type Words } from "~/components/shell/words";
import type { SubscriptionRow } from "~/reports/subscriptionTypes";
import { intervalText, numberOf, reasonText } from "./subscriptionWords";

/** Subscriptions, a row each: what, how often, how they stand and how that is known. */
export function SubscriptionTable({ label, rows }: { label: string; rows: readonly SubscriptionRow[] }) {
  const words = useWords();
  const { t, day, money, count } = words;
  return (
    <FiguresTable
      label={label}
      heads={[
        { text: t("subscriptions.columns.customer") },
        { text: t("subscriptions.columns.product") },
        { text: t("subscriptions.columns.state") },
        { text: t("subscriptions.columns.interval") },
        { text: t("metrics.mrr.label"), numeric: true },
        { text: t("subscriptions.columns.startedOn") },
        { text: t("subscriptions.columns.charges"), numeric: true },
        { text: t("subscriptions.columns.nextDueOn") },
        { text: t("subscriptions.columns.endedOn") },
        { text: t("subscriptions.columns.basis") },
      ]}
      rows={rows.map((row) => ({
        key: row.subscriptionId,
        isFaint: row.state === "ended",
        cells: [
          <SubscriptionLink key="customer" row={row} />,
          <span key="title" className="product-title">
            {row.quantity === 1 ? row.title : `${count(row.quantity)} × ${row.title}`}
          </span>,
          <StateBadge key="state" state={row.state} />,
          intervalText(row.interval, words),
          money(row.mrr),
          day(row.startedOn),
          count(row.charges),
          row.nextDueOn ? day(row.nextDueOn) : "–",
          row.endedOn ? `${day(row.endedOn)} · ${reasonText(row.reason, words)}` : "–",
          t(`subscriptions.basisOf.${row.basis}`),
        ],
      }))}
    />
  );
}

/** The customer's number, which leads to the subscription's story. */
export function SubscriptionLink({ row }: { row: SubscriptionRow }) {
  const { t } = useWords();
  return (
    <Link url={`/app/subscriptions/${row.subscriptionId}`}>
      {t("common.customerNumber", { number: numberOf(row.customerId) })}
    </Link>
  );
}

const TONES = { active: "success", overdue: "attention", paused: "info", ended: undefined } as const;

export function StateBadge({ state }: Pick<SubscriptionRow, "state">) {
  const { t } = useWords();
  return <Badge tone={TONES[state]}>{t(`subscriptions.states.${state}`)}</Badge>;
}

/** How something is known, with how sure it is where it is inferred. */
export const basisText = (
  { basis, confidence }: Pick<SubscriptionRow, "basis" | "confidence">,
  { t, ratio }: Pick<Words, "t" | "ratio">,
): string =>
  confidence < 1
    ? `${t(`subscriptions.basisOf.${basis}`)} (${ratio(confidence)})`
    : t(`subscriptions.basisOf.${basis}`);
