import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isTimeZone, timeZones } from "~/analytics/timeZones";
import { type RecipientsAnswer, RecipientsPage, type RecipientsView } from "~/components/deliveries/RecipientsPage";
import { FILE_FORMATS } from "~/data/fileFormat";
import { chooseForRecipient } from "~/data/recipients.server";
import { getSchedule, type Schedule, ScheduleMissing } from "~/data/schedules.server";
import { LANGUAGES } from "~/i18n/languages";
import { askRecipient } from "~/jobs/recipients.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs): Promise<RecipientsView> {
  const { shop } = await requireShop(request);
  const { scheduleId, title, recipients } = await scheduleOf(shop.shopId, params.scheduleId);
  return {
    scheduleId,
    title,
    zones: timeZones(recipients.flatMap(({ timeZone }) => timeZone ?? [])),
    recipients: recipients.map(({ suppressed, consent, ...recipient }) => {
      const out = Suppressed.parse(suppressed);
      return { ...recipient, consent: out ?? consent ?? "none" };
    }),
  };
}

const Suppressed = z.enum(["unsubscribed", "bounced", "complained"]).nullable();

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("ask"), email: z.string().max(254) }),
  z.object({
    intent: z.literal("choose"),
    email: z.string().max(254),
    language: z.enum(LANGUAGES).nullable(),
    formats: z.array(z.enum(FILE_FORMATS)).max(FILE_FORMATS.length).nullable(),
    seesPersons: z.boolean(),
    timeZone: z.string().refine(isTimeZone).nullable(),
  }),
]);

/** Changes what a reader gets, or asks them once more whether they want it. Only readers of the report can be named. */
export async function action({ request, params }: ActionFunctionArgs): Promise<RecipientsAnswer> {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  const schedule = await scheduleOf(shop.shopId, params.scheduleId);
  const recipient = schedule.recipients.find(({ email }) => email === wish.email);
  if (!recipient) throw new Response(null, { status: 404 });
  if (wish.intent === "choose") {
    await chooseForRecipient(shop.shopId, schedule.scheduleId, wish.email, wish);
    return { done: "saved" };
  }
  const language = recipient.language ?? schedule.language;
  const isAsked = await askRecipient(shop.shopId, { email: wish.email, language, report: schedule.title }, new Date());
  return { done: isAsked ? "asked" : "askedRecently" };
}

async function scheduleOf(shopId: bigint, scheduleId: string | undefined): Promise<Schedule> {
  try {
    return await getSchedule(shopId, scheduleId ?? "");
  } catch (error) {
    if (error instanceof ScheduleMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}

export default function Recipients() {
  return <RecipientsPage view={useLoaderData<typeof loader>()} />;
}
