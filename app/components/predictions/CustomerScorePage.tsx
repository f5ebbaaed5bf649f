import { BlockStack, Card, Page } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { CustomerScoreReport } from "~/reports/predictionTypes";
import { errorsAhead, errorText, renewalErrorsAhead } from "./errorAhead";
import { horizonText } from "./horizon";
import { ErrorLine } from "./ScoreListPage";
import { ScoreWords } from "./ScoreWords";

/** What one customer will still bring, in plain words, beside how wrong such forecasts were. */
export function CustomerScorePage({ report }: { report: CustomerScoreReport }) {
  const { t } = useWords();
  const { customerId } = report.score;
  return (
    <Page
      title={t("predictions.one.title", { number: t("common.customerNumber", { number: customerId }) })}
      backAction={{ content: t("predictions.scores.title"), url: "/app/predictions/customers" }}
      secondaryActions={[{ content: t("predictions.one.history"), url: `/app/customers/${customerId}` }]}
    >
      <BlockStack gap="400">
        <Words report={report} />
        <Horizons report={report} />
      </BlockStack>
    </Page>
  );
}

function Words({ report }: { report: CustomerScoreReport }) {
  return (
    <Card>
      <BlockStack gap="200">
        <ScoreWords report={report} />
        <ErrorLine report={report} />
      </BlockStack>
    </Card>
  );
}

function Horizons({ report }: { report: CustomerScoreReport }) {
  const words = useWords();
  const { t, money, value } = words;
  const { score } = report;
  const ranged = (low: number | null, high: number | null) => (low === null ? "–" : `${money(low)} – ${money(high)}`);
  const counts = (low: number | null, high: number | null) =>
    low === null ? "–" : `${value(low, "number")} – ${value(high, "number")}`;
  const hasContracts = score.contracts > 0;
  const rangesOnly = report.standing === "ranges";
  const single = <Cell,>(cell: Cell) => (rangesOnly ? [] : [cell]);
  const errors = errorsAhead(report.errors);
  const ofRenewals = renewalErrorsAhead(report.renewalTests);
  return (
    <Part
      title={t("predictions.one.ahead")}
      text={t(hasContracts ? "forecasts.one.aheadText" : "predictions.one.aheadText")}
    >
      <FiguresTable
        label={t("predictions.one.ahead")}
        heads={[
          { text: t("predictions.ahead.horizon") },
          { text: t(rangesOnly ? "predictions.ahead.ordersRange" : "predictions.ahead.orders"), numeric: true },
          ...single({ text: t("forecasts.together.rhythm"), numeric: true }),
          { text: t("predictions.ahead.error"), numeric: true },
          { text: t("predictions.ahead.profitRange"), numeric: true },
          ...(hasContracts
            ? [
                {
                  text: t(rangesOnly ? "forecasts.contracts.renewalsRange" : "forecasts.contracts.renewals"),
                  numeric: true,
                },
                ...single({ text: t("forecasts.together.contracts"), numeric: true }),
                { text: t("forecasts.one.contractRange"), numeric: true },
                { text: t("forecasts.one.contractError"), numeric: true },
                ...single({ text: t("forecasts.together.sum"), numeric: true }),
                { text: t("forecasts.together.range"), numeric: true },
              ]
            : []),
        ]}
        rows={score.horizons.map((at) => ({
          key: String(at.days),
          cells: [
            horizonText(at.days, words),
            rangesOnly ? counts(at.ordersLow, at.ordersHigh) : value(at.orders, "number"),
            ...single(money(at.profit)),
            errorText(errors, at.days, "money", words),
            ranged(at.profitLow, at.profitHigh),
            ...(hasContracts
              ? [
                  rangesOnly ? counts(at.renewalsLow, at.renewalsHigh) : value(at.renewals, "number"),
                  ...single(money(at.contractProfit)),
                  ranged(at.contractProfitLow, at.contractProfitHigh),
                  errorText(ofRenewals, at.days, "money", words),
                  ...single(money(at.value)),
                  ranged(at.valueLow, at.valueHigh),
                ]
              : []),
          ],
        }))}
      />
    </Part>
  );
}
