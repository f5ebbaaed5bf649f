import { insertOrders, insertShop, insertUnitCosts, insertVariants } from "../support/ledger";

/**
 * A London shop in pounds (amounts in pence). A mug (variant 10) costs £4.00 known by form; a lamp (variant 20) costs £20.00
 * seen by Shopify from 1 February; a scarf (variant 30) has no known cost.
 *
 *  #1 Ada   10 Jan  2 mugs à £10.00, shipping £5.00 + £1.00 tax, mug tax £4.00; fee £0.61 of £30.00
 *                   2 Mar: one mug comes back, restocked: net −£10.00, tax −£2.00
 *  #2 Bob   20 Jan  1 lamp £50.00 less £5.00; fee £1.00
 *                   5 Feb: adjustment −£3.00 (refund without goods)
 *  #3 Ada   14 Feb  1 lamp £50.00, tip £2.00; fee £1.10
 *  #4 guest 15 Feb  1 scarf £30.00; paid cash
 *  #5 Bob   31 Mar 23:30 London time (22:30 UTC): 1 mug à £10.00, gift card £25.00; fee unknown (other gateway)
 *  #6 Cid    1 Mar  test order, never counted
 *  #7 Dan    3 Mar  deleted order, never counted
 *  #8 Eve   10 Mar  1 scarf £30.00, cancelled and taken back whole on 11 Mar; fee £0.80
 */
export async function smallStore(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 10, product: 1, title: "Mug", sku: "MUG" },
    { id: 20, product: 2, title: "Lamp", sku: "LAMP" },
    { id: 30, product: 3, title: "Scarf", sku: "SCARF" },
  ]);
  await insertUnitCosts(shop, [
    { variant: 10, amount: "4.00" },
    { variant: 20, amount: "20.00", source: "shopify", from: "2025-02-01" },
  ]);
  const mug = { product: 1, variant: 10, sku: "MUG", price: 1000 };
  const lamp = { product: 2, variant: 20, sku: "LAMP", price: 5000, quantity: 1 };
  const scarf = { product: 3, variant: 30, sku: "SCARF", price: 3000, quantity: 1 };
  await insertOrders(shop, [
    {
      id: 1,
      at: "2025-01-10T10:00:00Z",
      customer: 101,
      lines: [{ id: 1, ...mug, quantity: 2 }],
      sales: [
        { at: "2025-01-10T10:00:00Z", action: "ORDER", line: 1, quantity: 2, net: 2000, tax: 400 },
        { at: "2025-01-10T10:00:00Z", action: "ORDER", type: "SHIPPING", net: 500, tax: 100 },
      ],
      changes: [
        { at: "2025-03-02T09:00:00Z", action: "RETURN", line: 1, quantity: -1, net: -1000, tax: -200, restocked: 1 },
      ],
      transactions: [{ amount: 3000, fee: 61 }],
    },
    {
      id: 2,
      at: "2025-01-20T10:00:00Z",
      customer: 102,
      lines: [{ id: 2, ...lamp, discount: 500 }],
      changes: [{ at: "2025-02-05T10:00:00Z", action: "RETURN", type: "ADJUSTMENT", net: -300 }],
      transactions: [{ amount: 4500, fee: 100 }],
    },
    {
      id: 3,
      at: "2025-02-14T10:00:00Z",
      customer: 101,
      lines: [{ id: 3, ...lamp }],
      changes: [{ at: "2025-02-14T10:00:00Z", action: "ORDER", type: "TIP", net: 200 }],
      transactions: [{ amount: 5200, fee: 110 }],
    },
    {
      id: 4,
      at: "2025-02-15T10:00:00Z",
      customer: null,
      lines: [{ id: 4, ...scarf }],
      transactions: [{ amount: 3000, gateway: "cash" }],
    },
    {
      id: 5,
      at: "2025-03-31T22:30:00Z",
      customer: 102,
      lines: [
        { id: 5, ...mug, quantity: 1 },
        { id: 6, title: "Gift card", quantity: 1, price: 2500, giftCard: true, ships: false },
      ],
      transactions: [{ amount: 3500, gateway: "paypal" }],
    },
    { id: 6, at: "2025-03-01T10:00:00Z", customer: 103, test: true, lines: [{ id: 7, ...scarf }] },
    {
      id: 7,
      at: "2025-03-03T10:00:00Z",
      customer: 104,
      deletedAt: "2025-03-04T10:00:00Z",
      lines: [{ id: 8, ...scarf }],
    },
    {
      id: 8,
      at: "2025-03-10T10:00:00Z",
      customer: 105,
      cancelledAt: "2025-03-11T10:00:00Z",
      financialStatus: "REFUNDED",
      lines: [{ id: 9, ...scarf }],
      changes: [{ at: "2025-03-11T10:00:00Z", action: "RETURN", line: 9, quantity: -1, net: -3000, restocked: 1 }],
      transactions: [
        { amount: 3000, fee: 80 },
        { kind: "REFUND", amount: 3000, at: "2025-03-11T10:00:00Z" },
      ],
    },
  ]);
  return shop;
}
