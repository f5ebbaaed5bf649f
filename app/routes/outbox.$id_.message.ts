import type { LoaderFunctionArgs } from "@remix-run/node";
import { outboxFolder, readOutboxText, requireOutbox } from "~/emails/outbox.server";

/** The message itself, for the frame: its scripts, forms and addresses are dead, as in a mail program. */
export async function loader({ params }: LoaderFunctionArgs): Promise<Response> {
  requireOutbox();
  const html = await readOutboxText(outboxFolder(), params.id ?? "", "html");
  if (html === null) throw new Response("No such mail in the outbox.", { status: 404 });
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
