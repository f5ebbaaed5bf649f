import { sections } from "~/exports/content/content";
import type { Language } from "~/i18n/languages";
import type { ReportEmailProps } from "../ReportEmail";
import { sampleReport } from "./sampleReport";

/** The mail of the sample shop; its pictures stand in the page itself, since a preview has no attachments. */
export function previewProps(language: Language = "en"): ReportEmailProps {
  const report = sampleReport();
  const parts = sections(report, language).map((part) => ({ ...part, isCut: false }));
  return {
    report,
    language,
    parts,
    links: {
      report: "https://admin.shopify.com/store/harbour-and-pine/apps/tenure/reports/1",
      settings: "https://admin.shopify.com/store/harbour-and-pine/apps/tenure/reports/1/schedule",
      admin: "https://admin.shopify.com/store/harbour-and-pine",
    },
    images: Object.fromEntries(
      parts
        .flatMap((part) => part.pictures)
        .map(({ name, svg }) => [name, `data:image/svg+xml,${encodeURIComponent(svg)}`]),
    ),
    unsubscribeUrl: "https://tenure.example/unsubscribe/sample",
    note: null,
    timeZone: report.timeZone,
    attached: ["xlsx", "pdf"],
  };
}
