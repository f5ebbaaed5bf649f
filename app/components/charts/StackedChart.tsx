import { Chart, type ChartContent } from "./Chart";
import { Plot, percent } from "./Plot";
import { scaleOf } from "./scale";

/** One column for each label: values above zero stand on each other, those below it hang from each other. */
export function StackedChart({ content }: { content: ChartContent }) {
  const totals = content.labels.flatMap((_, index) => {
    const values = content.series.map(({ values: own }) => own[index] ?? 0);
    return [sum(values.filter((value) => value > 0)), sum(values.filter((value) => value < 0))];
  });
  const scale = scaleOf(totals);
  return (
    <Chart content={content}>
      <Plot content={content} scale={scale}>
        {content.labels.map((label, index) => (
          <span
            key={label}
            className="chart-columns"
            style={{ left: percent(index / content.labels.length), width: percent(1 / content.labels.length) }}
          >
            <span className="chart-slot">
              {content.series.map(({ name, color, values }, place) => {
                const value = values[index] ?? 0;
                const before = content.series.slice(0, place).map(({ values: own }) => own[index] ?? 0);
                const from = sum(before.filter((other) => other > 0 === value > 0));
                const [low, high] = [scale.heightOf(from), scale.heightOf(from + value)];
                const span = { bottom: percent(Math.min(low, high)), height: percent(Math.abs(high - low)) };
                return value === 0 ? null : (
                  <span key={name} className="chart-column" style={{ ...span, background: color }} />
                );
              })}
            </span>
          </span>
        ))}
      </Plot>
    </Chart>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
