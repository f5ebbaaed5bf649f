import type { Report } from "~/reports/report";
import { ReportJson } from "./reportSchema";

/**
 * A report as report.json: whole minor units, ratios from 0 to 1, unknown is null (docs/report.schema.json). Throws on a report
 * that the schema does not allow.
 */
export function toJson(report: Report): string {
  const {
    shop,
    currency,
    exponent,
    timeZone,
    asOf,
    period,
    comparison,
    clock,
    grain,
    cohortSpan,
    filter,
    switches,
    metrics,
    tables,
    notes,
  } = report;
  const checked = ReportJson.parse({
    shop,
    currency,
    exponent,
    timeZone,
    asOf,
    period,
    comparison,
    clock,
    grain,
    cohortSpan,
    filter,
    switches,
    metrics,
    tables,
    notes,
  });
  return `${JSON.stringify(checked, null, 2)}\n`;
}
