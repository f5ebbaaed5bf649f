import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { faultsOf } from "~/components/form/fault";
import { UnitCostRulesForm } from "~/components/settings/costForms";
import { UnitCostRulesPage } from "~/components/settings/UnitCostRulesPage";
import { changeCosts, openCostChange } from "~/data/costChanges.server";
import { listUnitCostRules, ruleSubjects, saveUnitCostRules } from "~/data/unitCostRules.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const rules = await listUnitCostRules(shop.shopId);
  return {
    rules: rules.map(({ validFrom, ...rule }) => ({ ...rule, validFrom: validFrom ?? "" })),
    subjects: await ruleSubjects(shop.shopId),
    open: await openCostChange(shop.shopId),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const form = UnitCostRulesForm.safeParse(await request.json());
  if (!form.success) return { faults: faultsOf(form.error) };
  await changeCosts(shop.shopId, { kind: "unitCostRules", by: userId }, (client) =>
    saveUnitCostRules(client, shop.shopId, form.data.rules),
  );
  await enqueue(recost, { shopId: shop.shopId });
  return { faults: {} };
}

export default function CostRules() {
  return <UnitCostRulesPage view={useLoaderData<typeof loader>()} />;
}
