import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { RECONCILED } from "~/analytics/reconciliation";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { ClockPicker } from "~/components/period/ComparisonPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import type { ReconciledOrder, ReconciliationMonthReport } from "~/reports/reconciliationTypes";
import { Cell } from "./Cell";
import { DriftTable, OrderLink } from "./DriftTable";
import { MonthBadge } from "./MonthBadge";

interface MonthPageProps {
  readonly query: PeriodQuery;
  readonly back: string;
  readonly report: ReconciliationMonthReport;
}

/** One month in every figure: ours, Shopify's, the difference split by cause, and the orders behind each cause. */
export function MonthPage({ query, back, report }: MonthPageProps) {
  const { t, month, instant } = useWords();
  const { row, orders, drifts, reading } = report;
  return (
    <Page
      title={t("reconciliation.monthTitle", { month: month(row.month) })}
      titleMetadata={<MonthBadge row={row} />}
      subtitle={t("reconciliation.asOf", { at: instant(reading?.readAt ?? "") })}
      backAction={{ content: t("reconciliation.back"), url: back }}
      fullWidth
    >
      <BlockStack gap="400">
        <div className="toolbar">
          <ClockPicker query={query} />
          <Text as="span" tone="subdued">
            {row.equal ? t("reconciliation.clockNote") : t("reconciliation.causesText")}
          </Text>
        </div>
        <Card padding="0">
          <FigureTable report={report} />
        </Card>
        {orders.length === 0 ? null : <Orders orders={orders} />}
        <DriftTable drifts={drifts} />
      </BlockStack>
    </Page>
  );
}

function FigureTable({ report: { row } }: { report: ReconciliationMonthReport }) {
  const { t } = useWords();
  return (
    <FiguresScroll label={t("reconciliation.causesTitle")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reconciliation.figure")}
            </th>
            {(["ours", "shopify", "difference"] as const).map((side) => (
              <th key={side} scope="col" className="number">
                {t(`reconciliation.${side}`)}
              </th>
            ))}
            {row.causes.map(({ cause }) => (
              <th key={cause} scope="col" className="number">
                {t(`reconciliation.causes.${cause}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {RECONCILED.map((figure) => (
            <tr key={figure}>
              <th scope="row" className="pinned">
                {t(`metrics.${figure}.label`)}
              </th>
              <td className="number">
                <Cell figure={figure} value={row.ours[figure]} />
              </td>
              <td className="number">
                <Cell figure={figure} value={row.shopify[figure]} />
              </td>
              <td className="number">
                <strong>
                  <Cell figure={figure} value={row.difference[figure]} signed />
                </strong>
              </td>
              {row.causes.map(({ cause, amounts }) => (
                <td key={cause} className="number">
                  <Cell figure={figure} value={amounts[figure]} signed />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

function Orders({ orders }: { orders: readonly ReconciledOrder[] }) {
  const { t } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("reconciliation.ordersTitle")}
        </Text>
        <Text as="p" tone="subdued">
          {t("reconciliation.ordersShown", { count: orders.length })}
        </Text>
      </div>
      <FiguresScroll label={t("reconciliation.ordersTitle")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("reconciliation.order")}
              </th>
              <th scope="col">{t("reconciliation.cause")}</th>
              {(["netSales", "totalSales"] as const).map((figure) => (
                <th key={figure} scope="col" className="number">
                  {t(`metrics.${figure}.label`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {orders.map(({ orderId, name, cause, amounts }) => (
              <tr key={`${orderId} ${cause}`}>
                <th scope="row" className="pinned">
                  <OrderLink orderKey={orderId} name={name} />
                </th>
                <td>{t(`reconciliation.causes.${cause}`)}</td>
                {(["netSales", "totalSales"] as const).map((figure) => (
                  <td key={figure} className="number">
                    <Cell figure={figure} value={amounts[figure]} signed />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}
