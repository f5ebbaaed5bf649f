import { Badge, Card, Link, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Partly } from "~/components/figures/Partly";
import { useWords } from "~/components/shell/words";
import type { CustomerOrderRow } from "~/reports/pageReports";

/** A customer's orders, newest first, each with what it left and what the customer was worth after it. */
export function CustomerOrders({ orders }: { orders: readonly CustomerOrderRow[] }) {
  const { t } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("pages.customer.orders")}
        </Text>
      </div>
      <FiguresScroll label={t("pages.customer.orders")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("pages.explain.order")}
              </th>
              <th scope="col">{t("pages.explain.day")}</th>
              <th scope="col" className="number">
                {t("pages.customer.gap")}
              </th>
              <th scope="col" className="number">
                {t("metrics.units.label")}
              </th>
              <th scope="col" className="number">
                {t("metrics.netSales.label")}
              </th>
              <th scope="col" className="number">
                {t("metrics.grossProfit.label")}
              </th>
              <th scope="col" className="number">
                {t("metrics.contributionProfit.label")}
              </th>
              <th scope="col" className="number">
                {t("pages.customer.valueAfter")}
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <OrderLine key={order.orderId} order={order} />
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}

function OrderLine({ order }: { order: CustomerOrderRow }) {
  const { t, day, value, money, count } = useWords();
  return (
    <tr>
      <th scope="row" className="pinned">
        <span className="customer-number">
          <Link url={`shopify:admin/orders/${order.orderId}`} target="_top">
            {order.name}
          </Link>
          {order.cancelled ? <Badge>{t("pages.customer.cancelled")}</Badge> : null}
        </span>
      </th>
      <td>{day(order.orderDay)}</td>
      <td className="number">{value(order.gap, "days")}</td>
      <td className="number">{count(order.units)}</td>
      <td className="number">{money(order.netSales)}</td>
      <td className="number">
        {money(order.grossProfit)}
        <Partly of={order.uncosted} />
      </td>
      <td className="number">
        {money(order.contributionProfit)}
        <Partly of={order.uncosted} />
      </td>
      <td className="number">{money(order.lifetimeValue)}</td>
    </tr>
  );
}
