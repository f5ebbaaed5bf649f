import { Link } from "@shopify/polaris";
import { Explained } from "~/components/explain/Explained";
import { Reasons } from "~/components/figures/Reasons";
import { useWords } from "~/components/shell/words";
import type { HighValueCustomerRow } from "~/reports/report";

/** Customers with what they are worth and why; by number, because names are not read. */
export function CustomerList({ customers }: { customers: readonly HighValueCustomerRow[] }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("pages.customers.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reports.columns.customerId")}
            </th>
            <th scope="col">{t("pages.customers.reasons")}</th>
            <th scope="col" className="number">
              {t("metrics.contributionProfit.label")}
            </th>
            <th scope="col" className="number">
              {t("metrics.netSales.label")}
            </th>
            <th scope="col" className="number">
              {t("metrics.orders.label")}
            </th>
            <th scope="col" className="number">
              {t("metrics.averageOrderValue.label")}
            </th>
            <th scope="col">{t("pages.customers.lastOrder")}</th>
            <th scope="col">{t("reports.columns.country")}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <CustomerLine key={customer.customerId} customer={customer} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CustomerLine({ customer }: { customer: HighValueCustomerRow }) {
  const { t, day } = useWords();
  const within = { customerId: customer.customerId };
  return (
    <tr>
      <th scope="row" className="pinned">
        <Link url={`/app/customers/${customer.customerId}`}>
          {t("common.customerNumber", { number: customer.customerId })}
        </Link>
      </th>
      <td>
        <Reasons customer={customer} wrap={false} />
      </td>
      {(["contributionProfit", "netSales", "orders", "averageOrderValue"] as const).map((metric) => (
        <td key={metric} className="number">
          <Explained metric={metric} figure={customer[metric]} within={within} />
        </td>
      ))}
      <td>{day(customer.lastOrderDay)}</td>
      <td>{customer.country ?? ""}</td>
    </tr>
  );
}
