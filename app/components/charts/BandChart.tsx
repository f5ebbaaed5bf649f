import { Chart, type ChartContent, type Series } from "./Chart";
import { Plot, percent } from "./Plot";
import { type Scale, scaleOf } from "./scale";

/** A range around a line: from the first to the second series of the chart by their names, the widest first. */
export interface Band {
  readonly low: string;
  readonly high: string;
  readonly opacity: number;
}

/** Lines over bands. Series named as dashed are drawn so; those that bound a band are not drawn as lines. */
export function BandChart({
  content,
  bands,
  dashed,
}: {
  content: ChartContent;
  bands: readonly Band[];
  dashed: readonly string[];
}) {
  const scale = scaleOf(content.series.flatMap(({ values }) => values));
  const bounds = new Set(bands.flatMap(({ low, high }) => [low, high]));
  const lines = content.series.filter(({ name }) => !bounds.has(name));
  const named = (name: string) => content.series.find((series) => series.name === name);
  return (
    <Chart content={content} legend={false}>
      <ul className="chart-legend">
        {lines.map(({ name, color }) => (
          <li key={name}>
            <span className="chart-swatch" style={{ background: color }} />
            {name}
          </li>
        ))}
      </ul>
      <Plot content={content} scale={scale}>
        <svg className="chart-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {bands.map(({ low, high, opacity }) => {
            const [under, over] = [named(low), named(high)];
            return under && over ? (
              <path
                key={low}
                d={areaOf(under, over, scale)}
                style={{ fill: over.color, fillOpacity: opacity }}
                stroke="none"
              />
            ) : null;
          })}
          {lines.map((series) => (
            <path
              key={series.name}
              d={lineOf(series, scale)}
              stroke={series.color}
              strokeDasharray={dashed.includes(series.name) ? "5 4" : undefined}
            />
          ))}
        </svg>
        {lines.map((series) => (
          <LastPoint key={series.name} series={series} scale={scale} />
        ))}
      </Plot>
    </Chart>
  );
}

function LastPoint({ series, scale }: { series: Series; scale: Scale }) {
  const index = series.values.findLastIndex((value) => value !== null);
  const value = series.values[index] ?? null;
  if (value === null) return null;
  const place = { left: percent((index + 0.5) / series.values.length), bottom: percent(scale.heightOf(value)) };
  return <span className="chart-dot" style={{ ...place, background: series.color }} />;
}

const pointOf = (value: number, index: number, count: number, scale: Scale): string =>
  `${(((index + 0.5) / count) * 100).toFixed(3)} ${(100 - scale.heightOf(value) * 100).toFixed(3)}`;

function lineOf({ values }: Series, scale: Scale): string {
  return values
    .map((value, index) =>
      value === null
        ? ""
        : `${(values[index - 1] ?? null) === null ? "M" : "L"}${pointOf(value, index, values.length, scale)}`,
    )
    .join("");
}

function areaOf(under: Series, over: Series, scale: Scale): string {
  const points = ({ values }: Series) =>
    values.flatMap((value, index) => (value === null ? [] : pointOf(value, index, values.length, scale)));
  const around = [...points(over), ...points(under).toReversed()];
  return around.length === 0 ? "" : `M${around.join("L")}Z`;
}
