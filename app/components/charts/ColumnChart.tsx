import { Chart, type ChartContent } from "./Chart";
import { Plot, percent } from "./Plot";
import { type Scale, scaleOf } from "./scale";

/** Columns side by side for each label; below the zero line where a value is negative. */
export function ColumnChart({ content }: { content: ChartContent }) {
  const scale = scaleOf(content.series.flatMap(({ values }) => values));
  return (
    <Chart content={content}>
      <Plot content={content} scale={scale}>
        {content.labels.map((label, index) => (
          <span
            key={label}
            className="chart-columns"
            style={{ left: percent(index / content.labels.length), width: percent(1 / content.labels.length) }}
          >
            {content.series.map(({ name, color, values }) => (
              <span key={name} className="chart-slot">
                <span className="chart-column" style={{ ...span(values[index] ?? null, scale), background: color }} />
              </span>
            ))}
          </span>
        ))}
      </Plot>
    </Chart>
  );
}

function span(value: number | null, scale: Scale) {
  if (value === null) return { bottom: "0%", height: "0%" };
  const zero = scale.heightOf(0);
  const height = scale.heightOf(value);
  return { bottom: percent(Math.min(zero, height)), height: percent(Math.abs(height - zero)) };
}
