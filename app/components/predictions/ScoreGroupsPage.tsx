import { BlockStack, Box, Page, Select, Text } from "@shopify/polaris";
import { LIFECYCLE_STAGES } from "~/analytics/lifecycle";
import { month } from "~/analytics/period";
import { isKnownPlatform } from "~/analytics/platforms";
import { RFM_GROUPS } from "~/analytics/rfm";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords, type Words } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { Ranged, ScoreGroupReport, ScoreGroupRow } from "~/reports/scoreGroupTypes";
import { PredictionTabs } from "./PredictionTabs";
import { ErrorLine } from "./ScoreListPage";
import { GROUPS } from "./scoreQuery";

/** Groups of customers: what they brought, what they will bring, both together, and what winning them cost. */
export function ScoreGroupsPage({ report }: { report: ScoreGroupReport }) {
  const { t } = useWords();
  const hasCost = report.rows.some(({ acquisition }) => acquisition !== null);
  return (
    <Page title={t("forecasts.groups.title")} subtitle={t("forecasts.groups.subtitle")} fullWidth>
      <BlockStack gap="400">
        <PredictionTabs />
        {report.everybody === null ? (
          <EmptyPage title={t("predictions.none.title")} text={t("predictions.scores.none")} />
        ) : (
          <>
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <ErrorLine report={report} />
            </Box>
            <Values report={report} />
            {hasCost ? <Costs report={report} /> : <NoCost report={report} />}
          </>
        )}
      </BlockStack>
    </Page>
  );
}

function GroupPicker({ report }: { report: ScoreGroupReport }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("predictions.scores.by")}
      labelInline
      options={GROUPS.map((value) => ({ value, label: t(`forecasts.groups.by.${value}`) }))}
      value={report.by}
      onChange={(value) => change({ by: value })}
    />
  );
}

/** What a group is called. */
function nameOf({ value, label, restOf }: ScoreGroupRow, by: ScoreGroupReport["by"], { t, monthShort }: Words): string {
  if (restOf !== null) return t("forecasts.groups.rest", { count: restOf });
  if (value === null) return t("predictions.scores.unknown");
  switch (by) {
    case "cohort":
      return monthShort(month(value));
    case "rfm": {
      const group = RFM_GROUPS.find((one) => one === value);
      return group ? t(`customers.groups.names.${group}`) : value;
    }
    case "stage": {
      const stage = LIFECYCLE_STAGES.find((one) => one === value);
      return stage ? t(`lifecycle.stages.${stage}`) : value;
    }
    case "highValue":
      return t(value === "yes" ? "pages.customers.highValueOnly" : "forecasts.groups.notHighValue");
    case "platform":
      return isKnownPlatform(value) ? t(`platforms.names.${value}`) : value;
    default:
      return label ?? value;
  }
}

