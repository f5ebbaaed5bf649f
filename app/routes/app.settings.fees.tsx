import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { exponentOf } from "~/analytics/currencies";
import { toDecimalString, ZERO } from "~/analytics/money";
import { faultsOf } from "~/components/form/fault";
import { FeeRulesForm } from "~/components/settings/costForms";
import { FeesPage } from "~/components/settings/FeesPage";
import { changeCosts, openCostChange } from "~/data/costChanges.server";
import { listGateways, saveGatewayRules } from "~/data/gatewayFees.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const exponent = exponentOf(shop.currency);
  const gateways = (await listGateways(shop.shopId)).map(({ gateway, rules, unknownPayments }) => ({
    gateway,
    unknownPayments,
    rules: rules.map(({ validFrom, percent, fixed }) => ({
      validFrom: validFrom ?? "",
      percent,
      fixed: toDecimalString(fixed, exponent),
    })),
  }));
  return { gateways, open: await openCostChange(shop.shopId) };
}

/** Stores every gateway's rules; one left empty is none, and one with half a rule takes the other half as nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const form = FeeRulesForm(shop.currency).safeParse(await request.json());
  if (!form.success) return { faults: faultsOf(form.error) };
  await changeCosts(shop.shopId, { kind: "gatewayFees", by: userId }, async (client) => {
    for (const [gateway, typed] of Object.entries(form.data)) {
      const rules = typed.flatMap(({ validFrom, percent, fixed }) =>
        percent === null && fixed === null ? [] : [{ validFrom, percent: percent ?? "0", fixed: fixed ?? ZERO }],
      );
      await saveGatewayRules(client, shop.shopId, gateway, rules);
    }
  });
  await enqueue(recost, { shopId: shop.shopId });
  return { faults: {} };
}

export default function Fees() {
  return <FeesPage view={useLoaderData<typeof loader>()} />;
}
