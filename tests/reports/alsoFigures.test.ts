import { expect, it } from "vitest";
import { hasComparison } from "~/analytics/comparedMetrics";
import { day } from "~/analytics/period";
import { KEY_FIGURE_CHOICES } from "~/analytics/sectionOptions";
import { storeReport } from "~/reports/storeReport.server";
import { smallStore } from "./smallStore";

const JANUARY = { start: day("2025-01-01"), end: day("2025-02-01") };
const FEBRUARY = { start: day("2025-02-01"), end: day("2025-03-01") };
const OFFERED = KEY_FIGURE_CHOICES.flatMap(({ metrics }) => metrics);

it("a report holds every figure that a condition can ask for, whatever its sections", { timeout: 60_000 }, async () => {
  const query = { period: FEBRUARY, comparison: JANUARY, clock: "orderDay", filter: {}, switches: null } as const;
  const report = await storeReport(await smallStore(), {
    ...query,
    asOf: new Date("2025-03-01T08:00:00Z"),
    sections: ["sales"],
    alsoFigures: OFFERED,
  });
  expect(OFFERED.filter((metric) => report.metrics[metric] === undefined)).toEqual([]);
  // What can be asked for its change has the earlier figure beside it, and nothing else has.
  expect(
    OFFERED.filter((metric) => (report.metrics[metric]?.previous !== undefined) !== hasComparison(metric)),
  ).toEqual([]);
});
