import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type AgainAnswer, DeliveryPage, type DeliveryView } from "~/components/deliveries/DeliveryPage";
import { deliveryHistory } from "~/data/deliveryEvents.server";
import { FILES_KEPT_DAYS } from "~/data/deliveryFiles.server";
import { mailWithFiles } from "~/jobs/mailFiles.server";
import { sendAgain } from "~/jobs/sendAgain.server";
import { linksTo } from "~/jobs/shareLinks.server";
import { requireShop } from "~/shopify/requireShop.server";

const Kind = z.enum(["slot", "now", "test", "notice", "confirmation"]);

export async function loader({ request, params }: LoaderFunctionArgs): Promise<DeliveryView> {
  const { shop } = await requireShop(request);
  const found = await mailWithFiles(shop.shopId, params.deliveryId ?? "", new Date());
  if (!found) throw new Response(null, { status: 404 });
  const { mail, attached, html, remade } = found;
  const history = await deliveryHistory({ shopId: shop.shopId, deliveryId: mail.deliveryId });
  const { runId } = mail;
  const shares = runId ? await linksTo(shop.shopId, { runId, scheduleId: mail.scheduleId }, new Date()) : [];
  const { deliveryId, scheduleId, recipient, subject, state, attempts, copyOf } = mail;
  return {
    ...{ deliveryId, scheduleId, recipient, subject, state, attempts, copyOf },
    kind: Kind.parse(mail.kind),
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
    asOf: mail.asOf?.toISOString() ?? null,
    history: history.map(({ kind, at, detail }) => ({ kind, at: at.toISOString(), detail })),
    files: attached.map(({ fileName, bytes }) => ({ name: fileName, bytes: bytes.length })),
    html,
    filesKeptDays: FILES_KEPT_DAYS,
    remade,
    runId,
    shares,
  };
}

/** Sends the mail again, at the merchant's wish alone. */
export async function action({ request, params }: ActionFunctionArgs): Promise<AgainAnswer> {
  const { shop } = await requireShop(request);
  z.object({ intent: z.literal("again") }).parse(await request.json());
  return { sentAgain: await sendAgain({ shopId: shop.shopId, deliveryId: params.deliveryId ?? "" }, new Date()) };
}

export default function Delivery() {
  const view = useLoaderData<typeof loader>();
  return <DeliveryPage key={view.deliveryId} view={view} />;
}
