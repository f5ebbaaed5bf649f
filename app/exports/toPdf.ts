import { renderToBuffer } from "@react-pdf/renderer";
import type { Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { ReportPdf } from "./pdf/ReportPdf";

/** A report as PDF on A4 with its pictures, its tables month by month and the meaning of its figures. */
export const toPdf = (report: Report, language: Language): Promise<Buffer> =>
  renderToBuffer(ReportPdf({ report, language }));
