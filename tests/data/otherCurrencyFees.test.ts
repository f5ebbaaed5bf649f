import { expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { changeCosts } from "~/data/costChanges.server";
import { saveGatewayRules } from "~/data/gatewayFees.server";
import { recostPending } from "~/data/recost.server";
import { withShopClient } from "~/db.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop } from "../support/ledger";

it("fees told in another currency are named in a note of their own, until a rule gives them one", async () => {
  const shop = await insertShop();
  await insertOrders(shop, [
    {
      id: 1,
      at: "2025-01-05T12:00:00Z",
      lines: [{ id: 1, quantity: 1, price: 1000, ships: false }],
      transactions: [
        { amount: 600, gateway: "shopify_payments" },
        { amount: 400, gateway: "paypal" },
      ],
    },
  ]);
  await withShopClient(shop, (client) =>
    client.query("UPDATE transactions SET fee_currency = 'EUR' WHERE shop_id = $1 AND amount = 600", [String(shop)]),
  );
  const feeNotes = async () =>
    (await storeReport(shop, { asOf: new Date("2025-02-01T00:00:00Z"), sections: [] })).notes
      .filter(({ code }) => code.startsWith("payment_fees"))
      .map(({ code, count }) => [code, count]);
  expect(await feeNotes()).toEqual([
    ["payment_fees_unknown", 1],
    ["payment_fees_other_currency", 1],
  ]);
  await changeCosts(shop, { kind: "gatewayFees" }, (client) =>
    saveGatewayRules(client, shop, "shopify_payments", [{ validFrom: null, percent: "0", fixed: minor(25) }]),
  );
  await recostPending(shop);
  expect(await feeNotes()).toEqual([
    ["payment_fees_unknown", 1],
    ["payment_fees_estimated", 1],
  ]);
});