function Values({ report }: { report: ScoreGroupReport }) {
  const words = useWords();
  const { t, count, money, value } = words;
  const ranged = (of: Ranged | null) => (of === null ? "–" : `${money(of.low)} – ${money(of.high)}`);
  const each = (amount: number | null | undefined, of: number) =>
    money(amount == null || of === 0 ? null : Math.round(amount / of));
  const hasContracts = (report.everybody?.subscribers ?? 0) > 0;
  const rangesOnly = report.standing === "ranges";
  const single = <Cell,>(...cells: Cell[]) => (rangesOnly ? [] : cells);
  const cells = (row: ScoreGroupRow) => {
    const known = row.customers - row.unknownCustomers;
    return [
      count(row.customers),
      ...(hasContracts ? [count(row.subscribers)] : []),
      value(row.yearOrders === null || row.yearRenewals === null ? null : row.yearOrders + row.yearRenewals, "number"),
      money(row.historic),
      ...single(money(row.year?.value ?? null)),
      ranged(row.year),
      ...single(money(row.years?.value ?? null)),
      ranged(row.years),
      rangesOnly ? ranged(row.total) : money(row.total?.value ?? null),
      each(row.historic, row.historicCustomers),
      ...single(each(row.years?.value, known)),
    ];
  };
  const everybody = report.everybody;
  const unknown = everybody?.unknownCustomers ?? 0;
  const unpriced = (everybody?.customers ?? 0) - (everybody?.historicCustomers ?? 0);
  return (
    <Part
      title={t("forecasts.groups.values")}
      text={`${t("forecasts.groups.valuesText")}${unknown > 0 ? ` ${t("forecasts.groups.unknown", { count: unknown })}` : ""}${unpriced > 0 ? ` ${t("forecasts.groups.unpriced", { count: unpriced })}` : ""}`}
      action={<GroupPicker report={report} />}
    >
      <FiguresTable
        label={t("forecasts.groups.values")}
        heads={[
          { text: t(`forecasts.groups.by.${report.by}`) },
          { text: t("predictions.scores.customers"), numeric: true },
          ...(hasContracts ? [{ text: t("forecasts.groups.subscribers"), numeric: true }] : []),
          { text: t("predictions.scores.yearOrders"), numeric: true },
          { text: t("forecasts.groups.historic"), numeric: true },
          ...single({ text: t("forecasts.groups.year"), numeric: true }),
          { text: t("forecasts.groups.yearRange"), numeric: true },
          ...single({ text: t("forecasts.groups.years"), numeric: true }),
          { text: t("forecasts.groups.yearsRange"), numeric: true },
          { text: t("forecasts.groups.total"), numeric: true },
          { text: t("predictions.scores.historicEach"), numeric: true },
          ...single({ text: t("predictions.scores.futureEach"), numeric: true }),
        ]}
        rows={[
          ...report.rows.map((row) => ({
            key: row.restOf === null ? (row.value ?? "") : "rest",
            cells: [nameOf(row, report.by, words), ...cells(row)],
          })),
          ...(everybody
            ? [
                {
                  key: "everybody",
                  cells: [<strong key="all">{t("forecasts.groups.everybody")}</strong>, ...cells(everybody)],
                },
              ]
            : []),
        ]}
      />
    </Part>
  );
}

function Costs({ report }: { report: ScoreGroupReport }) {
  const words = useWords();
  const { t, count, money, value } = words;
  const times = (of: number | null) => value(of, "number");
  return (
    <Part title={t("forecasts.costs.title")} text={t("forecasts.costs.text")}>
      <FiguresTable
        label={t("forecasts.costs.title")}
        heads={[
          { text: t(`forecasts.groups.by.${report.by}`) },
          { text: t("forecasts.costs.won"), numeric: true },
          { text: t("metrics.marketingSpend.label"), numeric: true },
          { text: t("metrics.acquisitionCost.label"), numeric: true },
          ...(report.standing === "ranges" ? [] : [{ text: t("forecasts.costs.ratio"), numeric: true }]),
          { text: t("forecasts.costs.range"), numeric: true },
          { text: t("forecasts.costs.comesBack") },
        ]}
        rows={report.rows.flatMap((row) => {
          const cost = row.acquisition;
          if (cost === null) return [];
          return {
            key: row.value ?? "",
            cells: [
              nameOf(row, report.by, words),
              count(cost.customers),
              money(cost.spend),
              money(cost.acquisitionCost),
              ...(report.standing === "ranges" ? [] : [times(cost.valueToCost)]),
              cost.valueToCost === null ? "–" : `${times(cost.valueToCostLow)} – ${times(cost.valueToCostHigh)}`,
              cost.comesBack === null ? "–" : t(`forecasts.costs.returns.${cost.comesBack}`),
            ],
          };
        })}
      />
    </Part>
  );
}

function NoCost({ report }: { report: ScoreGroupReport }) {
  const { t } = useWords();
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued">
        {t(report.by === "cohort" || report.by === "platform" ? "forecasts.costs.unknown" : "forecasts.costs.notBy")}
      </Text>
    </Box>
  );
}
