import { BlockStack, Box, Link, Page, Text } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { ScoreListReport } from "~/reports/predictionTypes";
import { ordersAhead } from "./horizon";
import { PredictionTabs } from "./PredictionTabs";

const YEAR = 365;

/** Customers by what they will still bring, by rhythm and by contracts. */
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
  report: Pick<ScoreListReport, "grade" | "standing" | "moneyError" | "ordersError" | "contractError" | "madeAsOf">;
}) {
  const { t, ratio, day } = useWords();
  const { grade, standing, moneyError, ordersError, contractError, madeAsOf } = report;
  if (madeAsOf === null || (grade === null && contractError === null)) return null;
  return (
    <Text as="p" tone="subdued">
      {moneyError === null || grade === null
        ? t("predictions.scores.untested", { day: day(madeAsOf) })
        : t("predictions.scores.error", {
            grade,
            money: ratio(moneyError),
            orders: ratio(ordersError),
            day: day(madeAsOf),
          })}{" "}
      {contractError === null ? null : `${t("forecasts.contracts.errorLine", { money: ratio(contractError) })} `}
      {standing === "ranges" ? `${t("predictions.verdict.ranges")} ` : null}
      <Link url="/app/predictions">{t("predictions.scores.proof")}</Link>
    </Text>
  );
}

function Customers({ report }: { report: ScoreListReport }) {
  const { t, money, ratio, day, value } = useWords();
  const single = <Cell,>(...cells: Cell[]) => (report.standing === "ranges" ? [] : cells);
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
          ...single(
            { text: t("predictions.scores.yearOrders"), numeric: true },
            { text: t("forecasts.together.rhythm"), numeric: true },
            { text: t("forecasts.together.contracts"), numeric: true },
            { text: t("predictions.scores.yearProfit"), numeric: true },
          ),
          { text: t("predictions.scores.range"), numeric: true },
          { text: t("predictions.scores.historic"), numeric: true },
          ...single({ text: t("predictions.scores.total"), numeric: true }),
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
              dueOf(score, day),
              ...single(
                value(year ? ordersAhead(score, year) : null, "number"),
                money(year?.profit ?? null),
                score.contracts === 0 ? "–" : money(year?.contractProfit ?? null),
                money(year?.value ?? null),
              ),
              year?.value == null ? "–" : `${money(year.valueLow)} – ${money(year.valueHigh)}`,
              money(score.historicProfit),
              ...single(money(score.totalProfit)),
            ],
          };
        })}
      />
    </Part>
  );
}

/** The next renewal of who has a contract, else the day by which an order is likely. */
const dueOf = (
  { renewalDue, likelyBy }: ScoreListReport["rows"][number],
  day: (of: NonNullable<typeof likelyBy>) => string,
): string => {
  const due = renewalDue ?? likelyBy;
  return due === null ? "–" : day(due);
};
