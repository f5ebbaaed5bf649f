import { BlockStack, InlineStack, Select, Text } from "@shopify/polaris";
import { HORIZONS } from "~/analytics/acquisition";
import { addParts } from "~/analytics/period";
import { Explained } from "~/components/explain/Explained";
import { ScrollHint } from "~/components/figures/ScrollHint";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { formatNumber } from "~/i18n/format";
import type { CohortChoices } from "~/reports/cohortPage";
import type { AcquisitionRow } from "~/reports/report";
import { useView } from "./useView";

/** Per cohort: what winning it cost, when that came back, and how often by the horizon. */
export function Acquisition({ rows, choices }: { rows: readonly AcquisitionRow[]; choices: CohortChoices }) {
  const { t } = useWords();
  const view = useView(choices);
  const change = useChange();
  return (
    <>
      <div className="card-head">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("cohorts.acquisition.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("cohorts.acquisition.text")}
          </Text>
          <InlineStack>
            <Select
              label={t("cohorts.acquisition.horizon")}
              labelInline
              options={HORIZONS[choices.span].map((spans) => ({ value: String(spans), label: view.tenure(spans - 1) }))}
              value={String(choices.horizon)}
              onChange={(horizon) => change({ horizon })}
            />
          </InlineStack>
        </BlockStack>
      </div>
      <ScrollHint columns={6} label={t("cohorts.acquisition.title")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("cohorts.firstOrder")}
              </th>
              {[
                t("cohorts.size"),
                t("metrics.marketingSpend.label"),
                t("metrics.acquisitionCost.label"),
                t("cohorts.acquisition.payback"),
                t("metrics.valueToCost.label"),
              ].map((label) => (
                <th key={label} scope="col" className="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} choices={choices} />
            ))}
          </tbody>
        </table>
      </ScrollHint>
    </>
  );
}

function Line({ row, choices }: { row: AcquisitionRow; choices: CohortChoices }) {
  const { t, money, count, language } = useWords();
  const view = useView(choices);
  const days = { start: row.start, end: addParts(row.start, 1, choices.span) };
  const payback =
    row.payback === null
      ? t(`cohorts.acquisition.${row.paybackState === "notYet" ? "notYet" : "unknown"}`)
      : view.tenure(row.payback);
  const early = row.valueToCost === null && row.paybackState !== "unknown";
  return (
    <tr>
      <th scope="row" className="pinned">
        {view.cohort(row.start)}
      </th>
      <td className="number">{count(row.customers)}</td>
      <td className="number">{money(row.spend)}</td>
      <td className="number">
        <Explained
          metric="acquisitionCost"
          figure={row.acquisitionCost}
          within={{ period: days, cohort: days, clock: "orderDay" }}
        />
      </td>
      <td className="number">{payback}</td>
      <td className="number" title={early ? t("cohorts.acquisition.tooEarly") : undefined}>
        {formatNumber(row.valueToCost, language)}
      </td>
    </tr>
  );
}
