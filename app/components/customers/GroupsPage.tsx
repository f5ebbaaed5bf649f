import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, Link, Page, Text } from "@shopify/polaris";
import { RFM_GROUPS, type RfmBounds } from "~/analytics/rfm";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Notes } from "~/components/figures/Notes";
import { chosenSearch } from "~/components/filter/chosenIn";
import { FilterBar } from "~/components/filter/FilterBar";
import { useWords } from "~/components/shell/words";
import type { RfmReport } from "~/reports/customerPages";
import { CustomerTabs } from "./CustomerTabs";

/** The eleven RFM groups, ours beside Shopify's. */
export function GroupsPage({ report }: { report: RfmReport }) {
  const { t } = useWords();
  return (
    <Page title={t("customers.groups.title")} subtitle={t("customers.groups.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <CustomerTabs />
          <FilterBar report={report} note={t("customers.chosen")} />
          {report.bounds === null ? (
            <EmptyPage title={t("customers.groups.emptyTitle")} text={t("customers.groups.emptyText")} />
          ) : (
            <>
              <Groups report={report} />
              <Cross report={report} />
              <How bounds={report.bounds} />
            </>
          )}
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Groups({ report: { groups, compared } }: { report: RfmReport }) {
  const { t, count, ratio, money } = useWords();
  const chosen = new URLSearchParams(chosenSearch(useSearchParams()[0]));
  return (
    <Card padding="0">
      <FiguresTable
        label={t("customers.groups.ours")}
        heads={[
          { text: t("customers.groups.group") },
          { text: t("customers.groups.customers"), numeric: true },
          { text: t("customers.groups.share"), numeric: true },
          { text: t("customers.groups.shopifys"), numeric: true },
          { text: t("metrics.orders.label"), numeric: true },
          { text: t("metrics.netSales.label"), numeric: true },
          { text: t("metrics.contributionProfit.label"), numeric: true },
          { text: t("customers.groups.averageSince"), numeric: true },
        ]}
        rows={groups.map((of) => ({
          key: of.group,
          cells: [
            of.customers > 0 && of.group !== "PROSPECTS" ? (
              <Link key="group" url={`/app/customers?${new URLSearchParams([["group", of.group], ...chosen])}`}>
                {t(`customers.groups.names.${of.group}`)}
              </Link>
            ) : (
              t(`customers.groups.names.${of.group}`)
            ),
            count(of.customers),
            ratio(of.share),
            compared === 0 ? "–" : count(of.shopifyCustomers),
            count(of.orders),
            money(of.netSales),
            money(of.contributionProfit),
            count(of.averageDaysSince),
          ],
        }))}
      />
    </Card>
  );
}

function Cross({ report }: { report: RfmReport }) {
  const { t, count } = useWords();
  const { compared, agreeing, cells, groups } = report;
  const ours = groups.filter(({ customers }) => customers > 0).map(({ group }) => group);
  const columns = RFM_GROUPS.filter((group) => cells.some(({ shopifyGroup }) => shopifyGroup === group));
  const cell = (group: string, shopifyGroup: string | null) =>
    cells
      .filter((of) => of.group === group && of.shopifyGroup === shopifyGroup)
      .reduce((sum, of) => sum + of.customers, 0);
  const hasUntold = cells.some(({ shopifyGroup }) => shopifyGroup === null);
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("customers.groups.cross")}
          </Text>
          <Text as="p" tone="subdued">
            {compared === 0
              ? t("customers.groups.neverCompared")
              : `${t("customers.groups.agreement", { agreeing, compared })} ${t("customers.groups.crossText")}`}
          </Text>
        </BlockStack>
      </div>
      {compared === 0 ? null : (
        <FiguresTable
          label={t("customers.groups.cross")}
          heads={[
            { text: t("customers.groups.group") },
            ...columns.map((group) => ({ text: t(`customers.groups.names.${group}`), numeric: true })),
            ...(hasUntold ? [{ text: t("customers.groups.unknown"), numeric: true }] : []),
          ]}
          rows={ours.map((group) => ({
            key: group,
            cells: [
              t(`customers.groups.names.${group}`),
              ...columns.map((shopifyGroup) => {
                const customers = cell(group, shopifyGroup);
                return group === shopifyGroup ? (
                  <mark key={group} className="agreeing">
                    {count(customers)}
                  </mark>
                ) : customers === 0 ? (
                  ""
                ) : (
                  count(customers)
                );
              }),
              ...(hasUntold ? [count(cell(group, null))] : []),
            ],
          }))}
        />
      )}
    </Card>
  );
}

/** How the groups come about, with the shop's own bounds between the fifths. */
function How({ bounds }: { bounds: RfmBounds }) {
  const { t, count, money } = useWords();
  const fifths = [1, 2, 3, 4, 5] as const;
  const range = (of: RfmBounds[keyof RfmBounds], place: number, write: (value: number) => string) => {
    const [low, high] = [of[place - 2], of[place - 1]];
    if (low === undefined) return t("customers.groups.upTo", { value: write(high ?? 0) });
    if (high === undefined) return t("customers.groups.from", { value: write(low) });
    if (Math.ceil(low) >= Math.ceil(high)) return "–";
    return t("customers.groups.between", { from: write(low), to: write(high) });
  };
  // The values are whole: a bound between two of them is reached with the next.
  const whole = (value: number) => count(Math.ceil(value));
  const amount = (value: number) => money(Math.ceil(value));
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("customers.groups.how")}
          </Text>
          <Text as="p" tone="subdued">
            {t("customers.groups.howText")}
          </Text>
        </BlockStack>
      </div>
      <FiguresTable
        label={t("customers.groups.bounds")}
        heads={[
          { text: t("customers.groups.bounds") },
          ...fifths.map((score) => ({ text: t("customers.groups.fifth", { score }), numeric: true })),
        ]}
        rows={[
          {
            key: "recency",
            cells: [
              t("customers.groups.recency"),
              ...fifths.map((score) => range(bounds.daysSinceLastOrder, 6 - score, whole)),
            ],
          },
          {
            key: "frequency",
            cells: [t("customers.groups.frequency"), ...fifths.map((score) => range(bounds.orders, score, whole))],
          },
          {
            key: "monetary",
            cells: [t("customers.groups.monetary"), ...fifths.map((score) => range(bounds.spent, score, amount))],
          },
        ]}
      />
    </Card>
  );
}
