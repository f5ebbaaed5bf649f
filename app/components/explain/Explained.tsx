import type { ReactNode } from "react";
import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { useWords } from "~/components/shell/words";
import type { Figure } from "~/reports/report";
import { useAsk } from "./ExplainProvider";
import { type Scope, useScope } from "./scope";

interface ExplainedProps {
  readonly metric: MetricName;
  /** The figure, or its bare value. */
  readonly figure: Figure | number | null;
  /** What narrows this figure within its report: a month, a product, a cohort … */
  readonly within?: Partial<Scope>;
  /** Written in place of the value, where a column wants it shorter or signed. */
  readonly children?: ReactNode;
}

/** A number that says how it is computed when asked. */
export function Explained({ metric, figure, within, children }: ExplainedProps) {
  const { t, value } = useWords();
  const ask = useAsk();
  const scope = useScope();
  const { unit } = getMetric(metric);
  const whole: Figure = typeof figure === "object" && figure !== null ? figure : { value: figure, unit };
  const shown = children ?? value(whole.value, unit);
  return (
    <button
      type="button"
      className="explained"
      aria-haspopup="dialog"
      title={t("pages.explain.ask")}
      onClick={(event) => ask({ metric, figure: whole, scope: { ...scope, ...within }, button: event.currentTarget })}
    >
      {shown}
    </button>
  );
}
