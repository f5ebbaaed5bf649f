import { findSetPoint, type ShopRhythm, shopRhythm } from "~/data/customerRhythm.server";
import { medianOrderValue } from "~/data/customers.server";
import type { ListRules } from "~/data/customerTasks.server";
import type { ReportContext } from "./context.server";
import { keptSummary } from "./keptSummary.server";
import { ofWholeShop } from "./ofCustomers.server";

export interface CustomerRules {
  readonly rules: ListRules;
  readonly rhythm: ShopRhythm;
}

/** What tells where the shop's customers stand at `asOf`: its settings, its median order, and how often they come back. A filter has no say in it. */
export async function customerRules(context: ReportContext): Promise<CustomerRules> {
  const whole = ofWholeShop(context);
  const { client, scope, shop, asOfDay } = whole;
  const isLatest = scope.isSummed === true;
  const { own, median } = await keptSummary(whole, "rhythm", [], async () => ({
    own: await shopRhythm(client, scope, isLatest),
    median: await medianOrderValue(client, scope, isLatest),
  }));
  const setLapsePoint = await findSetPoint(client, scope.shopId);
  const rhythm = { ...own, setLapsePoint, lapsePoint: setLapsePoint ?? own.ownLapsePoint };
  const rules = {
    asOfDay,
    isLatest,
    lapsePoint: rhythm.lapsePoint,
    highValue: shop.settings.highValue,
    medianOrderValue: median,
    medianToSecond: rhythm.medianToSecond,
  };
  return { rules, rhythm };
}
