import { type ShopRhythm, shopRhythm } from "~/data/customerRhythm.server";
import { medianOrderValue } from "~/data/customers.server";
import type { ListRules } from "~/data/customerTasks.server";
import { sumsAnswer } from "~/data/factState.server";
import type { ReportContext } from "./context.server";

export interface CustomerRules {
  readonly rules: ListRules;
  readonly rhythm: ShopRhythm;
}

/** What tells where the shop's customers stand at `asOf`: its settings, its median order, and how often they come back. */
export async function customerRules({ client, scope, shop, asOfDay }: ReportContext): Promise<CustomerRules> {
  const latest = await sumsAnswer(client, scope.shopId, scope.asOf);
  const rhythm = await shopRhythm(client, scope, latest);
  const rules = {
    asOfDay,
    isLatest: latest,
    lapsePoint: rhythm.lapsePoint,
    highValue: shop.settings.highValue,
    medianOrderValue: await medianOrderValue(client, scope, latest),
    medianToSecond: rhythm.medianToSecond,
  };
  return { rules, rhythm };
}
