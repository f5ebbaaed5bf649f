import { readFile, writeFile } from "node:fs/promises";
import { DIALECTS } from "~/analytics/dialectRegistry";
import { AMOUNT_NAMES, CANON, type Dialect, type Terms } from "~/analytics/dialects";
import type { Metric } from "~/analytics/metrics/metric";
import { METRIC_FAMILIES, type MetricFamily } from "~/analytics/metrics/registry";
import { metrics as words } from "~/i18n/en/metrics";

const FILE = "docs/metrics.md";
const marks = (name: string) => [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`] as const;

const TITLES: Readonly<Record<MetricFamily, string>> = {
  sales: "Sales",
  customers: "Customers",
  lifecycle: "Lifecycle",
  conversion: "Conversion by platform",
  profit: "Profit",
  cohorts: "Cohorts",
  subscriptions: "Subscriptions",
};

const DATED: Readonly<Record<Metric["clocks"][number], string>> = {
  eventDay: "change",
  orderDay: "order",
  tenure: "tenure month",
};

/** docs/metrics.md with every metric as the registry holds it, and every figure of other apps. Throws when the text has no place for them. */
export const withReference = (text: string): string =>
  between(
    between(text, "metrics", METRIC_FAMILIES.map(familyTable).join("\n")),
    "dialects",
    DIALECTS.map(dialectTable).join("\n"),
  );

function between(text: string, name: string, content: string): string {
  const [begin, finish] = marks(name);
  const start = text.indexOf(begin);
  const end = text.indexOf(finish);
  if (start < 0 || end < start) throw new Error(`${FILE}: expected ${begin} and after it ${finish}`);
  return `${text.slice(0, start + begin.length)}\n${content}${text.slice(end)}`;
}

function dialectTable({ name, sources, seen, firstTenureMonth, circumstances, metrics }: Dialect): string {
  const notes = [
    ...(circumstances.clock === "orderDay" ? ["Changes count on the day of the order."] : []),
    ...(circumstances.excludeCancelled ? ["Cancelled orders are left out."] : []),
    ...(firstTenureMonth === null ? [] : [`A customer's first month is month ${firstTenureMonth}; ours is 0.`]),
  ];
  const lines = metrics.map(
    ({ label, terms, perOrder, counterpart }) =>
      `| **${label}** | ${formula(terms, perOrder)} | ${words[counterpart].label}: ${formula(CANON[counterpart], perOrder)} |\n`,
  );
  const table = lines.length === 0 ? "" : `\n| figure | its formula | ours |\n|---|---|---|\n${lines.join("")}`;
  return `### ${name}\n\n${[...notes, `Read on ${seen}: ${sources.join(", ")}`].join(" ")}\n${table}`;
}

const AMOUNTS: Readonly<Partial<Record<(typeof AMOUNT_NAMES)[number], string>>> = {
  shippingReturned: "shipping given back",
  taxReturned: "tax given back",
  refunded: "money refunded",
};

function formula(terms: Terms, perOrder = false): string {
  const named = (sign: 1 | -1) =>
    AMOUNT_NAMES.filter((name) => terms[name] === sign).map((name) => AMOUNTS[name] ?? labelOf(name).toLowerCase());
  const sum = [named(1).join(" + "), ...named(-1)].join(" − ");
  return perOrder ? `(${sum}) ÷ orders` : sum;
}

const labelOf = (name: (typeof AMOUNT_NAMES)[number]): string =>
  Object.entries(words).find(([metric]) => metric === name)?.[1].label ?? name;

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
