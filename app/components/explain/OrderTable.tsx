import { Card, Link, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Partly } from "~/components/figures/Partly";
import { useWords } from "~/components/shell/words";
import type { ExplainedOrder, ExplainReport } from "~/reports/explain";

/** One page of the orders behind a figure, each with what it adds. */
export function OrderTable({ report }: { report: ExplainReport }) {
  const { t } = useWords();
  const { rows, count, moreThanCounted } = report;
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
          {count === null
            ? t("pages.explain.orders")
            : t(moreThanCounted ? "statement.explain.more" : "pages.explain.ordersOf", { count })}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {t("statement.explain.newestFirst")}
          {rows.some(({ uncosted }) => uncosted) ? ` ${t("statement.explain.partly")}` : ""}
        </Text>
      </div>
      <FiguresScroll label={t("pages.explain.orders")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("pages.explain.order")}</th>
              <th scope="col">{t("pages.explain.day")}</th>
              <th scope="col">{t("statement.explain.changed")}</th>
              <th scope="col">{t("pages.explain.customer")}</th>
              <th scope="col" className="number">
                {t("pages.explain.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((order) => (
              <Order key={order.orderId} order={order} report={report} />
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}

function Order({ order, report }: { order: ExplainedOrder; report: ExplainReport }) {
  const { day, value } = useWords();
  return (
    <tr>
      <th scope="row">
        <Link url={`shopify:admin/orders/${order.orderId}`} target="_top">
          {order.name}
        </Link>
      </th>
      <td>{day(order.day)}</td>
      <td>{day(order.changedDay)}</td>
      <td>
        <Buyer customerId={order.customerId} />
      </td>
      <td className="number">
        {value(order.value, report.figure.unit)}
        <Partly of={order.uncosted} />
      </td>
    </tr>
  );
}

function Buyer({ customerId }: { customerId: string | null }) {
  const { t } = useWords();
  if (customerId === null) return t("common.guest");
  return <Link url={`/app/customers/${customerId}`}>{t("common.customerNumber", { number: customerId })}</Link>;
}
