import type { LoaderFunctionArgs } from "@remix-run/node";
import { localDay } from "~/analytics/period";
import { SharedMessage } from "~/components/shared/SharedDocument";
import { SharedReport } from "~/components/shared/SharedReport";
import { sharedAnswer } from "~/components/shared/sharedAnswer.server";
import { reportContent } from "~/exports/reportContent";
import { formatDay } from "~/i18n/format";
import { translator } from "~/i18n/translate";
import { fileLinks, openSharedLink, sharedRefusal } from "~/jobs/sharedReport.server";

/** A report for someone without access to the shop, behind a link that ends. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const link = await openSharedLink(token, "page", request, new Date());
  const { language } = link;
  const t = translator(language);
  const say = (about: "gone" | "busy" | "notYet") => (
    <SharedMessage language={language} title={t(`shared.${about}.title`)} text={t(`shared.${about}.text`)} />
  );
  if (link.kind !== "open") {
    const { about, status, headers } = sharedRefusal(link.kind);
    return sharedAnswer(say(about), status, headers);
  }
  if (link.report === null) return sharedAnswer(say("notYet"));
  return sharedAnswer(
    <SharedReport
      language={language}
      view={reportContent(link.report, language)}
      files={fileLinks(token, link, link.report)}
      until={formatDay(localDay(link.share.expiresAt, link.report.timeZone), language)}
      isNewest={link.share.isNewest}
    />,
  );
}
