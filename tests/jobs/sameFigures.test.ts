import { rm } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-figures-${process.pid}-${Date.now()}`;
});

import { METRIC_NAMES, type MetricName } from "~/analytics/metrics/registry";
import { type DeliverySummary, listDeliveries } from "~/data/deliveries.server";
import { frozenReport } from "~/data/deliveryFiles.server";
import { findDelivery } from "~/data/deliveryLog.server";
import { createSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { findOutboxMail, outboxFolder, readOutboxFile, readOutboxText } from "~/emails/outbox.server";
import { outboxSender } from "~/emails/send.server";
import { env } from "~/env.server";
import { STATEMENT } from "~/exports/statement";
import { columnsOf, tablesOf } from "~/exports/tables";
import { translator } from "~/i18n/translate";
import { numbersOf } from "~/jobs/mailFiles.server";
import { makers } from "~/jobs/reportMakers.server";
import { homeReport } from "~/reports/homeReport.server";
import { lifecycleReport } from "~/reports/lifecycleReport.server";
import { platformReport } from "~/reports/platformReport.server";
import { productReport } from "~/reports/productReport.server";
import { type Report, SECTIONS, type TableName } from "~/reports/report";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { smallStore } from "../reports/smallStore";
import { insertOrders } from "../support/ledger";
import {
  digitsOf,
  numbersIn,
  partsOfHtml,
  partsOfText,
  type ReadPart,
  rowsHolding,
  waysToWrite,
} from "../support/mailFigures";
import { pdfText, pdfTextExpected } from "../support/pdfText";
import { confirmed, draft } from "../support/schedules";
import { openPage, sharedLink } from "../support/sharedReports";
import { livesOn } from "./support";

const t = translator("en");
const SLOT = new Date("2025-04-01T07:00:05Z");

interface Sent {
  readonly shop: bigint;
  readonly delivery: DeliverySummary;
  readonly runId: string;
  readonly report: Report;
  readonly html: readonly ReadPart[];
  readonly text: readonly ReadPart[];
  readonly file: (ending: string) => Promise<Uint8Array>;
}
let sent: Sent;

/** The small store with orders by platform and a subscription, and its report of March 2025 with every section, sent by the job. */
async function sendReport(): Promise<Sent> {
  const shop = await smallStore();
  const tea = { product: 4, variant: 40, sku: "TEA", title: "Tea", price: 1250, quantity: 1, sellingPlan: 7 };
  await insertOrders(
    shop,
    ["2024-12-05", "2025-01-05", "2025-02-05", "2025-03-05"].map((day, index) => ({
      id: 50 + index,
      at: `${day}T12:00:00Z`,
      customer: 201,
      source: "google",
      lastSource: index % 2 === 0 ? "google" : "an email newsletter",
      country: "GB",
      lines: [{ id: 500 + index, ...tea }],
      transactions: [{ amount: 1250, fee: 33 }],
    })),
  );
  await confirmed(shop, ["ada@example.com"]);
  const rhythm = { frequency: { every: "month" as const, monthDay: 1 }, localTime: "08:00", timeZone: "Europe/London" };
  await createSchedule(
    shop,
    draft({
      sections: [...SECTIONS],
      periodRule: "lastMonth",
      comparison: "previousPeriod",
      rhythm,
      recipients: [{ email: "ada@example.com", language: "en", formats: ["xlsx", "pdf", "csv"] }],
    }),
    new Date("2025-03-20T00:00:00Z"),
  );
  const quiet = { ...makers, catchUp: async () => undefined };
  await livesOn({ now: SLOT, makers: quiet, send: outboxSender(outboxFolder()) }, shop);
  const [delivery] = await listDeliveries(shop);
  const runId = (await findDelivery(shop, delivery?.deliveryId ?? ""))?.runId;
  if (!delivery || !runId) throw new Error("expected a report that was sent");
  const { report } = (await frozenReport(shop, runId)) ?? {};
  const id = delivery.deliveryId;
  const mail = await findOutboxMail(outboxFolder(), id);
  const file = async (ending: string) => {
    const name = mail?.files.find((one) => one.name.endsWith(ending))?.name;
    return new Uint8Array((await readOutboxFile(outboxFolder(), id, name ?? ending)) ?? []);
  };
  const [html, text] = [
    await readOutboxText(outboxFolder(), id, "html"),
    await readOutboxText(outboxFolder(), id, "txt"),
  ];
  return {
    shop,
    delivery,
    runId,
    report: report as Report,
    html: partsOfHtml(html ?? ""),
    text: partsOfText(text ?? ""),
    file,
  };
}

beforeAll(async () => {
  sent = await sendReport();
}, 240_000);
afterAll(() => rm(env.TENURE_HOME, { recursive: true, force: true }));

const CHANGES: ReadonlySet<string> = new Set([t("reports.columns.change")]);

/** Figures of a part's cards and table; changes are told of two figures and are none of their own. */
const figuresOf = ({ cards, columns, rows }: ReadPart): string[] =>
  [
    ...cards.map(({ value }) => value),
    ...rows.flatMap((row) => row.filter((_, index) => index > 0 && !CHANGES.has(columns[index] ?? ""))),
  ].flatMap((written) => digitsOf(written) ?? []);

describe("a report that was sent", () => {
  it("was computed from the small store: figures worked by hand", () => {
    // March: 1 mug of #5 £10.00, tea £12.50, the mug that came back −£10.00; #8 was cancelled within the month.
    expect(sent.report.period).toEqual({ start: "2025-03-01", end: "2025-04-01" });
    expect(sent.report.metrics.netSales?.value).toBe(1000 + 1250 - 1000);
    expect(sent.report.sections).toEqual(SECTIONS);
    expect(sent.delivery.state).toBe("sent");
  });

  it("has every section in the mail, its text and the shared page, in the same words and figures", async () => {
    const { shop, runId, html, text } = sent;
    const { token } = await sharedLink(shop, { subject: { kind: "run", runId } });
    const page = partsOfHtml(await (await openPage(token, "?language=en")).text()).filter(
      ({ heading }) => heading !== t("shared.page.files"),
    );
    expect(html.map(({ heading }) => heading)).toHaveLength(SECTIONS.length);
    expect(page).toEqual(html.map((part) => ({ ...part, cards: part.cards.map((card) => card) })));
    expect(text.map(({ heading }) => heading)).toEqual(html.map(({ heading }) => heading));
    for (const [index, part] of html.entries()) {
      const [inHtml, inText] = [part, text[index]].map(
        (one) => one && [...one.rows.flat(), ...one.columns].filter((cell) => cell !== ""),
      );
      expect(inText, part.heading).toEqual(inHtml);
      for (const { label, value } of part.cards)
        expect(text[index]?.cards.find((card) => card.label === label)?.value, label).toBe(value);
    }
  });

  it("shows no figure that the stored run does not hold", () => {
    const known = new Set(numbersIn([sent.report.metrics, sent.report.tables]).flatMap((one) => waysToWrite(one, 2)));
    let judged = 0;
    for (const part of sent.html)
      for (const figure of figuresOf(part)) {
        judged += 1;
        expect(known.has(figure), `${part.heading}: ${figure}`).toBe(true);
      }
    expect(judged).toBeGreaterThan(150);
  });

  it("shows each figure under its own name: cards, the statement, and rows of tables", () => {
    const metrics = new Map(METRIC_NAMES.map((name) => [t(`metrics.${name}.label`), name]));
    const written = (name: MetricName) => waysToWrite(sent.report.metrics[name]?.value ?? Number.NaN, 2);
    const cards = sent.html.flatMap((part) => part.cards);
    expect(cards.length).toBeGreaterThan(7);
    for (const { label, value } of cards) {
      const name = metrics.get(label);
      const figure = digitsOf(value);
      if (name === undefined) throw new Error(`card "${label}": expected a metric`);
      if (figure === null) expect(sent.report.metrics[name]?.value, label).toBeNull();
      else expect(written(name), label).toContain(figure);
    }
    const statement = sent.html.find(({ heading }) => heading === t("reports.sections.profitAndLoss"));
    const levels = STATEMENT.filter(({ metric }) => sent.report.metrics[metric]?.value != null);
    expect(levels.length).toBeGreaterThan(6);
    for (const { metric } of levels) {
      const row = statement?.rows.find(([label]) => label === t(`metrics.${metric}.label`));
      expect(written(metric), metric).toContain(digitsOf(row?.[1] ?? ""));
    }
    expect(rowsWithNamedColumns(sent.html, metrics)).toBeGreaterThan(8);
  });
});

/** Holds each row of a table whose columns bear names of metrics against the rows of the stored run; answers how many were held. */
function rowsWithNamedColumns(parts: readonly ReadPart[], metrics: ReadonlyMap<string, MetricName>): number {
  let held = 0;
  for (const { heading, columns, rows } of parts) {
    const named = columns.flatMap((label, index) =>
      metrics.has(label) ? [{ name: metrics.get(label) ?? "", index }] : [],
    );
    if (named.length < 2) continue;
    for (const row of rows) {
      const figures = named.map(({ name, index }) => ({ name, figure: digitsOf(row[index] ?? "") }));
      const found = rowsHolding(
        sent.report,
        named.map(({ name }) => name),
      ).some((one) =>
        figures
          .filter(({ name }) => name in one)
          .every(({ name, figure }) => {
            const value = one[name];
            return figure === null
              ? value === null
              : typeof value === "number" && waysToWrite(value, 2).includes(figure);
          }),
      );
      expect(found, `${heading}: ${row.join(" | ")}`).toBe(true);
      held += 1;
    }
  }
  return held;
}

describe("its files", () => {
  it("hold in the spreadsheet every number of every table of the stored run, as a number", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await sent.file(".xlsx")).buffer as ArrayBuffer);
    let judged = 0;
    for (const table of tablesOf(sent.report)) {
      const name = t(`reports.tables.${table}`)
        .replace(/[[\]:*?/\\]/g, " ")
        .slice(0, 31);
      const sheet = book.getWorksheet(name);
      expect(sheet?.rowCount, table).toBe(1 + sent.report.tables[table].length);
      for (const [place, row] of rowsOfTable(table).entries())
        for (const [index, { name: field, kind }] of columnsOf(table).entries()) {
          const value = row[field];
          if (typeof value !== "number") continue;
          const expected = kind === "minor" ? value / 100 : value;
          expect(sheet?.getRow(place + 2).getCell(index + 1).value, `${table} ${place} ${field}`).toBeCloseTo(
            expected,
            9,
          );
          judged += 1;
        }
    }
    const summary = book.worksheets[0];
    const cells = new Map(
      (summary?.getRows(1, summary.rowCount) ?? []).map((row) => [row.getCell(1).value, row.getCell(2).value]),
    );
    for (const [name, figure] of Object.entries(sent.report.metrics)) {
      const label = t(`metrics.${name as MetricName}.label`);
      const expected = figure.value === null ? null : figure.unit === "minor" ? figure.value / 100 : figure.value;
      if (expected === null) expect(cells.get(label), name).toBeNull();
      else expect(cells.get(label), name).toBeCloseTo(expected, 9);
    }
    expect(judged).toBeGreaterThan(300);
  });

  it("hold in CSV every number of every table, in major units", async () => {
    let judged = 0;
    for (const table of tablesOf(sent.report)) {
      const kept = rowsOfTable(table);
      const text = Buffer.from(await sent.file(`-${table}.csv`)).toString("utf8");
      const rows: Record<string, string>[] = text === "" ? [] : parse(text, { columns: true, bom: true });
      expect(rows, table).toHaveLength(kept.length);
      for (const [place, row] of kept.entries())
        for (const { name: field, kind } of columnsOf(table)) {
          const value = row[field];
          if (typeof value !== "number") continue;
          expect(Number(rows[place]?.[field]), `${table} ${place} ${field}`).toBeCloseTo(
            kind === "minor" ? value / 100 : value,
            9,
          );
          judged += 1;
        }
    }
    expect(judged).toBeGreaterThan(300);
  });

  it.runIf(pdfTextExpected())("show in the PDF every figure of the mail", async () => {
    const text = pdfText(await sent.file(".pdf"));
    const figures = new Set(text.split(/\s+/).flatMap((word) => digitsOf(word) ?? []));
    for (const part of sent.html) {
      expect(text.replace(/\s/g, ""), part.heading).toContain(part.heading.replace(/\s/g, ""));
      for (const { label, value } of part.cards)
        if (digitsOf(value)) expect(figures.has(digitsOf(value) ?? ""), label).toBe(true);
    }
    const statement = sent.html.find(({ heading }) => heading === t("reports.sections.profitAndLoss"));
    for (const row of statement?.rows ?? [])
      if (digitsOf(row[1] ?? "")) expect(figures.has(digitsOf(row[1] ?? "") ?? ""), row.join(" | ")).toBe(true);
    for (const { netSales } of sent.report.tables.products)
      expect(figures.has((Math.abs(netSales) / 100).toFixed(2))).toBe(true);
  });

  it("are, as JSON, the stored run itself", async () => {
    expect(await numbersOf(sent.shop, sent.delivery.deliveryId)).toEqual(sent.report);
    const { rows } = await withShopClient(sent.shop, (client) =>
      client.query<{ report: Report }>("SELECT report FROM report_runs WHERE run_id = $1", [sent.runId]),
    );
    expect(rows[0]?.report).toEqual(sent.report);
  });
});

/** Rows of a table of the stored run by their fields. */
const rowsOfTable = (table: TableName): Readonly<Record<string, unknown>>[] =>
  (sent.report.tables[table] as readonly object[]).map((row) => ({ ...row }));

describe("the app's pages", () => {
  it("show the same for the same days: key figures, products, platforms, lifecycle and subscriptions", async () => {
    const { shop, report } = sent;
    const asked = {
      period: report.period,
      comparison: report.comparison,
      clock: report.clock,
      asOf: new Date(report.asOf),
    };
    const home = await homeReport(shop, asked);
    const both = METRIC_NAMES.filter((name) => home.metrics[name] && report.metrics[name]);
    expect(both.length).toBeGreaterThan(20);
    for (const name of both) expect(JSON.parse(JSON.stringify(home.metrics[name])), name).toEqual(report.metrics[name]);

    const products = await productReport(shop, asked);
    expect(figuresByKey(products.rows, "title", "netSales")).toEqual(
      figuresByKey(report.tables.products, "title", "netSales"),
    );
    expect(figuresByKey(products.rows, "title", "contributionProfit")).toEqual(
      figuresByKey(report.tables.products, "title", "contributionProfit"),
    );
    const platforms = await platformReport(shop, { ...asked, attribution: "lastTouch" });
    for (const field of ["netSales", "platformOrders", "contributionProfit"] as const)
      expect(figuresByKey(platforms.rows, "platform", field)).toEqual(
        figuresByKey(report.tables.platforms, "platform", field),
      );
    const { rows } = await lifecycleReport(shop, { asOf: asked.asOf });
    expect(JSON.parse(JSON.stringify(rows))).toEqual(report.tables.lifecycle);
    const { months } = await mrrReport(shop, { asOf: asked.asOf });
    expect(JSON.parse(JSON.stringify(months))).toEqual(report.tables.mrrMovements);
  });
});

const figuresByKey = (rows: readonly object[], key: string, field: string): Record<string, unknown> =>
  Object.fromEntries(rows.map((row) => Object.entries(row)).map((row) => [of(row, key), of(row, field)]));
const of = (row: readonly [string, unknown][], field: string) => row.find(([name]) => name === field)?.[1] as string;
