import { listProductRhythms, listSetPoints, type ProductRhythm } from "~/data/customerRhythm.server";
import type { ReportContext } from "./context.server";
import { keptSummary } from "./keptSummary.server";

/** How often each product is bought again, from what is kept where it still holds. */
export async function rhythmsOf(context: ReportContext): Promise<readonly ProductRhythm[]> {
  const { client, scope } = context;
  const points = await listSetPoints(client, scope.shopId);
  const { rhythms } = await keptSummary(context, "rhythms", [points], async () => ({
    rhythms: await listProductRhythms(client, scope),
  }));
  return rhythms;
}
