import { addDays } from "~/analytics/period";
import type { MailFile } from "~/emails/mail";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { catchUp } from "~/sync";
import type { ReportMakers } from "./makers";

/** The real steps from a shop to a mail. */
export const makers: ReportMakers = {
  catchUp,
  compute: storeReport,
  render: renderReportEmail,
  files: async (report, language, { xlsx, pdf }) => {
    const [sheet, paper] = await Promise.all([
      xlsx ? toXlsx(report, language) : null,
      pdf ? toPdf(report, language) : null,
    ]);
    return [
      ...(sheet ? [file(report, "xlsx", XLSX, sheet)] : []),
      ...(paper ? [file(report, "pdf", "application/pdf", paper)] : []),
    ];
  },
};

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A file named by its shop and the first and last day it is about. */
function file(report: Report, ending: string, contentType: string, bytes: Uint8Array): MailFile {
  const shop = report.shop.domain.replace(/\.myshopify\.com$/, "");
  const { start, end } = report.period;
  const fileName = `${shop}-${start}-${addDays(end, -1)}.${ending}`;
  return { fileName, contentType, contentId: null, bytes };
}
