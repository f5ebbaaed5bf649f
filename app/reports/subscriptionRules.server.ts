import { localDay } from "~/analytics/period";
import type { RecognitionRules } from "~/analytics/subscriptions/recognise";
import type { MrrSwitches, SubscriptionRules } from "~/analytics/subscriptions/subscription";
import { listContractImports } from "~/data/subscriptionContracts.server";
import { getSubscriptionSettings } from "~/data/subscriptionSettings.server";
import { countEvidence, listSeenPlans } from "~/data/subscriptions.server";
import { readShop } from "~/db.server";

/** The rules as a form holds them, what they found, the plans that were seen and the files that were imported. */
export function subscriptionRulesView(shopId: bigint, timeZone: string) {
  return readShop(shopId, async (client) => {
    const { recognition, rules, switches } = await getSubscriptionSettings(client, shopId);
    const plans = await listSeenPlans(client, shopId);
    return {
      values: formValues(recognition, rules, switches),
      evidence: await countEvidence(client, shopId),
      imports: await listContractImports(client, shopId),
      plans: plans.map(({ interval, intervalCount, firstSeen, lastSeen, ...plan }) => ({
        ...plan,
        interval: interval === null || intervalCount === null ? null : `${intervalCount} ${interval.toLowerCase()}`,
        firstSeen: localDay(firstSeen, timeZone),
        lastSeen: localDay(lastSeen, timeZone),
      })),
    };
  });
}

function formValues(recognition: RecognitionRules, rules: SubscriptionRules, switches: MrrSwitches) {
  const text = (words: readonly string[]) => words.join("\n");
  return {
    ...switches,
    endsOn: rules.endsOn,
    graceDays: String(rules.graceDays),
    notPlans: text(recognition.notPlans),
    renewalSources: text(recognition.renewalSources),
    apps: text(recognition.apps),
    tags: text(recognition.tags),
    firstTags: text(recognition.firstTags),
    renewalTags: text(recognition.renewalTags),
  };
}
