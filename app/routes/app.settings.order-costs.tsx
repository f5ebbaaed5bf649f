import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { exponentOf } from "~/analytics/currencies";
import { type Minor, toDecimalString } from "~/analytics/money";
import { type CsvOutcome, previewOf } from "~/components/form/csvOutcome";
import { faultsOf } from "~/components/form/fault";
import { OrderRulesForm, type OrderRuleValues } from "~/components/settings/costForms";
import { OrderCostsPage } from "~/components/settings/OrderCostsPage";
import { changeCosts, openCostChange } from "~/data/costChanges.server";
import { listOrderCostRules, type OrderCostRule, saveOrderCostRules } from "~/data/orderCostRules.server";
import { ORDER_COST_KINDS } from "~/data/orderCosts.server";
import {
  importShippingCosts,
  readShippingCosts,
  removeShippingCosts,
  shippingCoverage,
} from "~/data/shippingCosts.server";
import type { Shop } from "~/data/shops.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), rules: z.unknown() }),
  z.object({ intent: z.literal("removeImported") }),
  z.object({ intent: z.enum(["previewShipping", "importShipping"]), csv: z.string(), name: z.string() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const exponent = exponentOf(shop.currency);
  const rules = await listOrderCostRules(shop.shopId);
  const values = (kind: keyof typeof rules) => rules[kind].map((rule) => ruleValues(rule, exponent));
  return {
    rules: {
      shipping: values("shipping"),
      handling: values("handling"),
      packaging: values("packaging"),
      duties: values("duties"),
    },
    coverage: await shippingCoverage(shop.shopId),
    open: await openCostChange(shop.shopId),
  };
}

function ruleValues({ measure, ...rule }: OrderCostRule, exponent: number): OrderRuleValues {
  const amount = (value: Minor | null) => (value === null ? "" : toDecimalString(value, exponent));
  return {
    countries: rule.countries.join(", "),
    minValue: amount(rule.minValue),
    maxValue: amount(rule.maxValue),
    minUnits: rule.minUnits === null ? "" : String(rule.minUnits),
    maxUnits: rule.maxUnits === null ? "" : String(rule.maxUnits),
    validFrom: rule.validFrom ?? "",
    basis: measure.basis,
    cost: measure.basis === "percent" ? measure.percent : amount(measure.amount),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  switch (wish.intent) {
    case "save":
      return saveRules(shop, wish.rules, userId);
    case "removeImported":
      await removeShippingCosts(shop.shopId, userId);
      await enqueue(recost, { shopId: shop.shopId });
      return { faults: {} };
    default:
      return readFile(shop, wish, userId);
  }
}

async function saveRules(shop: Shop, typed: unknown, by: string | null) {
  const form = OrderRulesForm(shop.currency).safeParse(typed);
  if (!form.success) return { faults: faultsOf(form.error) };
  await changeCosts(shop.shopId, { kind: "orderCostRules", by }, async (client) => {
    for (const kind of ORDER_COST_KINDS)
      await saveOrderCostRules(client, shop.shopId, kind, form.data[kind].map(toRule));
  });
  await enqueue(recost, { shopId: shop.shopId });
  return { faults: {} };
}

type TypedRule = z.infer<ReturnType<typeof OrderRulesForm>>["shipping"][number];

function toRule({ basis, cost, ...limits }: TypedRule): OrderCostRule {
  return { ...limits, measure: basis === "percent" ? { basis, percent: cost } : { basis, amount: cost } };
}

async function readFile(
  shop: Shop,
  { intent, csv, name }: { readonly intent: string; readonly csv: string; readonly name: string },
  by: string | null,
): Promise<CsvOutcome> {
  const file = await readShippingCosts(shop.shopId, csv, shop);
  if (intent === "previewShipping") return previewOf(file);
  await importShippingCosts(shop.shopId, file.rows, { name, by });
  await enqueue(recost, { shopId: shop.shopId });
  return { ...previewOf(file), imported: file.rows.length };
}

export default function OrderCosts() {
  return <OrderCostsPage view={useLoaderData<typeof loader>()} />;
}
