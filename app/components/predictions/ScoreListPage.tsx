import { BlockStack, Box, Link, Page, Select, Text } from "@shopify/polaris";
import { month } from "~/analytics/period";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { ScoreListReport } from "~/reports/predictionTypes";
import { PredictionTabs } from "./PredictionTabs";
import { GROUPS } from "./scoreQuery";

const YEAR = 365;

/** Customers and groups of them by what they will still bring. */
export function ScoreListPage({ report }: { report: ScoreListReport }) {
  const { t } = useWords();
  return (
    <Page title={t("predictions.scores.title")} subtitle={t("predictions.scores.subtitle")} fullWidth>
      <BlockStack gap="400">
        <PredictionTabs />
        {report.count === 0 ? (
          <EmptyPage title={t("predictions.none.title")} text={t("predictions.scores.none")} />
        ) : (
          <>
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <ErrorLine report={report} />
            </Box>
            <Groups report={report} />
            <Customers report={report} />
            <Pages page={report.page} last={report.pages} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

/** No forecast without the error of the last ones. */
export function ErrorLine({
  report,
}: {
  report: Pick<ScoreListReport, "grade" | "moneyError" | "ordersError" | "madeAsOf">;
}) {
  const { t, ratio, day } = useWords();
  const { grade, moneyError, ordersError, madeAsOf } = report;
  if (grade === null || madeAsOf === null) return null;
  return (
    <Text as="p" tone="subdued">
      {moneyError === null
        ? t("predictions.scores.untested", { day: day(madeAsOf) })
        : t("predictions.scores.error", {
            grade,
            money: ratio(moneyError),
            orders: ratio(ordersError),
            day: day(madeAsOf),
          })}{" "}
      <Link url="/app/predictions">{t("predictions.scores.proof")}</Link>
    </Text>
  );
}

function Groups({ report }: { report: ScoreListReport }) {
  const { t, count, money, monthShort } = useWords();
  const change = useChange();
  const { by, groups } = report;
  const name = (value: string | null) =>
    value === null ? t("predictions.scores.unknown") : by === "cohort" ? monthShort(month(value)) : value;
  const each = (sum: number | null, of: number) => money(sum === null ? null : Math.round(sum / of));
  return (
    <Part
      title={t("predictions.scores.groups")}
      text={t("predictions.scores.groupsText")}
      action={
        <Select
          label={t("predictions.scores.by")}
          labelInline
          options={GROUPS.map((value) => ({ value, label: t(`predictions.scores.groupBy.${value}`) }))}
          value={by}
          onChange={(value) => change({ by: value, page: null })}
        />
      }
    >
      <FiguresTable
        label={t("predictions.scores.groups")}
        heads={[
          { text: t(`predictions.scores.groupBy.${by}`) },
          { text: t("predictions.scores.customers"), numeric: true },
          { text: t("predictions.scores.yearOrders"), numeric: true },
          { text: t("predictions.scores.historicEach"), numeric: true },
          { text: t("predictions.scores.yearEach"), numeric: true },
          { text: t("predictions.scores.futureEach"), numeric: true },
          { text: t("predictions.scores.future"), numeric: true },
        ]}
        rows={groups.map((group) => ({
          key: group.value ?? "",
          cells: [
            name(group.value),
            count(group.customers),
            count(Math.round(group.orders)),
            each(group.historicProfit, group.historicCustomers),
            each(group.yearProfit, group.customers),
            each(group.profit, group.customers),
            money(group.profit),
          ],
        }))}
      />
    </Part>
  );
}

function Customers({ report }: { report: ScoreListReport }) {
  const { t, money, ratio, day, value } = useWords();
  return (
    <Part
      title={t("predictions.scores.list")}
      text={t("predictions.scores.listText")}
      action={<DownloadButton path="/app/predictions/customers/csv" fileName="predictions.csv" />}
    >
      <FiguresTable
        label={t("predictions.scores.list")}
        heads={[
          { text: t("predictions.scores.customer") },
          { text: t("predictions.scores.alive"), numeric: true },
          { text: t("predictions.scores.likelyBy") },
          { text: t("predictions.scores.yearOrders"), numeric: true },
          { text: t("predictions.scores.yearProfit"), numeric: true },
          { text: t("predictions.scores.range"), numeric: true },
          { text: t("predictions.scores.historic"), numeric: true },
          { text: t("predictions.scores.total"), numeric: true },
        ]}
        rows={report.rows.map((score) => {
          const year = score.horizons.find(({ days }) => days === YEAR);
          return {
            key: score.customerId,
            cells: [
              <Link key="customer" url={`/app/predictions/customers/${score.customerId}`}>
                {t("common.customerNumber", { number: score.customerId })}
              </Link>,
              ratio(score.probabilityAlive),
              score.likelyBy ? day(score.likelyBy) : "–",
              value(year?.orders ?? null, "number"),
              money(year?.profit ?? null),
              year?.profit == null ? "–" : `${money(year.profitLow)} – ${money(year.profitHigh)}`,
              money(score.historicProfit),
              money(score.totalProfit),
            ],
          };
        })}
      />
    </Part>
  );
}
