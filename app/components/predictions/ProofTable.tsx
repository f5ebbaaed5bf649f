import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { ProvedSpan } from "~/reports/predictionTypes";

/** Every repeated forecast with its error, its range, and what two simple rules would have said. */
export function ProofTable({ spans }: { spans: readonly ProvedSpan[] }) {
  const { t, count, money, ratio, period } = useWords();
  const rounded = (orders: number) => count(Math.round(orders));
  const amount = (revenue: number | undefined) => money(revenue === undefined ? null : Math.round(revenue));
  return (
    <Part title={t("predictions.past.table")} text={t("predictions.past.text")}>
      <FiguresTable
        label={t("predictions.past.table")}
        heads={[
          { text: t("predictions.past.span") },
          { text: t("predictions.past.predicted"), numeric: true },
          { text: t("predictions.ahead.ordersRange"), numeric: true },
          { text: t("predictions.past.actual"), numeric: true },
          { text: t("predictions.past.error"), numeric: true },
          { text: t("predictions.past.within") },
          { text: t("predictions.past.revenuePredicted"), numeric: true },
          { text: t("forecasts.horizons.revenueRange"), numeric: true },
          { text: t("predictions.past.revenueActual"), numeric: true },
          { text: t("predictions.past.revenueError"), numeric: true },
          { text: t("forecasts.horizons.revenueWithin") },
          { text: t("predictions.past.pace"), numeric: true },
          { text: t("predictions.past.last"), numeric: true },
        ]}
        rows={spans.map(({ span, orders, revenue, low, high, isWithin, ...rest }) => ({
          key: `${span.start} ${span.end}`,
          cells: [
            period(span),
            rounded(orders.predicted),
            `${rounded(low)} – ${rounded(high)}`,
            rounded(orders.actual),
            ratio(orders.error),
            t(isWithin ? "predictions.past.yes" : "predictions.past.no"),
            amount(revenue?.predicted),
            rest.revenueLow === null ? "–" : `${amount(rest.revenueLow)} – ${amount(rest.revenueHigh ?? undefined)}`,
            amount(revenue?.actual),
            ratio(revenue?.error ?? null),
            rest.isRevenueWithin === null
              ? "–"
              : t(rest.isRevenueWithin ? "predictions.past.yes" : "predictions.past.no"),
            ratio(rest.samePaceError),
            ratio(rest.lastSpanError),
          ],
        }))}
      />
    </Part>
  );
}
