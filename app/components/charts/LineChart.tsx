import { useState } from "react";
import { Chart, type ChartContent, type Series } from "./Chart";
import { Plot, percent } from "./Plot";
import { type Scale, scaleOf } from "./scale";

/** A line for each series. A pointer on a line's name brings it out among the others. */
export function LineChart({ content }: { content: ChartContent }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const scale = scaleOf(content.series.flatMap(({ values }) => values));
  return (
    <Chart content={content} legend={false}>
      <ul className="chart-legend">
        {content.series.map(({ name, color }) => (
          <li key={name}>
            <button
              type="button"
              className="chart-legend-button"
              aria-pressed={name === chosen}
              onClick={() => setChosen(name === chosen ? null : name)}
            >
              <span className="chart-swatch" style={{ background: color }} />
              {name}
            </button>
          </li>
        ))}
      </ul>
      <Plot content={chosen ? only(content, chosen) : content} scale={scale}>
        <svg className="chart-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {content.series.map((series) => (
            <path
              key={series.name}
              d={pathOf(series, scale)}
              stroke={series.color}
              className={chosen === null || chosen === series.name ? undefined : "chart-faded"}
            />
          ))}
        </svg>
        {content.series
          .filter(({ name }) => chosen === null || chosen === name)
          .map((series) => (
            <LastPoint key={series.name} series={series} scale={scale} />
          ))}
      </Plot>
    </Chart>
  );
}

const only = (content: ChartContent, name: string): ChartContent => ({
  ...content,
  series: content.series.filter((series) => series.name === name),
});

/** The newest known point as a dot: a line of one point would otherwise not be seen. */
function LastPoint({ series, scale }: { series: Series; scale: Scale }) {
  const index = series.values.findLastIndex((value) => value !== null);
  const value = series.values[index] ?? null;
  if (value === null) return null;
  return (
    <span
      className="chart-dot"
      style={{
        left: percent((index + 0.5) / series.values.length),
        bottom: percent(scale.heightOf(value)),
        background: series.color,
      }}
    />
  );
}

function pathOf({ values }: Series, scale: Scale): string {
  const points = values.map((value, index) =>
    value === null
      ? null
      : `${(((index + 0.5) / values.length) * 100).toFixed(3)} ${(100 - scale.heightOf(value) * 100).toFixed(3)}`,
  );
  return points
    .map((point, index) => (point === null ? "" : `${(points[index - 1] ?? null) === null ? "M" : "L"}${point}`))
    .join("");
}
