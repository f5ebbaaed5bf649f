import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { addDays, day, firstDay, localDay, type Month } from "~/analytics/period";
import { comparisonFor } from "~/analytics/periodRule";
import type { Shop } from "~/data/shops.server";
import { withPictures } from "~/emails/mail";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { tablesOf } from "~/exports/tables";
import { toCsv } from "~/exports/toCsv";
import { toJson } from "~/exports/toJson";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import { reportLinks } from "~/jobs/links.server";
import { predict } from "~/jobs/predict.server";
import { endOfDay } from "~/reports/context.server";
import { type Report, SECTIONS, type SectionName } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { requireShop } from "~/shopify/requireShop.server";
import { readReports, reconcile, syncToEnd } from "~/sync";
import { embeddedRequest, type InstallOptions } from "../support/install";
import { startStep } from "../support/progress";
import { importStoreCosts, importStoreSessions } from "../support/storeCosts";
import { type Format, type ReportOptions, UsageError } from "./options";

/** What each named report holds. */
const REPORTS: Readonly<Record<ReportOptions["report"], readonly SectionName[]>> = {
  cltvAndProfitability: SECTIONS,
  profitability: ["keyFigures", "sales", "profitAndLoss", "statementParts", "products", "costCoverage"],
  lifetimeValue: ["keyFigures", "cohorts", "highValueCustomers", "rfm", "sharedTraits"],
};

/**
 * Installs, syncs, computes and writes. Answers what did not agree between the store and our copy of it; an empty list is the
 * proof that counts and ledger totals are equal.
 */
export async function produce(options: ReportOptions, storeNow: Date, install: InstallOptions): Promise<string[]> {
  const { shop } = await requireShop(embeddedRequest(install));
  if (options.currency && options.currency !== shop.currency) {
    throw new UsageError(
      `--currency ${options.currency}: the store's currency is ${shop.currency}, and a report never converts`,
    );
  }
  const history = startStep("History");
  const progress = await syncToEnd(shop.shopId, ({ orders }) => {
    const total = orders.total ?? 0;
    history.update(orders.done, total, `${orders.done} of ${total} orders`);
  });
  history.finish(`${progress.orders.done} orders`);
  await importStoreCosts(shop, options.store);
  const agreement = await reconcile(shop.shopId);
  await readReports(shop.shopId);
  await importStoreSessions(shop.shopId, options.store);

  const writing = startStep("Report");
  const report = await compute(options, storeNow, shop, progress.oldestMonth);
  await write(report, options);
  writing.finish(options.out);
  return [
    ...(agreement?.months ?? []).map(
      ({ month, ours, shopify }) => `${month}: ${ours} orders stored, the store has ${shopify}`,
    ),
    ...(agreement?.days ?? []).map(
      ({ day, ledger, orders }) => `${day}: the ledger sums to ${ledger}, the orders to ${orders}`,
    ),
  ];
}

async function compute(
  options: ReportOptions,
  storeNow: Date,
  { shopId, timeZone }: Shop,
  oldestMonth: Month | null,
): Promise<Report> {
  const asOf = options["as-of"] ? endOfDay(day(options["as-of"]), timeZone) : storeNow;
  const today = localDay(asOf, timeZone);
  const start = options.from ? day(options.from) : options.to && oldestMonth ? firstDay(oldestMonth) : null;
  const end = options.to ? addDays(day(options.to), 1) : addDays(today, 1);
  const period = start === null ? null : { start, end };
  const sections = REPORTS[options.report];
  // The app foretells each night; here there was none yet.
  if (sections.includes("predictions")) await predict(shopId, asOf);
  return storeReport(shopId, {
    asOf,
    period,
    comparison: period && comparisonFor(options.compare, period, options.grain),
    clock: options.clock,
    filter: options.filter,
    switches: options.exclude,
    grain: options.grain,
    cohortSpan: options.cohorts,
    sections,
    name: options.report,
  });
}

async function write(report: Report, { out, lang, format }: ReportOptions): Promise<void> {
  await mkdir(out, { recursive: true });
  const file = (name: string, content: string | Buffer) => writeFile(path.join(out, name), content);
  const writers: Readonly<Record<Format, () => Promise<unknown>>> = {
    json: () => file("report.json", toJson(report)),
    html: () => writeMail(report, lang, file),
    pdf: async () => file("report.pdf", await toPdf(report, lang)),
    xlsx: async () => file("report.xlsx", await toXlsx(report, lang)),
    csv: () => Promise.all(tablesOf(report).map((table) => file(`${table}.csv`, toCsv(report, table)))),
  };
  for (const one of format) await writers[one]();
}

async function writeMail(
  report: Report,
  language: ReportOptions["lang"],
  file: (name: string, content: string) => Promise<void>,
): Promise<void> {
  const links = reportLinks(report.shop.domain, null);
  const mail = await renderReportEmail(report, { language, links, unsubscribeUrl: "#" });
  const pictures = mail.images.map(({ cid, filename, png }) => ({
    contentId: cid,
    fileName: filename,
    contentType: "image/png",
    bytes: png,
  }));
  await file("report.html", withPictures(mail.html, pictures));
  await file("report.txt", mail.text);
}
