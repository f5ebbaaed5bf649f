import { addDays } from "~/analytics/period";
import { FILE_FORMATS, type FileFormat } from "~/data/fileFormat";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { tablesOf } from "~/exports/tables";
import { toCsv } from "~/exports/toCsv";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import type { Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { catchUp } from "~/sync";
import type { ReportFile, ReportMakers } from "./makers";

/** The real steps from a shop to a mail. */
export const makers: ReportMakers = {
  catchUp,
  compute: storeReport,
  render: renderReportEmail,
  files: async (report, language, wanted) => {
    const made = FILE_FORMATS.filter((format) => wanted.includes(format)).map((format) =>
      FILES[format](report, language),
    );
    return (await Promise.all(made)).flat();
  },
};

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Each format as the files it comes to: CSV holds one table a file. */
const FILES: Readonly<Record<FileFormat, (report: Report, language: Language) => Promise<ReportFile[]>>> = {
  xlsx: async (report, language) => [file(report, "xlsx", XLSX, await toXlsx(report, language))],
  pdf: async (report, language) => [file(report, "pdf", "application/pdf", await toPdf(report, language))],
  csv: async (report) =>
    tablesOf(report)
      .filter((table) => report.tables[table].length > 0)
      .map((table) => file(report, "csv", "text/csv", Buffer.from(toCsv(report, table)), table)),
};

/** A file named by its shop and the first and last day it is about. */
function file(report: Report, format: FileFormat, contentType: string, bytes: Uint8Array, part?: string): ReportFile {
  const shop = report.shop.domain.replace(/\.myshopify\.com$/, "");
  const { start, end } = report.period;
  const name = [shop, start, addDays(end, -1), ...(part ? [part] : [])].join("-");
  return { format, fileName: `${name}.${format}`, contentType, contentId: null, bytes };
}
