import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { PredictionVersion } from "~/reports/predictionTypes";
import { errorsAhead, errorText, renewalErrorsAhead } from "./errorAhead";
import { horizonText } from "./horizon";

/** What rhythm and contracts will bring, apart and summed, beside the errors of both. */
export function TogetherTable({ version }: { version: PredictionVersion }) {
  const words = useWords();
  const { t, money, ratio } = words;
  const { together, contracts, predicted } = version;
  if (contracts === null || contracts.running === 0) return null;
  const own = errorsAhead(predicted?.proof.horizons ?? []);
  const ofRenewals = renewalErrorsAhead(contracts.foretold?.spans ?? []);
  const errorsAt = (days: number) =>
    `${errorText(own, days, "money", words)} · ${errorText(ofRenewals, days, "money", words)}`;
  return (
    <Part
      title={t("forecasts.together.title")}
      text={t("forecasts.together.text", { rate: ratio(version.discountRate) })}
    >
      <FiguresTable
        label={t("forecasts.together.title")}
        heads={[
          { text: t("predictions.ahead.horizon") },
          { text: t("forecasts.together.rhythm"), numeric: true },
          { text: t("forecasts.together.contracts"), numeric: true },
          { text: t("forecasts.together.sum"), numeric: true },
          { text: t("forecasts.together.range"), numeric: true },
          { text: t("forecasts.together.errors"), numeric: true },
        ]}
        rows={together.map((total) => ({
          key: String(total.days),
          cells: [
            horizonText(total.days, words),
            money(total.rhythm),
            money(total.contracts),
            money(total.value),
            total.value === null ? "–" : `${money(total.low)} – ${money(total.high)}`,
            errorsAt(total.days),
          ],
        }))}
      />
    </Part>
  );
}
