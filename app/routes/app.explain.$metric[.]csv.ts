import type { LoaderFunctionArgs } from "@remix-run/node";
import { exponentOf } from "~/analytics/currencies";
import { getMetric, METRIC_NAMES } from "~/analytics/metrics/registry";
import { type Day, localDay } from "~/analytics/period";
import { addressFaultText } from "~/components/address/addressText";
import { AddressError, type ExplainQuery, explainQuery } from "~/components/explain/explainQuery";
import { ordersCsv } from "~/exports/ordersCsv";
import type { Language } from "~/i18n/languages";
import { explainedOrders } from "~/reports/explainReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** Every order behind a figure as CSV, written while it is read: a list of a million orders is never held as a whole. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, language } = await requireShop(request);
  const metric = METRIC_NAMES.find((name) => name === params.metric);
  if (!metric) throw new Response(null, { status: 404 });
  const asOf = new Date();
  const query = asked(new URL(request.url).searchParams, localDay(asOf, shop.timeZone), language);
  const pages = explainedOrders(shop.shopId, { ...query, metric, asOf, after: null });
  const lines = ordersCsv(pages, { unit: getMetric(metric).unit, exponent: exponentOf(shop.currency), column: metric });
  return new Response(streamOf(lines), { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}

function asked(search: URLSearchParams, today: Day, language: Language): ExplainQuery {
  try {
    return explainQuery(search, today);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    const text = error.faults.map((fault) => addressFaultText(fault, language)).join("\n");
    throw new Response(text, { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}

/** Text as a stream that asks for the next piece only when the last one was taken. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
