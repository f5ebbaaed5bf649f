import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { ChartContent } from "./Chart";
import { labelStep, type Scale } from "./scale";

const MOST_LABELS = 12;
const MOST_LABELS_ON_A_PHONE = 5;

interface PlotProps {
  readonly content: ChartContent;
  readonly scale: Scale;
  /** Marks of the chart; positions are shares of the plot. */
  readonly children: ReactNode;
}

/**
 * Axes, grid and read-out of a chart. Everything is placed by percent, so that it is drawn on the server, fits every
 * width and never moves. Arrow keys walk along the labels.
 */
export function Plot({ content, scale, children }: PlotProps) {
  const [active, setActive] = useState<number | null>(null);
  const last = content.labels.length - 1;
  const walk = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, active, last);
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
  };
  return (
    <div className="chart-frame">
      <div className="chart-y" aria-hidden>
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ bottom: percent(scale.heightOf(tick)) }}>
            {content.formatAxis(tick)}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a chart is no fieldset */}
      <div
        className="chart-plot"
        role="group"
        aria-label={content.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read the chart off, label by label
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => setActive(null)}
        onMouseLeave={() => setActive(null)}
      >
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className={tick === 0 ? "chart-grid chart-zero" : "chart-grid"}
            style={{ bottom: percent(scale.heightOf(tick)) }}
          />
        ))}
        {children}
        {content.labels.map((label, index) => (
          <span
            key={label}
            aria-hidden
            className={index === active ? "chart-band chart-band-active" : "chart-band"}
            style={{ left: percent(index / (last + 1)), width: percent(1 / (last + 1)) }}
            onMouseEnter={() => setActive(index)}
          />
        ))}
        <div aria-live="polite">{active === null ? null : <ReadOut content={content} index={active} />}</div>
      </div>
      <XAxis labels={content.labels} />
    </div>
  );
}

function keyTarget(key: string, active: number | null, last: number): number | null | undefined {
  if (key === "ArrowRight") return Math.min(last, (active ?? -1) + 1);
  if (key === "ArrowLeft") return Math.max(0, (active ?? last + 1) - 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "Escape") return null;
  return undefined;
}

function XAxis({ labels }: { labels: readonly string[] }) {
  const step = labelStep(labels.length, MOST_LABELS);
  const phoneStep = labelStep(labels.length, MOST_LABELS_ON_A_PHONE);
  return (
    <div className="chart-x" aria-hidden>
      {labels.map((label, index) => {
        const shown = [index % step === 0 ? "wide" : "", index % phoneStep === 0 ? "narrow" : ""].join(" ").trim();
        return shown === "" ? null : (
          <span
            key={label}
            className={`${shown} ${edgeOf((index + 0.5) / labels.length)}`.trim()}
            style={{ left: percent((index + 0.5) / labels.length) }}
          >
            {label}
          </span>
        );
      })}
    </div>
  );
}

/** A label near an end of the axis hangs inwards, where there is room for it. */
function edgeOf(share: number): string {
  if (share < EDGE) return "at-start";
  return share > 1 - EDGE ? "at-end" : "";
}
const EDGE = 0.06;

function ReadOut({ content, index }: { content: ChartContent; index: number }) {
  const side = index * 2 >= content.labels.length ? "chart-readout before" : "chart-readout";
  const known = content.series.filter(({ values }) => (values[index] ?? null) !== null);
  return (
    <div className={side} style={{ left: percent((index + 0.5) / content.labels.length) }}>
      <strong>{content.labels[index]}</strong>
      {known.map(({ name, color, values }) => (
        <span key={name} className="chart-readout-row">
          <span className="chart-swatch" style={{ background: color }} />
          <span>{name}</span>
          <span className="number">{content.format(values[index] ?? null)}</span>
        </span>
      ))}
    </div>
  );
}

export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
