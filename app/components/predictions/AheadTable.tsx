import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { PredictionVersion, ShopPredicted } from "~/reports/predictionTypes";
import { errorsAhead, errorText } from "./errorAhead";
import { horizonText } from "./horizon";

/** Expected orders and profit of all customers known today, each with its range and the error of such forecasts. */
export function AheadTable({ version, predicted }: { version: PredictionVersion; predicted: ShopPredicted }) {
  const words = useWords();
  const { t, count, money, ratio, day } = words;
  const errors = errorsAhead(predicted.proof.horizons);
  const rounded = (orders: number) => count(Math.round(orders));
  const basis =
    version.marginRate === null
      ? t("predictions.ahead.noCosts")
      : t("predictions.ahead.coverage", { share: ratio(version.costCoverage), margin: ratio(version.marginRate) });
  const later = predicted.proof.horizons.flatMap(({ days, testableFrom }) =>
    testableFrom === null
      ? []
      : t("forecasts.horizons.from", { horizon: horizonText(days, words), day: day(testableFrom) }),
  );
  const untested = later.length === 0 ? [] : [t("forecasts.horizons.untested", { list: later.join(" · ") })];
  return (
    <Part
      title={t("predictions.ahead.title")}
      text={[t("predictions.ahead.text", { rate: ratio(version.discountRate) }), basis, ...untested].join(" ")}
    >
      <FiguresTable
        label={t("predictions.ahead.title")}
        heads={[
          { text: t("predictions.ahead.horizon") },
          { text: t("predictions.ahead.profit"), numeric: true },
          { text: t("predictions.ahead.error"), numeric: true },
          { text: t("predictions.ahead.profitRange"), numeric: true },
          { text: t("predictions.ahead.orders"), numeric: true },
          { text: t("predictions.ahead.ordersRange"), numeric: true },
          { text: t("predictions.ahead.ordersError"), numeric: true },
        ]}
        rows={predicted.totals.map((total) => ({
          key: String(total.days),
          cells: [
            horizonText(total.days, words),
            money(total.profit),
            errorText(errors, total.days, "money", words),
            total.profit === null ? "–" : `${money(total.profitLow)} – ${money(total.profitHigh)}`,
            rounded(total.orders),
            `${rounded(total.ordersLow)} – ${rounded(total.ordersHigh)}`,
            errorText(errors, total.days, "orders", words),
          ],
        }))}
      />
    </Part>
  );
}
