import { Explained } from "~/components/explain/Explained";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import type { RetentionMonth } from "~/reports/customerPages";

/** Retention and churn, a row a month, with the counts they are made of. */
export function RetentionTable({ months }: { months: readonly RetentionMonth[] }) {
  const { t, count, monthShort } = useWords();
  return (
    <FiguresTable
      label={t("lifecycle.months")}
      heads={[
        { text: t("lifecycle.month") },
        { text: t("lifecycle.activeAtStart"), numeric: true },
        { text: t("lifecycle.newInMonth"), numeric: true },
        { text: t("lifecycle.stages.wonBack"), numeric: true },
        { text: t("lifecycle.stages.lapsed"), numeric: true },
        { text: t("lifecycle.activeAtEnd"), numeric: true },
        { text: t("metrics.customerRetentionRate.label"), numeric: true },
        { text: t("metrics.customerChurnRate.label"), numeric: true },
      ]}
      rows={months.toReversed().map((of) => ({
        key: of.month,
        isFaint: !of.complete,
        cells: [
          of.complete ? monthShort(of.month) : `${monthShort(of.month)} (${t("lifecycle.running")})`,
          count(of.activeAtStart),
          count(of.newAtEnd),
          count(of.wonBackAtEnd),
          count(of.lostAtEnd),
          count(of.activeAtEnd),
          <Explained key="retention" metric="customerRetentionRate" figure={of.retentionRate} />,
          <Explained key="churn" metric="customerChurnRate" figure={of.churnRate} />,
        ],
      }))}
    />
  );
}
