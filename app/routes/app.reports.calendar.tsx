import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addMonths, localDay, type Month, month, monthOf } from "~/analytics/period";
import { CalendarPage } from "~/components/calendar/CalendarPage";
import type { CalendarView, EntryView } from "~/components/calendar/calendarView";
import { toRunView } from "~/components/reports/runEntry";
import { sendingCalendar } from "~/reports/calendarReport.server";
import type { CalendarEntry } from "~/reports/calendarTypes";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<CalendarView> {
  const { shop } = await requireShop(request);
  const now = new Date();
  const shown = monthIn(new URL(request.url)) ?? monthOf(localDay(now, shop.timeZone));
  const calendar = await sendingCalendar(shop, shown, now);
  return {
    ...calendar,
    previous: addMonths(shown, -1),
    next: addMonths(shown, 1),
    days: calendar.days.map(({ day, entries }) => ({ day, entries: entries.map(toEntryView) })),
  };
}

/** The month that the address names; null for none, and for what is none of these centuries. */
function monthIn(url: URL): Month | null {
  const text = url.searchParams.get("month") ?? "";
  return /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? month(text) : null;
}

function toEntryView({ key, title, time, there, scheduleId, run }: CalendarEntry): EntryView {
  const schedule = scheduleId === null ? null : `/app/reports/${scheduleId}`;
  const url = run?.deliveryId ? `/app/reports/deliveries/${run.deliveryId}` : schedule;
  return { key, title, time, there, url, run: run && toRunView(run) };
}

export default function Calendar() {
  return <CalendarPage view={useLoaderData<typeof loader>()} />;
}
