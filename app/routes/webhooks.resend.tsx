import type { ActionFunctionArgs } from "@remix-run/node";
import { readResendWebhook } from "~/emails/resendWebhook";
import { env } from "~/env.server";
import { receiveMailEvent } from "~/jobs/mailEvents.server";

/** What became of a mail, as Resend tells it. Answered when it is stored; an error makes Resend send it again. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  if (!env.RESEND_WEBHOOK_SECRET) return new Response(null, { status: 404 });
  const now = new Date();
  const read = readResendWebhook(request.headers, await request.text(), env.RESEND_WEBHOOK_SECRET, now);
  if (read.kind === "refused") return new Response(null, { status: read.status });
  if (read.kind === "event") await receiveMailEvent(read.event, now);
  return new Response(null, { status: 200 });
}

export const loader = () => new Response(null, { status: 405 });
