import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { PreviewAnswer } from "~/components/reports/usePreview";
import { LANGUAGES } from "~/i18n/languages";
import { previewInTurn } from "~/jobs/previews.server";
import { requireShop } from "~/shopify/requireShop.server";
import { readSketch } from "./app.reports.$scheduleId/draft.server";

const Wish = z.object({
  scheduleId: z.string().nullable(),
  values: z.unknown(),
  reader: z.enum(LANGUAGES),
  language: z.enum(LANGUAGES),
});

const answered = (answer: PreviewAnswer) => Response.json(answer);

/** The mail of a report as it stands in the form, or what is wrong with the form. Nothing is stored or sent. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { scheduleId, values, reader, language } = Wish.parse(await request.json());
  const { draft, faults } = readSketch(shop, { reader, values });
  if (!draft) return answered({ faults, mail: null });
  const mail = await previewInTurn(shop.shopId, { scheduleId, settings: draft }, language, request.signal);
  // Nobody is there to read what is answered.
  return mail ? answered({ faults: null, mail }) : new Response(null, { status: 408 });
}
