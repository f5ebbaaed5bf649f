import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { useTimes } from "~/components/customers/TraitsPage";
import { FiguresTable, type TableRow } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { chosenSearch } from "~/components/filter/chosenIn";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useWords } from "~/components/shell/words";
import type { LifecycleListReport } from "~/reports/customerPages";
import { CustomerFilterBar } from "./CustomerFilterBar";

/** One list: whom to write to, when, and about what. */
export function LifecycleListPage({ report }: { report: LifecycleListReport }) {
  const { t, value } = useWords();
  const chosen = chosenSearch(useSearchParams()[0]);
  const { list, medianToSecond } = report;
  return (
    <Page
      title={t(`lifecycle.lists.${list}`)}
      backAction={{ content: t("lifecycle.title"), url: `/app/lifecycle${chosen}` }}
      fullWidth
    >
      <BlockStack gap="400">
        <CustomerFilterBar report={report} />
        <Card padding="0">
          <div className="card-head">
            <InlineStack gap="300" align="space-between" blockAlign="center">
              <div className="list-reason">
                <Text as="p" tone="subdued">
                  {list === "secondOrder"
                    ? t("lifecycle.why.secondOrder", { days: value(medianToSecond, "days") })
                    : t(`lifecycle.why.${list}`)}
                </Text>
              </div>
              <InlineStack gap="300" blockAlign="center">
                <Text as="span" tone="subdued">
                  {t(list === "replenishment" ? "lifecycle.reminders" : "lifecycle.persons", { count: report.count })}
                </Text>
                <DownloadButton
                  path={`/app/lifecycle/csv/${list}${chosen}`}
                  fileName={`${list}.csv`}
                  disabled={report.count === 0}
                />
              </InlineStack>
            </InlineStack>
          </div>
          {report.count === 0 ? (
            <div className="card-head">
              <Text as="p">{t("lifecycle.noneHere")}</Text>
            </div>
          ) : (
            <Entries report={report} />
          )}
        </Card>
        <Pages page={report.page} last={report.pages} />
        {list === "crossSell" ? <NextProducts report={report} /> : null}
      </BlockStack>
    </Page>
  );
}

const DUE = {
  firstPurchase: "knownSince",
  secondOrder: "due",
  replenishment: "due",
  atRisk: "lapses",
  winBack: "lapsed",
} as const;

function Entries({ report: { list, entries } }: { report: LifecycleListReport }) {
  const { t, day, money, count } = useWords();
  const due = list === "crossSell" || list === "loyaltyThanks" ? null : DUE[list];
  const hasProduct = list === "crossSell" || list === "replenishment";
  const hasOrders = list !== "firstPurchase";
  return (
    <FiguresTable
      label={t(`lifecycle.lists.${list}`)}
      heads={[
        { text: t("lifecycle.columns.customer") },
        ...(due ? [{ text: t(`lifecycle.columns.${due}`) }] : []),
        ...(hasProduct ? [{ text: t("lifecycle.columns.product") }] : []),
        ...(hasOrders
          ? [
              { text: t("metrics.contributionProfit.label"), numeric: true },
              { text: t("metrics.netSales.label"), numeric: true },
              { text: t("metrics.orders.label"), numeric: true },
              { text: t("lifecycle.columns.lastOrder") },
            ]
          : []),
      ]}
      rows={entries.map(
        (entry): TableRow => ({
          key: `${entry.customerId} ${entry.productId}`,
          cells: [
            hasOrders ? (
              <Link key="customer" url={`/app/customers/${entry.customerId}`}>
                {t("common.customerNumber", { number: entry.customerId })}
              </Link>
            ) : (
              <Link key="customer" url={`shopify:admin/customers/${entry.customerId}`} target="_top">
                {t("common.customerNumber", { number: entry.customerId })}
              </Link>
            ),
            ...(due ? [entry.dueDay ? day(entry.dueDay) : ""] : []),
            ...(hasProduct
              ? [
                  <span key="product" className="product-title">
                    {entry.productTitle ?? entry.productId}
                  </span>,
                ]
              : []),
            ...(hasOrders
              ? [
                  money(entry.contributionProfit),
                  money(entry.netSales),
                  count(entry.orders),
                  entry.lastOrderDay ? day(entry.lastOrderDay) : "",
                ]
              : []),
          ],
        }),
      )}
    />
  );
}

function NextProducts({ report: { nextProducts } }: { report: LifecycleListReport }) {
  const { t, count } = useWords();
  const times = useTimes();
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("lifecycle.nextProducts")}
          </Text>
          <Text as="p" tone="subdued">
            {t(nextProducts.length === 0 ? "lifecycle.tooFew" : "lifecycle.nextProductsText")}
          </Text>
        </BlockStack>
      </div>
      {nextProducts.length === 0 ? null : (
        <FiguresTable
          label={t("lifecycle.nextProducts")}
          heads={[
            { text: t("lifecycle.after") },
            { text: t("lifecycle.following") },
            { text: t("lifecycle.times"), numeric: true },
            { text: t("lifecycle.lift"), numeric: true },
          ]}
          rows={nextProducts.map((pair) => ({
            key: pair.firstId,
            cells: [
              <span key="after" className="product-title">
                {pair.firstTitle ?? pair.firstId}
              </span>,
              <span key="next" className="product-title">
                {pair.nextTitle ?? pair.nextId}
              </span>,
              `${count(pair.times)} ${t("lifecycle.ofChances", { count: pair.chances })}`,
              t("customers.traits.times", { lift: times(pair.lift) }),
            ],
          }))}
        />
      )}
    </Card>
  );
}
