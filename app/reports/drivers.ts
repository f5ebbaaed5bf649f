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

/** What drove the figure that a section tells of; null where nothing did, or nothing is compared. */
export function driversOf(rows: readonly DriverRow[], section: SectionName): Change | null {
  const own = rows.filter((row) => row.section === section);
  const [first] = own;
  if (!first) return null;
  const { metric, before, after } = first;
  return { metric, before, after, parts: own.map(({ driver, name, amount }) => ({ driver, name, amount })) };
}
