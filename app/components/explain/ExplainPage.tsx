import { BlockStack, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { getMetric } from "~/analytics/metrics/registry";
import type { Month } from "~/analytics/period";
import { Pages } from "~/components/figures/Pages";
import { useWords } from "~/components/shell/words";
import type { ExplainedOrder, ExplainReport } from "~/reports/pageReports";
import { ordersPath, ReportScope } from "./scope";

interface ExplainPageProps {
  readonly report: ExplainReport;
  /** Whose part of the figure it is; without them everybody's. */
  readonly customerId?: string;
  readonly cohortMonth?: Month;
}

/** The orders a figure is made of; over all pages they sum to it. */
export function ExplainPage({ report, customerId, cohortMonth }: ExplainPageProps) {
  const { t, value, period, month } = useWords();
  const { metric, figure, madeOf, rows, page, pages, count } = report;
  const label = t(`metrics.${metric}.label`);
  const whose = [
    ...(customerId ? [t("pages.customer.title", { number: t("common.customerNumber", { number: customerId }) })] : []),
    ...(cohortMonth ? [`${t("reports.columns.cohortMonth")} ${month(cohortMonth)}`] : []),
  ];
  const scope = { period: report.period, clock: report.clock, madeUp: false, customerId, cohortMonth };
  return (
    <Page
      title={t("pages.explain.ordersTitle", { metric: label })}
      backAction={{ content: t("pages.explain.back"), onAction: back }}
    >
      <ReportScope report={report}>
        <BlockStack gap="400">
          <Card>
            <BlockStack gap="100">
              <p className="metric-value">{value(figure.value, figure.unit)}</p>
              <Text as="p" tone="subdued">
                {[period(report.period), ...whose].join(" · ")}
              </Text>
              <Text as="p" tone="subdued">
                {t(`metrics.${metric}.explanation`)}
              </Text>
              <Text as="p" tone="subdued">
                {getMetric(metric).formula}
              </Text>
            </BlockStack>
          </Card>
          {madeOf.length > 0 ? (
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingSm">
                  {t("pages.explain.madeOf")}
                </Text>
                {madeOf.map((part) => (
                  <InlineStack key={part.metric} align="space-between">
                    <Link url={ordersPath(part.metric, scope) ?? ""}>{t(`metrics.${part.metric}.label`)}</Link>
                    <Text as="span" numeric>
                      {value(part.figure.value, part.figure.unit)}
                    </Text>
                  </InlineStack>
                ))}
              </BlockStack>
            </Card>
          ) : null}
          <Orders rows={rows} count={count} report={report} />
          <Pages page={page} last={pages} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

const back = () => window.history.back();

function Orders({ rows, count, report }: { rows: readonly ExplainedOrder[]; count: number; report: ExplainReport }) {
  const { t, day, value } = useWords();
  if (rows.length === 0)
    return (
      <Card>
        <Text as="p" tone="subdued">
          {t(report.madeOf.length > 0 ? "pages.explain.seeParts" : "pages.explain.none")}
        </Text>
      </Card>
    );
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingSm">
          {t("pages.explain.ordersOf", { count })}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="figures-scroll" tabIndex={0} aria-label={t("pages.explain.orders")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("pages.explain.order")}</th>
              <th scope="col">{t("pages.explain.day")}</th>
              <th scope="col">{t("pages.explain.customer")}</th>
              <th scope="col" className="number">
                {t("pages.explain.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((order) => (
              <tr key={order.orderId}>
                <th scope="row">
                  <Link url={`shopify:admin/orders/${order.orderId}`} target="_top">
                    {order.name}
                  </Link>
                </th>
                <td>{day(order.day)}</td>
                <td>
                  <Buyer customerId={order.customerId} />
                </td>
                <td className="number">{value(order.value, report.figure.unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Buyer({ customerId }: { customerId: string | null }) {
  const { t } = useWords();
  if (customerId === null) return t("common.guest");
  return <Link url={`/app/customers/${customerId}`}>{t("common.customerNumber", { number: customerId })}</Link>;
}
