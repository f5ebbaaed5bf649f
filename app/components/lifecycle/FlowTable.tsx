import { InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { LIFECYCLE_STAGES, type StageMonth } from "~/analytics/lifecycle";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import type { LifecycleReport } from "~/reports/customerPages";

/** The stages of one month: at its start, in, out, at its end; and the moves between them. */
export function FlowTable({
  report: { flow, transitions },
}: {
  report: Pick<LifecycleReport, "flow" | "transitions">;
}) {
  const { t, count, month } = useWords();
  const months = [...new Set(flow.map((row) => row.month))].toReversed();
  const [chosen, setChosen] = useState(months[0] ?? "");
  const rows = flow.filter((row) => row.month === chosen);
  const sum = (value: (row: StageMonth) => number) => rows.reduce((total, row) => total + value(row), 0);
  const moves = transitions
    .filter((move) => move.month === chosen)
    .toSorted((left, right) => right.persons - left.persons);
  return (
    <>
      <div className="card-head">
        <InlineStack>
          <Select
            label={t("lifecycle.month")}
            labelInline
            value={chosen}
            options={months.map((of) => ({ value: of, label: month(of) }))}
            onChange={(of) => setChosen(months.find((known) => known === of) ?? chosen)}
          />
        </InlineStack>
      </div>
      <FiguresTable
        label={t("lifecycle.flow")}
        heads={[
          { text: t("lifecycle.stage") },
          { text: t("lifecycle.opening"), numeric: true },
          { text: t("lifecycle.entered"), numeric: true },
          { text: t("lifecycle.left"), numeric: true },
          { text: t("lifecycle.closing"), numeric: true },
        ]}
        rows={[
          ...LIFECYCLE_STAGES.flatMap((stage) => {
            const row = rows.find((of) => of.stage === stage);
            if (!row) return [];
            return [
              {
                key: stage,
                cells: [
                  t(`lifecycle.stages.${stage}`),
                  count(row.opening),
                  signed("+", row.entered, count),
                  signed("−", row.left, count),
                  count(row.closing),
                ],
              },
            ];
          }),
          {
            key: "total",
            cells: [
              <strong key="total">{t("lifecycle.total")}</strong>,
              count(sum((row) => row.opening)),
              "",
              "",
              count(sum((row) => row.closing)),
            ],
          },
        ]}
      />
      {moves.length === 0 ? null : (
        <div className="card-head">
          <Text as="h3" variant="headingSm">
            {t("lifecycle.moves")}
          </Text>
          <ul className="moves">
            {moves.map(({ from, to, persons }) => (
              <li key={`${from} ${to}`}>
                <span>
                  {from === null ? t("lifecycle.newHere") : t(`lifecycle.stages.${from}`)} →{" "}
                  {t(`lifecycle.stages.${to}`)}
                </span>
                <span className="number">{count(persons)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const signed = (sign: string, value: number, count: (value: number) => string): string =>
  value === 0 ? "0" : `${sign}${count(value)}`;
