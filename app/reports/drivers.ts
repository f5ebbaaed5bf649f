import type { Change } from "~/analytics/drivers";
import { minor } from "~/analytics/money";
import type { SectionName } from "./report";
import type { DriverRow } from "./sectionRows";

/** A change as rows of a report, told in one of its sections. */
export function driverRows(section: SectionName, of: Change | null): DriverRow[] {
  if (of === null) return [];
  const { metric, before, after } = of;
  const change = minor(after - before);
  return of.parts.map((part) => ({ section, metric, before, after, change, ...part }));
}
