import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, InlineStack, Link, List, Page, Select, Text } from "@shopify/polaris";
import type { RfmGroup } from "~/analytics/rfm";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { MetricCard } from "~/components/figures/MetricCard";
import { Notes } from "~/components/figures/Notes";
import { Pages } from "~/components/figures/Pages";
import { FilterBar } from "~/components/filter/FilterBar";
import { isOfAllOrders } from "~/components/filter/isOfAllOrders";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { CustomersReport } from "~/reports/pageReports";
import { CustomerList } from "./CustomerList";
import { CustomerTabs } from "./CustomerTabs";
import { CUSTOMER_FILTERS, type CustomerFilter, type CustomersQueryView } from "./customersQuery";
import { ValueBasis } from "./ValueBasis";

export interface CustomersView {
  readonly report: CustomersReport;
  readonly query: CustomersQueryView;
  readonly highValueShare: number;
}

const FIGURES = ["highValueCustomers", "medianOrderValue"] as const;

/** Who is worth most, and by which tests. */
export function CustomersPage({ view: { report, query, highValueShare } }: { view: CustomersView }) {
  const { t } = useWords();
  if (report.everybodyCount === 0 && isOfAllOrders(report))
    return (
      <Page title={t("pages.customers.title")}>
        <EmptyPage title={t("pages.customers.emptyTitle")} text={t("pages.customers.emptyText")} />
      </Page>
    );
  return (
    <Page title={t("pages.customers.title")} subtitle={t("pages.customers.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <CustomerTabs />
          <FilterBar report={report} note={t("customers.chosen")} />
          <InlineGrid columns={2} gap={{ xs: "200", sm: "300" }}>
            {FIGURES.map((metric) => {
              const figure = report.metrics[metric];
              return figure ? <MetricCard key={metric} metric={metric} figure={figure} /> : null;
            })}
          </InlineGrid>
          <Tests report={report} share={highValueShare} />
          <Card padding="0">
            <div className="card-head">
              <ListHead report={report} query={query} />
            </div>
            {report.count === 0 ? <NoneHere /> : <CustomerList customers={report.rows} query={query} />}
          </Card>
          <Pages page={report.page} last={report.pages} />
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function ListHead({ report, query }: Omit<CustomersView, "highValueShare">) {
  const { t } = useWords();
  const [search] = useSearchParams();
  const asked = new URLSearchParams(search);
  asked.delete("page");
  return (
    <InlineStack gap="300" blockAlign="center" align="space-between">
      {query.group === null ? <FilterPicker filter={query.which} /> : <GroupChosen group={query.group} />}
      <InlineStack gap="300" blockAlign="center">
        <Text as="span" tone="subdued">
          {t("pages.customers.shown", { count: report.count })}
        </Text>
        <DownloadButton
          path={`/app/customers/csv?${asked}`}
          fileName={`customers-${query.group ?? query.which}.csv`}
          disabled={report.count === 0}
        />
      </InlineStack>
    </InlineStack>
  );
}

/** The three tests as the shop has set them. */
function Tests({ report: { tests, metrics }, share }: { report: CustomersReport; share: number }) {
  const { t, ratio, money, count } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {t("pages.customers.testsTitle")}
          </Text>
          <InlineStack gap="300" blockAlign="center">
            <ValueBasis basis="past" share={share} />
            <Link url="/app/settings">{t("pages.customers.changeTests")}</Link>
          </InlineStack>
        </InlineStack>
        <List>
          <List.Item>
            {tests.fullPriceShare === 1
              ? t("pages.customers.tests.paysOnlyFullPrice")
              : t("pages.customers.tests.paysFullPrice", { share: ratio(tests.fullPriceShare) })}
          </List.Item>
          <List.Item>
            {t("pages.customers.tests.buysSeveralTimes", {
              orders: count(tests.orders),
              days: count(tests.windowDays),
            })}
          </List.Item>
          <List.Item>
            {t("pages.customers.tests.spendsAboveMedian", { median: money(metrics.medianOrderValue?.value ?? null) })}
          </List.Item>
        </List>
      </BlockStack>
    </Card>
  );
}

function FilterPicker({ filter }: { filter: CustomerFilter }) {
  const { t } = useWords();
  const change = useChange();
  const label = (option: CustomerFilter) => {
    switch (option) {
      case "highValue":
        return t("pages.customers.highValueOnly");
      case "nearMiss":
      case "everybody":
        return t(`customers.filters.${option}`);
      default:
        return t(`reports.columns.${option}`);
    }
  };
  return (
    <Select
      label={t("pages.customers.show")}
      labelInline
      options={CUSTOMER_FILTERS.map((option) => ({ value: option, label: label(option) }))}
      value={filter}
      onChange={(chosen) => change({ show: chosen, page: null })}
    />
  );
}

/** The RFM group that is shown, and the way back to all filters. */
function GroupChosen({ group }: { group: RfmGroup }) {
  const { t } = useWords();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" variant="headingSm">
        {t(`customers.groups.names.${group}`)}
      </Text>
      <Link url="/app/customers/groups">{t("customers.groups.title")}</Link>
    </InlineStack>
  );
}

function NoneHere() {
  const { t } = useWords();
  return (
    <div className="card-head">
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t("pages.customers.noneTitle")}
        </Text>
        <Text as="p" tone="subdued">
          {t("pages.customers.noneText")}
        </Text>
      </BlockStack>
    </div>
  );
}
