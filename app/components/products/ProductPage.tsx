import { Banner, BlockStack, Button, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { ALLOCATIONS, type Allocation } from "~/analytics/marketingShares";
import { ReportScope } from "~/components/explain/scope";
import { Aside } from "~/components/figures/Aside";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { Notes } from "~/components/figures/Notes";
import { Pages } from "~/components/figures/Pages";
import type { Sorting } from "~/components/figures/SortableHead";
import { FilterBar } from "~/components/filter/FilterBar";
import { ClockPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker, useChange } from "~/components/period/PeriodPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import type { ProductReport } from "~/reports/pageReports";
import type { VariantRow } from "~/reports/productTypes";
import { ProductTable } from "./ProductTable";

export interface ProductView {
  readonly query: PeriodQuery;
  readonly sorting: Sorting;
  readonly page: number;
  readonly lastPage: number;
  /** All products of the period; `report.rows` are those of the page. */
  readonly count: number;
  readonly report: ProductReport;
  readonly allocation: Allocation;
  /** The product whose variants are shown, by its id, and they. */
  readonly expanded: { readonly productId: string; readonly variants: readonly VariantRow[] } | null;
}

/** Products with what they sold and what was left of it. */
export function ProductPage({
  view: { query, sorting, page, lastPage, count, report, allocation, expanded },
}: {
  view: ProductView;
}) {
  const { t, period } = useWords();
  return (
    <Page title={t("pages.products.title")} subtitle={t("pages.products.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <div className="toolbar">
            <PeriodPicker query={query} />
            <ClockPicker query={query} />
            <AllocationPicker allocation={allocation} />
            <Text as="span" tone="subdued">
              {period(report.period)}
            </Text>
          </div>
          <FilterBar report={report} note={t("pages.products.chosen")} />
          <Coverage share={report.total.costCoverage} />
          {count === 0 ? (
            <EmptyPage title={t("pages.products.emptyTitle")} text={t("pages.products.emptyText")} />
          ) : (
            <Card padding="0">
              <ProductTable products={report.rows} total={report.total} sorting={sorting} expanded={expanded} />
            </Card>
          )}
          {report.total.marketingSpend === null ? null : <AllocationNote allocation={allocation} />}
          <Pages page={page} last={lastPage} />
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function AllocationPicker({ allocation }: { allocation: Allocation }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("platforms.allocation.label")}
      labelInline
      options={ALLOCATIONS.map((value) => ({ value, label: t(`platforms.allocation.${value}`) }))}
      value={allocation}
      onChange={(value) => change({ allocation: value })}
    />
  );
}

function AllocationNote({ allocation }: { allocation: Allocation }) {
  const { t } = useWords();
  return <Aside>{t("platforms.allocation.text", { how: t(`platforms.allocation.${allocation}How`) })}</Aside>;
}

/** Says how much of the sales has no cost, with the way to enter it; nothing where all is known. */
function Coverage({ share }: { share: number | null }) {
  const { t, ratio } = useWords();
  if (share === null || share >= 1) return null;
  return (
    <Banner tone="info">
      <InlineStack gap="300" blockAlign="center" align="space-between">
        <Text as="p">{t("pages.products.coverage", { share: ratio(share) })}</Text>
        <Button url="/app/settings/costs">{t("pages.products.enterCosts")}</Button>
      </InlineStack>
    </Banner>
  );
}
