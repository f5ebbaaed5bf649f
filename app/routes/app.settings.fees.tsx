import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { exponentOf } from "~/analytics/currencies";
import { toDecimalString, ZERO } from "~/analytics/money";
import { faultsOf } from "~/components/form/fault";
import { AmountText, PercentNumberText } from "~/components/form/numbers";
import { FeesPage } from "~/components/settings/FeesPage";
import { recostAll } from "~/data/facts.server";
import { listGateways, saveGatewayRule } from "~/data/gatewayFees.server";
import { requireShop } from "~/shopify/requireShop.server";

const Rules = (exponent: number) =>
  z.record(z.string(), z.object({ percent: PercentNumberText, fixed: AmountText(exponent) }));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const exponent = exponentOf(shop.currency);
  return (await listGateways(shop.shopId)).map(({ gateway, rule, unknownPayments }) => ({
    gateway,
    unknownPayments,
    percent: rule?.percent ?? "",
    fixed: rule ? toDecimalString(rule.fixed, exponent) : "",
  }));
}

/** Stores every gateway's rule; one left empty has none, and one with half a rule takes the other half as nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const rules = Rules(exponentOf(shop.currency)).safeParse(await request.json());
  if (!rules.success) return { faults: faultsOf(rules.error) };
  for (const [gateway, { percent, fixed }] of Object.entries(rules.data)) {
    const isEmpty = percent === null && fixed === null;
    await saveGatewayRule(shop.shopId, gateway, isEmpty ? null : { percent: percent ?? "0", fixed: fixed ?? ZERO });
  }
  await recostAll(shop.shopId);
  return { faults: {} };
}

export default function Fees() {
  return <FeesPage gateways={useLoaderData<typeof loader>()} />;
}
