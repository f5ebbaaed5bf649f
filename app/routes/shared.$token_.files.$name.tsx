import type { LoaderFunctionArgs } from "@remix-run/node";
import { SharedMessage } from "~/components/shared/SharedDocument";
import { FILE_HEADERS, sharedAnswer } from "~/components/shared/sharedAnswer.server";
import { translator } from "~/i18n/translate";
import { openSharedLink, parseFileName, sharedFile, sharedRefusal } from "~/jobs/sharedReport.server";

/** A file of a shared report, if its merchant allows it. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const wanted = parseFileName(params.name ?? "");
  const link = await openSharedLink(wanted ? (params.token ?? "") : "", wanted?.format ?? "page", request, new Date());
  const file = link.kind === "open" && wanted ? await sharedFile(link, wanted) : null;
  if (file)
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        ...FILE_HEADERS,
        "Content-Type": file.contentType,
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      },
    });
  const t = translator(link.language);
  const { about, status, headers } = sharedRefusal(link.kind === "open" ? "unknown" : link.kind);
  return sharedAnswer(
    <SharedMessage language={link.language} title={t(`shared.${about}.title`)} text={t(`shared.${about}.text`)} />,
    status,
    headers,
  );
}
