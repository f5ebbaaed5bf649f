import { Explained } from "~/components/explain/Explained";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import type { MrrReport } from "~/reports/subscriptionTypes";
import { Part } from "./Part";

/** What a subscription earned and is expected to earn. */
export function ValueCard({ value }: Pick<MrrReport, "value">) {
  const { t, money, value: valueText } = useWords();
  const rows = [
    ["toDate", money(value.toDate)],
    ["monthly", money(value.monthly)],
    ["remaining", money(value.remaining)],
    ["lifetime", <Explained key="lifetime" metric="subscriptionLifetimeValue" figure={value.lifetime} />],
    ["months", valueText(value.expectedMonths, "number")],
  ] as const;
  return (
    <Part title={t("subscriptions.value.title")} text={t("subscriptions.value.text")}>
      <FiguresTable
        label={t("subscriptions.value.title")}
        heads={[{ text: t("subscriptions.value.title") }, { text: t("reports.columns.value"), numeric: true }]}
        rows={rows.map(([key, cell]) => ({ key, cells: [t(`subscriptions.value.${key}`), cell] }))}
      />
    </Part>
  );
}

/** Customers who ever subscribed beside those who never did. */
export function Comparison({ customers }: Pick<MrrReport, "customers">) {
  const { t, money, count, ratio, value } = useWords();
  return (
    <Part title={t("subscriptions.customers.title")}>
      <FiguresTable
        label={t("subscriptions.customers.title")}
        heads={[
          { text: t("subscriptions.customers.kind") },
          { text: t("subscriptions.customers.number"), numeric: true },
          { text: t("subscriptions.customers.perCustomer"), numeric: true },
          { text: t("subscriptions.customers.orders"), numeric: true },
          { text: t("subscriptions.customers.repeat"), numeric: true },
        ]}
        rows={customers.map((of) => ({
          key: of.kind,
          cells: [
            t(`subscriptions.customers.${of.kind}`),
            count(of.customers),
            money(of.profitEach),
            value(of.ordersEach, "number"),
            ratio(of.repeatRate),
          ],
        }))}
      />
    </Part>
  );
}
