import { BlockStack, Card, Link, Page, Select, Text } from "@shopify/polaris";
import { DIALECTS } from "~/analytics/dialectRegistry";
import { Notes } from "~/components/figures/Notes";
import { ClockPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker, useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { DialectReport } from "~/reports/dialectReport";
import { ComparisonCard } from "./ComparisonCard";
import type { CompareQuery } from "./compareQuery";
import { circumstancesText } from "./dialectWords";
import { TypedNumber } from "./TypedNumber";

/** Our figures beside those of another app, and what makes each difference. */
export function ComparePage({ query, report }: { query: CompareQuery; report: DialectReport }) {
  const { t, period } = useWords();
  const change = useChange();
  const { dialect, comparisons } = report;
  const app = dialect.name;
  return (
    <Page title={t("compare.title")} subtitle={t("compare.subtitle")}>
      <BlockStack gap="400">
        <div className="toolbar">
          <Select
            label={t("compare.app")}
            labelInline
            options={DIALECTS.map(({ id, name }) => ({ value: id, label: name }))}
            value={dialect.id}
            onChange={(id) => change({ app: id, figure: null })}
          />
          <PeriodPicker query={query} />
          <ClockPicker query={query} />
          <Text as="span" tone="subdued">
            {period(report.period)}
          </Text>
        </div>
        <TypedNumber key={`${dialect.id} ${query.number}`} query={query} report={report} />
        {comparisons.map((of) => (
          <ComparisonCard key={of.metric.label} of={of} app={app} />
        ))}
        <HowItCounts report={report} />
        <Notes notes={report.notes} />
      </BlockStack>
    </Page>
  );
}

/** How the app counts and numbers months, and the public pages that say so. */
function HowItCounts({ report: { dialect, circumstances } }: { report: DialectReport }) {
  const { t, day } = useWords();
  const { name: app, firstTenureMonth, sources, seen, metrics } = dialect;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("compare.circumstances.title", { app })}
        </Text>
        {metrics.length === 0 ? (
          <Text as="p">{t("compare.circumstances.onlyMonths", { app })}</Text>
        ) : (
          <Text as="p">{circumstancesText(circumstances, t)}</Text>
        )}
        {firstTenureMonth === null ? null : (
          <Text as="p">
            {firstTenureMonth === 0
              ? t("compare.circumstances.sameMonths", { app })
              : t("compare.circumstances.months", { app, first: firstTenureMonth, sixth: firstTenureMonth + 5 })}
          </Text>
        )}
        {metrics.length === 0 ? null : (
          <Text as="p" tone="subdued">
            {t("compare.circumstances.silent")}
          </Text>
        )}
        <Text as="h3" variant="headingSm">
          {t("compare.sources")}
        </Text>
        <ul className="plain-list">
          {sources.map((source) => (
            <li key={source} className="address">
              <Link url={source} external>
                {source.replace("https://", "")}
              </Link>
            </li>
          ))}
        </ul>
        <Text as="p" tone="subdued" variant="bodySm">
          {t("compare.seen", { day: day(seen) })}
        </Text>
      </BlockStack>
    </Card>
  );
}
