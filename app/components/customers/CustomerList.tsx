import { Link } from "@shopify/polaris";
import { Explained } from "~/components/explain/Explained";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Reasons } from "~/components/figures/Reasons";
import { SortableHead } from "~/components/figures/SortableHead";
import { useWords } from "~/components/shell/words";
import type { HighValueCustomerRow } from "~/reports/report";
import { type CustomersQueryView, sortingOf } from "./customersQuery";

const FIGURES = ["contributionProfit", "netSales", "orders", "averageOrderValue"] as const;

/** Customers with what they are worth and why; by number, because names are not read. */
export function CustomerList({
  customers,
  query,
}: {
  customers: readonly HighValueCustomerRow[];
  query: CustomersQueryView;
}) {
  const { t } = useWords();
  const sorting = sortingOf(query);
  return (
    <FiguresScroll label={t("pages.customers.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reports.columns.customerId")}
            </th>
            {FIGURES.map((metric) => (
              <SortableHead
                key={metric}
                column={metric}
                label={t(`metrics.${metric}.label`)}
                sorting={sorting}
                numeric
              />
            ))}
            <SortableHead column="lastOrder" label={t("pages.customers.lastOrder")} sorting={sorting} />
            <th scope="col">{t("reports.columns.country")}</th>
            <th scope="col">{t("pages.customers.reasons")}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <CustomerLine key={customer.customerId} customer={customer} />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
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
      {FIGURES.map((metric) => (
        <td key={metric} className="number">
          <Explained metric={metric} figure={customer[metric]} within={within} />
        </td>
      ))}
      <td>{day(customer.lastOrderDay)}</td>
      <td>{customer.country ?? ""}</td>
      <td>
        <Reasons customer={customer} wrap={false} />
      </td>
    </tr>
  );
}
