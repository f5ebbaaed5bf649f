import { Select } from "@shopify/polaris";
import { useState } from "react";
import { CHURN_DIMENSIONS, type ChurnDimension } from "~/analytics/subscriptions/breakdown";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords, type Words } from "~/components/shell/words";
import type { MrrReport } from "~/reports/subscriptionTypes";
import { Part } from "./Part";
import { intervalText, reasonText } from "./subscriptionWords";

const MOST_ROWS = 20;

/** Subscriptions that ended within a year, by one trait after another. */
export function ChurnTable({ churn }: Pick<MrrReport, "churn">) {
  const words = useWords();
  const { t, count, ratio, money } = words;
  const [dimension, setDimension] = useState<ChurnDimension>("charge");
  return (
    <Part
      title={t("subscriptions.churn.title")}
      text={t("subscriptions.churn.text")}
      action={
        <Select
          label={t("subscriptions.churn.title")}
          labelHidden
          options={CHURN_DIMENSIONS.map((value) => ({ value, label: t(`subscriptions.churn.by.${value}`) }))}
          value={dimension}
          onChange={(value) => setDimension(CHURN_DIMENSIONS.find((one) => one === value) ?? "charge")}
        />
      }
    >
      <FiguresTable
        label={t("subscriptions.churn.title")}
        heads={[
          { text: t(`subscriptions.churn.by.${dimension}`) },
          { text: t("subscriptions.churn.ended"), numeric: true },
          { text: t("subscriptions.churn.exposed"), numeric: true },
          { text: t("subscriptions.churn.rate"), numeric: true },
          { text: t("subscriptions.churn.lost"), numeric: true },
        ]}
        rows={churn[dimension].slice(0, MOST_ROWS).map((row) => ({
          key: row.key,
          cells: [
            <span key="key" className="product-title">
              {keyText(dimension, row.key, words)}
            </span>,
            count(row.ended),
            count(row.exposed),
            ratio(row.rate),
            money(row.lostMrr),
          ],
        }))}
      />
    </Part>
  );
}

function keyText(dimension: ChurnDimension, key: string, words: Words): string {
  if (dimension === "reason") return reasonText(key, words);
  if (dimension === "code" && key === "") return words.t("subscriptions.churn.noCode");
  if (dimension === "plan" && /^\d+ (day|week|month|year)$/.test(key)) return intervalText(key, words);
  return key;
}
