import { BlockStack, Card, Text } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { ContractsPredicted } from "~/reports/predictionTypes";
import { errorText, renewalErrorsAhead } from "./errorAhead";
import { horizonText } from "./horizon";

type Foretold = NonNullable<ContractsPredicted["foretold"]>;

/** What running subscriptions will bring by how they were renewed, and the proof of it. */
export function ContractsCard({ contracts }: { contracts: ContractsPredicted }) {
  const { t, count } = useWords();
  if (contracts.foretold === null)
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("forecasts.contracts.title")}
          </Text>
          <Text as="p">{t("forecasts.contracts.unknown", { running: count(contracts.running) })}</Text>
        </BlockStack>
      </Card>
    );
  return (
    <>
      <Ahead contracts={contracts} foretold={contracts.foretold} />
      {contracts.foretold.spans.length === 0 ? null : <Past foretold={contracts.foretold} />}
    </>
  );
}

function Ahead({ contracts, foretold }: { contracts: ContractsPredicted; foretold: Foretold }) {
  const words = useWords();
  const { t, count, money, ratio } = words;
  const rounded = (value: number) => count(Math.round(value));
  const errors = renewalErrorsAhead(foretold.spans);
  const running = t("forecasts.contracts.text", {
    running: count(contracts.running),
    subscribers: count(contracts.subscribers),
  });
  const trust =
    foretold.moneyError === null
      ? t("forecasts.contracts.untested")
      : t("forecasts.contracts.trust", {
          tests: count(foretold.tests),
          apart: count(foretold.apart),
          hits: count(foretold.hits),
          money: ratio(foretold.moneyError),
          renewals: ratio(foretold.renewalsError),
        });
  return (
    <Part title={t("forecasts.contracts.title")} text={`${running} ${trust}`}>
      <FiguresTable
        label={t("forecasts.contracts.title")}
        heads={[
          { text: t("predictions.ahead.horizon") },
          { text: t("predictions.ahead.profit"), numeric: true },
          { text: t("predictions.ahead.profitRange"), numeric: true },
          { text: t("predictions.ahead.error"), numeric: true },
          { text: t("forecasts.contracts.renewals"), numeric: true },
          { text: t("forecasts.contracts.renewalsRange"), numeric: true },
          { text: t("forecasts.contracts.renewalsError"), numeric: true },
        ]}
        rows={foretold.totals.map((total) => ({
          key: String(total.days),
          cells: [
            horizonText(total.days, words),
            money(total.profit),
            total.profit === null ? "–" : `${money(total.profitLow)} – ${money(total.profitHigh)}`,
            errorText(errors, total.days, "money", words),
            rounded(total.orders),
            `${rounded(total.ordersLow)} – ${rounded(total.ordersHigh)}`,
            errorText(errors, total.days, "orders", words),
          ],
        }))}
      />
    </Part>
  );
}

function Past({ foretold }: { foretold: Foretold }) {
  const { t, count, money, ratio, period } = useWords();
  const rounded = (value: number) => count(Math.round(value));
  return (
    <Part title={t("forecasts.contracts.past")} text={t("forecasts.contracts.pastText")}>
      <FiguresTable
        label={t("forecasts.contracts.past")}
        heads={[
          { text: t("predictions.past.span") },
          { text: t("forecasts.contracts.number"), numeric: true },
          { text: t("forecasts.contracts.predicted"), numeric: true },
          { text: t("forecasts.contracts.renewalsRange"), numeric: true },
          { text: t("forecasts.contracts.actual"), numeric: true },
          { text: t("forecasts.contracts.renewalsError"), numeric: true },
          { text: t("predictions.past.within") },
          { text: t("predictions.past.revenuePredicted"), numeric: true },
          { text: t("predictions.past.revenueActual"), numeric: true },
          { text: t("predictions.past.revenueError"), numeric: true },
        ]}
        rows={foretold.spans.map((span) => ({
          key: `${span.span.start} ${span.span.end}`,
          cells: [
            period(span.span),
            count(span.contracts),
            rounded(span.renewals.predicted),
            `${rounded(span.low)} – ${rounded(span.high)}`,
            rounded(span.renewals.actual),
            ratio(span.renewals.error),
            t(span.isWithin ? "predictions.past.yes" : "predictions.past.no"),
            money(Math.round(span.revenue.predicted)),
            money(Math.round(span.revenue.actual)),
            ratio(span.revenue.error),
          ],
        }))}
      />
    </Part>
  );
}
