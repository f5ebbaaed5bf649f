import { getMetric, METRIC_NAMES, type MetricName } from "~/analytics/metrics/registry";
import type { MetricValue, MetricValues } from "~/analytics/periodFigures";
import type { Figure, Figures } from "./report";

/** A metric's value with its unit, and beside it the value it is compared with. */
export function figureOf(name: MetricName, of: MetricValue, previous?: MetricValue): Figure {
  const figure = { unit: getMetric(name).unit, ...of };
  return previous === undefined ? figure : { ...figure, previous: previous.value };
}

/** All values as figures, in the order of the registry. `previous` is absent where the report compares with nothing. */
export function figuresOf(values: MetricValues, previous: MetricValues | null = null): Figures {
  const found = METRIC_NAMES.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, figureOf(name, value, previous?.[name])] as const];
  });
  return Object.fromEntries(found);
}
