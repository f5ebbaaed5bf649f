import type { LoaderFunctionArgs } from "@remix-run/node";
import { findOutboxMail, outboxFolder, readOutboxFile, requireOutbox } from "~/emails/outbox.server";

/** A file of a mail, to be saved. */
export async function loader({ params }: LoaderFunctionArgs): Promise<Response> {
  requireOutbox();
  const { id = "", name = "" } = params;
  const mail = await findOutboxMail(outboxFolder(), id);
  const bytes = await readOutboxFile(outboxFolder(), id, name);
  if (!mail || !bytes) throw new Response("No such file in the outbox.", { status: 404 });
  const contentType = mail.files.find((file) => file.name === name)?.contentType ?? "application/octet-stream";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Cache-Control": "no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
