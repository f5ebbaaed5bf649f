import { getMetric } from "~/analytics/metrics/registry";
import { addDays } from "~/analytics/period";
import { isTold, type WatchRule } from "~/analytics/watch";
import { Chart } from "~/components/charts/Chart";
import { COLORS } from "~/components/charts/colors";
import { Plot, percent } from "~/components/charts/Plot";
import { type Scale, scaleOf } from "~/components/charts/scale";
import { useWords } from "~/components/shell/words";
import { formatDayShort, formatNumber, formatPercentShort } from "~/i18n/format";
import { watchValue } from "~/i18n/watchText";
import type { WatchPoint } from "~/reports/watchTypes";
import { bandPath, linePath, valuesOf } from "./bands";

interface BandChartProps {
  readonly rule: WatchRule;
  readonly points: readonly WatchPoint[];
}

const boundOf = ({ condition }: WatchRule): number | null => (condition.kind === "threshold" ? condition.value : null);

/** The past of a watched metric with what was usual, or its threshold; what was told stands out. */
export function BandChart({ rule, points }: BandChartProps) {
  const words = useWords();
  const { t, language, moneyShort, count } = words;
  const { metric, span } = rule;
  const { unit } = getMetric(metric);
  const bound = boundOf(rule);
  const scale = scaleOf(valuesOf(points, bound));
  const title = t(span === "week" ? "alerts.chart.weeks" : "alerts.chart.days", { count: points.length });
  const edges = (["low", "high"] as const).filter((side) => points.some((point) => point[side] !== null));
  const axis = { minor: moneyShort, ratio: (value: number) => formatPercentShort(value, language), count };
  const content = {
    title,
    labelTitle: t(span === "week" ? "alerts.form.spans.week" : "alerts.form.spans.day"),
    labels: points.map(({ end, start }) => formatDayShort(span === "month" ? addDays(end, -1) : start, language)),
    series: [
      { name: t("alerts.chart.value"), color: COLORS.sales, values: points.map(({ value }) => value) },
      ...edges.map((side) => ({
        name: t(`alerts.chart.${side}`),
        color: BAND,
        values: points.map((one) => one[side]),
      })),
      ...(bound === null ? [] : [{ name: t("alerts.chart.bound"), color: BOUND, values: points.map(() => bound) }]),
    ],
    format: (value: number | null) => watchValue(value, metric, words),
    formatAxis:
      unit === "minor" || unit === "ratio" || unit === "count"
        ? axis[unit]
        : (value: number) => formatNumber(value, language),
  };
  return (
    <Chart content={content}>
      <Plot content={content} scale={scale}>
        <Marks points={points} bound={bound} scale={scale} />
      </Plot>
    </Chart>
  );
}

const BAND = "#a9bfe8";
const BOUND = "#8e1f0b";

/** The same without axes, for a card. */
export function Sparkline({ rule, points, label }: BandChartProps & { readonly label: string }) {
  const bound = boundOf(rule);
  return (
    <div className="sparkline" role="img" aria-label={label}>
      <Marks points={points} bound={bound} scale={scaleOf(valuesOf(points, bound))} />
    </div>
  );
}

function Marks({
  points,
  bound,
  scale,
}: {
  readonly points: readonly WatchPoint[];
  readonly bound: number | null;
  readonly scale: Scale;
}) {
  return (
    <>
      <svg className="chart-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path className="chart-range" d={bandPath(points, scale)} />
        <path d={linePath(points, scale)} stroke={COLORS.sales} />
      </svg>
      {bound === null ? null : (
        <span className="chart-bound" style={{ bottom: percent(scale.heightOf(bound)), background: BOUND }} />
      )}
      {points.map(({ start, end, value, verdict }, index) =>
        value !== null && verdict !== null && isTold(verdict) ? (
          <span
            key={`${start} ${end}`}
            className="chart-dot"
            style={{
              left: percent((index + 0.5) / points.length),
              bottom: percent(scale.heightOf(value)),
              background: BOUND,
            }}
          />
        ) : null,
      )}
    </>
  );
}
