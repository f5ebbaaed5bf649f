import { getMetric } from "~/analytics/metrics/registry";
import type { Attribution, PlatformFigures } from "~/analytics/platforms";
import { Explained } from "~/components/explain/Explained";
import { Change } from "~/components/figures/Change";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import { platformText } from "~/i18n/platformText";
import type { PlatformReport } from "~/reports/platformTypes";
import type { Figure } from "~/reports/report";

/** Columns of the table, each a figure of the registry. */
const FIGURES = [
  "sessions",
  "platformOrders",
  "conversionRate",
  "newCustomers",
  "netSales",
  "contributionProfit",
  "marketingSpend",
  "profitAfterMarketing",
  "acquisitionCost",
  "roas",
] as const satisfies readonly (keyof PlatformFigures)[];

/** Platforms with counts beside every rate; the rows sum to the first line. */
export function PlatformTable({ report }: { report: PlatformReport }) {
  const { t, language } = useWords();
  const before = new Map((report.previous?.rows ?? []).map((row) => [row.platform, row]));
  const compared = report.previous !== null;
  return (
    <FiguresScroll label={t("platforms.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("platforms.platform")}
            </th>
            {FIGURES.map((metric) => (
              <th key={metric} scope="col" className="number">
                {t(`metrics.${metric}.label`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line
            name={t("platforms.all")}
            row={report.total}
            previous={report.previous?.total}
            compared={compared}
            className="statement-subtotal"
          />
          {report.rows.map((row) => (
            <Line
              key={row.platform}
              name={platformText(row.platform, language)}
              platform={row.platform}
              attribution={report.attribution}
              row={row}
              previous={before.get(row.platform)}
              compared={compared}
            />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

interface LineProps {
  readonly name: string;
  /** Which platform it is of, and by which touch; without them it is the line of all. */
  readonly platform?: string;
  readonly attribution?: Attribution;
  readonly row: PlatformFigures;
  readonly previous: PlatformFigures | undefined;
  readonly compared: boolean;
  readonly className?: string;
}

function Line({ name, platform, attribution, row, previous, compared, className }: LineProps) {
  return (
    <tr className={className}>
      <th scope="row" className="pinned">
        {name}
      </th>
      {FIGURES.map((metric) => {
        const figure = figureOf(row, metric, compared ? (previous ?? null) : undefined);
        return (
          <td key={metric} className="number">
            <Explained
              metric={metric}
              figure={figure}
              within={platform === undefined ? {} : { platform, attribution }}
            />
            {compared ? (
              <div>
                <Change metric={metric} figure={figure} />
              </div>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

/** A figure of a platform; `previous` null: it brought nothing before, undefined: nothing is compared. */
function figureOf(
  row: PlatformFigures,
  metric: (typeof FIGURES)[number],
  previous: PlatformFigures | null | undefined,
): Figure {
  const figure: Figure = { value: row[metric], unit: getMetric(metric).unit };
  const known = metric === "contributionProfit" ? { ...figure, coverage: row.costCoverage } : figure;
  return previous === undefined ? known : { ...known, previous: previous?.[metric] ?? null };
}
