import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { Problems } from "./errors";
import type { FileContent } from "./files";
import type { SessionRow } from "./types";

const count = z.string().regex(/^\d+$/, "expected a whole number of at least 0").transform(Number);

const sessionRow = z.object({
  day: z.iso.date({ error: "expected a day such as 2026-03-31" }),
  source: z.string(),
  sessions: count,
  conversions: count,
});

const columns = ["day", "source", "sessions", "conversions"];

/** Rows of `sessions.csv`; what is wrong is added to the problems. */
export function readSessions(file: FileContent | null, problems: Problems): SessionRow[] {
  if (!file) return [];
  const parsed = z
    .array(z.array(z.string()))
    .parse(parse(file.bytes, { bom: true, relax_column_count: true, skip_empty_lines: true }));
  const [header = [], ...records] = parsed;
  if (header.join() !== columns.join()) {
    problems.add({
      file: file.name,
      line: 1,
      field: null,
      rule: `expected the header ${columns.join()}, got ${header.join()}`,
    });
    return [];
  }
  return records.flatMap((record, index) => {
    const row = sessionRow.safeParse(Object.fromEntries(columns.map((column, at) => [column, record[at]])));
    if (row.success) return [row.data];
    for (const issue of row.error.issues) {
      problems.add({ file: file.name, line: index + 2, field: issue.path.join("."), rule: issue.message });
    }
    return [];
  });
}
