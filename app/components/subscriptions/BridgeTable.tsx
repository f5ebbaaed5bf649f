import { Explained } from "~/components/explain/Explained";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useWords } from "~/components/shell/words";
import type { MrrMonth } from "~/reports/subscriptionTypes";
import { Part } from "./Part";

const MOST_MONTHS = 25;
const COLUMNS = [
  { key: "new", metric: "newMrr", sign: 1 },
  { key: "expansion", metric: "expansionMrr", sign: 1 },
  { key: "reactivation", metric: "reactivationMrr", sign: 1 },
  { key: "contraction", metric: "contractionMrr", sign: -1 },
  { key: "churn", metric: "churnedMrr", sign: -1 },
] as const;

/** The bridge of each month from opening to closing MRR. */
export function BridgeTable({ months }: { months: readonly MrrMonth[] }) {
  const { t, money, count, monthShort } = useWords();
  return (
    <Part
      title={t("subscriptions.movements.title")}
      text={t("subscriptions.movements.text")}
      action={<DownloadButton path="/app/subscriptions/csv/months" fileName="mrr.csv" />}
    >
      <FiguresTable
        label={t("subscriptions.movements.title")}
        heads={[
          { text: t("subscriptions.movements.month") },
          { text: t("subscriptions.movements.opening"), numeric: true },
          ...COLUMNS.map(({ key }) => ({ text: t(`subscriptions.movements.${key}`), numeric: true })),
          { text: t("subscriptions.movements.closing"), numeric: true },
          { text: t("subscriptions.movements.atEnd"), numeric: true },
        ]}
        rows={months
          .slice(-MOST_MONTHS)
          .toReversed()
          .map((of) => ({
            key: of.month,
            isFaint: !of.complete,
            cells: [
              monthShort(of.month),
              money(of.opening),
              ...COLUMNS.map(({ key, metric, sign }) => (
                <Explained key={key} metric={metric} figure={of[key]}>
                  {money(of[key] === 0 ? 0 : sign * of[key])}
                </Explained>
              )),
              <Explained key="closing" metric="mrr" figure={of.closing} />,
              count(of.subscribersAtEnd),
            ],
          }))}
      />
    </Part>
  );
}

const RATES = [
  ...(["subscriberChurn", "grossRevenueChurn", "netRevenueChurn"] as const),
  ...(["netRevenueRetention", "renewalRate", "quickRatio"] as const),
] as const;

/** Churn and retention of each month, with the counts they are made of. */
export function RatesTable({ months }: { months: readonly MrrMonth[] }) {
  const { t, count, monthShort } = useWords();
  return (
    <Part title={t("subscriptions.movements.rates")} text={t("subscriptions.movements.ratesText")}>
      <FiguresTable
        label={t("subscriptions.movements.rates")}
        heads={[
          { text: t("subscriptions.movements.month") },
          { text: t("subscriptions.movements.atStart"), numeric: true },
          { text: t("metrics.churnedSubscribers.label"), numeric: true },
          ...RATES.map((metric) => ({ text: t(`metrics.${metric}.label`), numeric: true })),
          { text: t("metrics.arpu.label"), numeric: true },
        ]}
        rows={months
          .slice(-MOST_MONTHS)
          .toReversed()
          .map((of) => ({
            key: of.month,
            isFaint: !of.complete,
            cells: [
              monthShort(of.month),
              count(of.subscribersAtStart),
              count(of.churnedSubscribers),
              ...RATES.map((metric) => <Explained key={metric} metric={metric} figure={of[metric]} />),
              <Explained key="arpu" metric="arpu" figure={of.arpu} />,
            ],
          }))}
      />
    </Part>
  );
}
