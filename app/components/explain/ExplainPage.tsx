import { useLocation } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Period } from "~/analytics/period";
import type { Attribution } from "~/analytics/platforms";
import { Notes } from "~/components/figures/Notes";
import { download } from "~/components/form/download";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { selectionTexts } from "~/i18n/filterText";
import { formulaText } from "~/i18n/formulas";
import { platformText } from "~/i18n/platformText";
import type { ExplainReport } from "~/reports/explain";
import { afterText } from "./explainQuery";
import { OrderTable } from "./OrderTable";
import { ordersPath, ReportScope, type Scope, scopeOf } from "./scope";

interface ExplainPageProps {
  readonly report: ExplainReport;
  /** Whose part of the figure it is; without them everybody's. */
  readonly customerId?: string;
  readonly cohort?: Period;
  readonly productId?: string;
  readonly platform?: string;
  readonly attribution?: Attribution;
  /** The page is one further down the list. */
  readonly isFurther: boolean;
}

/** The orders a figure is made of; over all pages they sum to it. */
export function ExplainPage({ report, isFurther, ...narrow }: ExplainPageProps) {
  const { t } = useWords();
  const { search } = useLocation();
  const [failed, setFailed] = useState(false);
  const label = t(`metrics.${report.metric}.label`);
  const save = () => {
    setFailed(false);
    download(`/app/explain/${report.metric}.csv${search}`, `${report.metric}.csv`).catch(() => setFailed(true));
  };
  return (
    <Page
      title={t("pages.explain.ordersTitle", { metric: label })}
      backAction={{ content: t("pages.explain.back"), onAction: back }}
      secondaryActions={
        report.rows.length > 0 ? [{ content: t("statement.explain.exportAll"), onAction: save }] : undefined
      }
    >
      <ReportScope report={report}>
        <BlockStack gap="400">
          {failed ? <Banner tone="critical">{t("statement.exportFailed")}</Banner> : null}
          <Summary report={report} narrow={narrow} />
          <MadeOf report={report} narrow={narrow} />
          <OrderTable report={report} />
          <Further report={report} isFurther={isFurther} />
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

const back = () => window.history.back();

type Narrow = Pick<Scope, "customerId" | "cohort" | "productId" | "platform" | "attribution">;

function Summary({ report, narrow: { customerId, cohort } }: { report: ExplainReport; narrow: Narrow }) {
  const { t, value, period, ratio, money, count, language } = useWords();
  const { metric, figure, product, platform } = report;
  const { coverage, low, high, uncosted } = figure;
  const whose = [
    ...(customerId ? [t("pages.customer.title", { number: t("common.customerNumber", { number: customerId }) })] : []),
    ...(cohort ? [`${t("reports.columns.cohortMonth")} ${period(cohort)}`] : []),
    ...(product ? [t("statement.explain.ofProduct", { name: product })] : []),
    ...(platform === null ? [] : [`${t("platforms.platform")}: ${platformText(platform, language)}`]),
  ];
  const doubts = [
    ...(coverage === undefined || coverage === null
      ? []
      : [`${t("pages.explain.coverage")} ${t("pages.explain.coverageOf", { share: ratio(coverage) })}`]),
    ...(uncosted ? [t("statement.uncosted", { sales: count(uncosted.sales), of: count(uncosted.of) })] : []),
    ...(uncosted && figure.unit === "minor" && low !== undefined && high !== undefined
      ? [t("pages.explain.between", { low: money(low), high: money(high) })]
      : []),
  ];
  return (
    <Card>
      <BlockStack gap="100">
        <p className="metric-value">{value(figure.value, figure.unit)}</p>
        <Text as="p" tone="subdued">
          {[period(report.period), t(`common.clocks.${report.clock}`), ...whose].join(" · ")}
        </Text>
        <Text as="p">{t(`metrics.${metric}.explanation`)}</Text>
        <Text as="p">
          {t("pages.explain.formula")}: {formulaText(metric, language)}
        </Text>
        {[...doubts, ...selectionTexts(report, language)].map((line) => (
          <Text as="p" tone="subdued" key={line}>
            {line}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}

function MadeOf({ report, narrow }: { report: ExplainReport; narrow: Narrow }) {
  const { t, value } = useWords();
  if (report.madeOf.length === 0) return null;
  const scope = { ...scopeOf(report), madeUp: false, ...narrow };
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("pages.explain.madeOf")}
        </Text>
        {report.madeOf.map((part) => {
          const path = ordersPath(part.metric, scope);
          const name = t(`metrics.${part.metric}.label`);
          return (
            <InlineStack key={part.metric} align="space-between">
              {path === null ? <Text as="span">{name}</Text> : <Link url={path}>{name}</Link>}
              <Text as="span" numeric>
                {value(part.figure.value, part.figure.unit)}
              </Text>
            </InlineStack>
          );
        })}
      </BlockStack>
    </Card>
  );
}

/** The way to older orders, and back to the newest. */
function Further({ report: { next }, isFurther }: { report: ExplainReport; isFurther: boolean }) {
  const { t } = useWords();
  const change = useChange();
  if (next === null && !isFurther) return null;
  return (
    <InlineStack align="center" gap="300">
      <Button disabled={!isFurther} onClick={() => change({ after: null })}>
        {t("statement.explain.newest")}
      </Button>
      <Button disabled={next === null} onClick={() => change({ after: next === null ? null : afterText(next) })}>
        {t("statement.explain.next")}
      </Button>
    </InlineStack>
  );
}
