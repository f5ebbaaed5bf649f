import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Notes } from "~/components/figures/Notes";
import { Pages } from "~/components/figures/Pages";
import { lastPage, pageOf, pageSlice } from "~/components/figures/paging";
import { FilterBar } from "~/components/filter/FilterBar";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { traitValueText } from "~/i18n/traitText";
import type { TraitsReport } from "~/reports/customerPages";
import { CustomerTabs } from "./CustomerTabs";

const TRAITS = ["country", "channel", "source", "product", "discount", "landingPage", "basketSize", "month"] as const;
const PAGE_SIZE = 40;

/** What customers of high value had in common when they first ordered. */
export function TraitsPage({ report }: { report: TraitsReport }) {
  const { t, ratio } = useWords();
  const { customers, highValue, share, smallestN } = report;
  return (
    <Page title={t("customers.traits.title")} subtitle={t("customers.traits.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <CustomerTabs />
          <FilterBar report={report} note={t("customers.chosen")} />
          {highValue === 0 ? (
            <EmptyPage title={t("customers.traits.emptyTitle")} text={t("customers.traits.emptyText")} />
          ) : (
            <>
              <Traits report={report} />
              <Card>
                <BlockStack gap="100">
                  <Text as="p" tone="subdued">
                    {t("customers.traits.overall", { highValue, customers, share: ratio(share) })}{" "}
                    {t("customers.traits.smallestN", { count: smallestN })}
                  </Text>
                  <Text as="p" tone="subdued">
                    {t("customers.traits.method")}
                  </Text>
                </BlockStack>
              </Card>
            </>
          )}
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Traits({ report }: { report: TraitsReport }) {
  const { t, language, count, ratio } = useWords();
  const [search] = useSearchParams();
  const change = useChange();
  const trait = TRAITS.find((of) => of === search.get("trait")) ?? null;
  const chosen = trait === null ? report.rows : report.rows.filter((row) => row.trait === trait);
  const page = pageOf(search);
  const times = useTimes();
  return (
    <BlockStack gap="400">
      <Card padding="0">
        <div className="card-head">
          <InlineStack align="space-between">
            <Select
              label={t("customers.traits.trait")}
              labelInline
              value={trait ?? ""}
              options={[
                { value: "", label: t("customers.traits.all") },
                ...TRAITS.map((of) => ({ value: of, label: t(`customers.traits.names.${of}`) })),
              ]}
              onChange={(of) => change({ trait: of === "" ? null : of, page: null })}
            />
          </InlineStack>
        </div>
        <FiguresTable
          label={t("customers.traits.title")}
          heads={[
            { text: t("customers.traits.value") },
            { text: t("customers.traits.trait") },
            { text: t("customers.traits.lift"), numeric: true },
            { text: t("customers.traits.likely"), numeric: true },
            { text: t("customers.traits.share"), numeric: true },
            { text: t("customers.traits.others"), numeric: true },
            { text: t("customers.traits.customers"), numeric: true },
          ]}
          rows={pageSlice(chosen, page, PAGE_SIZE).map((row) => ({
            key: `${row.trait} ${row.value}`,
            isFaint: !row.isRanked,
            cells: [
              <span key="value" className="product-title">
                {traitValueText(row, language)}
              </span>,
              t(`customers.traits.names.${row.trait}`),
              row.lift === null ? "–" : t("customers.traits.times", { lift: times(row.lift) }),
              row.liftInterval === null
                ? "–"
                : t("customers.traits.range", { low: times(row.liftInterval.low), high: times(row.liftInterval.high) }),
              ratio(row.shareWith),
              ratio(row.shareOthers),
              count(row.customers),
            ],
          }))}
        />
      </Card>
      <Pages page={page} last={lastPage(chosen.length, PAGE_SIZE)} />
    </BlockStack>
  );
}

/** A lift to two decimals, as the language writes it. */
export function useTimes(): (lift: number) => string {
  const { language } = useWords();
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (lift) => format.format(lift);
}
