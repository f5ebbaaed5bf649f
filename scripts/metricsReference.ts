import { readFile, writeFile } from "node:fs/promises";
import type { Metric } from "~/analytics/metrics/metric";
import { METRIC_FAMILIES, type MetricFamily } from "~/analytics/metrics/registry";
import { metrics as words } from "~/i18n/en/metrics";

const FILE = "docs/metrics.md";
const [BEGIN, END] = ["<!-- metrics:begin -->", "<!-- metrics:end -->"];

const TITLES: Readonly<Record<MetricFamily, string>> = {
  sales: "Sales",
  customers: "Customers",
  lifecycle: "Lifecycle",
  conversion: "Conversion by platform",
  profit: "Profit",
  cohorts: "Cohorts",
};

const DATED: Readonly<Record<Metric["clocks"][number], string>> = {
  eventDay: "change",
  orderDay: "order",
  tenure: "tenure month",
};

/** docs/metrics.md with the list of every metric as the registry holds it. Throws when the text has no place for it. */
export function withReference(text: string): string {
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${FILE}: expected ${BEGIN} and after it ${END}`);
  return `${text.slice(0, start + BEGIN.length)}\n${METRIC_FAMILIES.map(familyTable).join("\n")}${text.slice(end)}`;
}

function familyTable({ family, metrics }: (typeof METRIC_FAMILIES)[number]): string {
  const lines = metrics.map(({ name, unit, basis, formula, clocks, version }) => {
    const { label, explanation } = words[name];
    const dated = clocks.map((clock) => DATED[clock]).join(", ");
    return `| **${label}** \`${name}\` | ${explanation} | ${formula} | ${basis} | ${unit} | ${dated} | ${version} |\n`;
  });
  return `### ${TITLES[family]}\n\n| metric | in plain words | formula | over | unit | dated by | version |\n|---|---|---|---|---|---|---|\n${lines.join("")}`;
}

if (process.argv[1]?.endsWith("metricsReference.ts")) {
  await writeFile(FILE, withReference(await readFile(FILE, "utf8")));
}
