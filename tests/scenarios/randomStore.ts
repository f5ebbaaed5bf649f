import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** What a generated store may look like; each setting is a circumstance in which shops' numbers have gone wrong elsewhere. */
export interface StoreSettings {
  readonly seed: number;
  readonly zone: string;
  readonly currency: string;
  readonly exponent: number;
  readonly taxesIncluded: boolean;
  readonly orders: number;
}

/** One signed line of the ledger, amounts in minor units, as the generator meant it. */
export interface MeantSale {
  readonly happenedAt: string;
  readonly actionType: "ORDER" | "RETURN" | "UPDATE";
  readonly lineType: string;
  readonly quantity: number | null;
  readonly total: number;
  readonly tax: number;
  readonly discount: number;
}

export interface MeantOrder {
  readonly id: number;
  readonly processedAt: string;
  readonly test: boolean;
  readonly customer: number | null;
  readonly sales: readonly MeantSale[];
  /** Fees of successful transactions, minor units. */
  readonly fees: readonly number[];
}

/** Instants at which days change where it is easily missed: local midnights and the hours around clock changes. */
const DELICATE: Readonly<Record<string, readonly string[]>> = {
  "America/New_York": [
    "2025-03-09T06:59:59Z",
    "2025-03-09T07:00:00Z",
    "2025-11-02T05:30:00Z",
    "2025-11-02T06:30:00Z",
    "2025-04-01T03:59:59Z",
    "2025-04-01T04:00:00Z",
  ],
  "Asia/Tokyo": ["2025-01-31T14:59:59Z", "2025-01-31T15:00:00Z", "2025-06-30T15:00:00Z"],
  "America/Havana": [
    "2025-03-09T04:59:59Z",
    "2025-03-09T05:00:00Z",
    "2025-11-02T04:30:00Z",
    "2025-11-02T05:30:00Z",
    "2025-05-01T03:59:59Z",
  ],
  "Australia/Lord_Howe": [
    "2025-04-05T14:45:00Z",
    "2025-04-05T15:15:00Z",
    "2025-10-04T15:29:59Z",
    "2025-04-30T13:29:59Z",
    "2025-04-30T13:30:00Z",
  ],
  "Pacific/Chatham": ["2025-04-30T11:14:59Z", "2025-04-30T11:15:00Z", "2025-09-27T14:00:00Z"],
  "Asia/Kuwait": ["2025-02-28T20:59:59Z", "2025-02-28T21:00:00Z"],
  "Europe/London": ["2025-03-31T22:59:59Z", "2025-03-31T23:00:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"],
  UTC: ["2025-02-28T23:59:59Z", "2025-03-01T00:00:00Z"],
};

const NOW = "2025-12-15T12:00:00Z";
const FIRST = Date.parse("2025-01-02T00:00:00Z");
const LAST = Date.parse("2025-12-01T00:00:00Z");
const DAY_MS = 86_400_000;

type Random = () => number;

/** mulberry32: small, seeded, the same on every platform. */
function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const chance = (next: Random, probability: number) => next() < probability;
const whole = (next: Random, low: number, high: number) => low + Math.floor(next() * (high - low + 1));
const instant = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace(".000Z", "Z");

/** Writes a store folder and returns what it means, order by order. */
export async function writeRandomStore(folder: string, settings: StoreSettings): Promise<MeantOrder[]> {
  const next = random(settings.seed);
  const customers = Math.max(2, Math.floor(settings.orders / 3));
  const built = Array.from({ length: settings.orders }, (_, index) => buildOrder(next, settings, index, customers));
  const lines = (nodes: readonly unknown[]) => `${nodes.map((node) => JSON.stringify(node)).join("\n")}\n`;
  await mkdir(folder, { recursive: true });
  const file = (name: string, text: string) => writeFile(path.join(folder, name), text);
  await file("shop.json", JSON.stringify(shopNode(settings)));
  await file("products.jsonl", lines(PRODUCTS.map((product) => productNode(product))));
  await file("customers.jsonl", lines(Array.from({ length: customers }, (_, index) => customerNode(index + 1))));
  await file("orders.jsonl", lines(built.map(({ node }) => node)));
  return built.map(({ meant }) => meant);
}

function shopNode({ zone, currency, taxesIncluded, seed }: StoreSettings) {
  return {
    id: "gid://shopify/Shop/1",
    name: `Store ${seed}`,
    myshopifyDomain: `store-${seed}.myshopify.com`,
    email: "owner@example.com",
    currencyCode: currency,
    ianaTimezone: zone,
    taxesIncluded,
    now: NOW,
  };
}

const PRODUCTS = [11, 12, 13, 14];
/** A product that was deleted: its lines name no product any more. */
const DELETED = 14;

const productNode = (number: number) => ({
  id: `gid://shopify/Product/${number}`,
  title: `Product ${number}`,
  createdAt: "2024-12-01T00:00:00Z",
  updatedAt: "2024-12-01T00:00:00Z",
  variants: [
    {
      id: `gid://shopify/ProductVariant/${number}0`,
      title: "Default Title",
      sku: `SKU-${number}`,
      price: "10",
      inventoryItem: { id: `gid://shopify/InventoryItem/${number}00` },
    },
  ],
});

const customerNode = (number: number) => ({
  id: `gid://shopify/Customer/${number}`,
  createdAt: "2024-12-01T00:00:00Z",
  updatedAt: "2024-12-01T00:00:00Z",
});

function buildOrder(next: Random, settings: StoreSettings, index: number, customers: number) {
  const id = 1001 + index;
  const delicate = DELICATE[settings.zone] ?? [];
  const processedAt =
    chance(next, 0.3) && delicate.length > 0
      ? (delicate[whole(next, 0, delicate.length - 1)] ?? NOW)
      : instant(FIRST + next() * (LAST - FIRST));
  const customer = chance(next, 0.15) ? null : whole(next, 1, customers);
  const test = chance(next, 0.08);
  const ledger = new LedgerBuilder(next, settings, id, processedAt);
  const lines = Array.from({ length: whole(next, 1, 4) }, (_, at) => ledger.sell(at));
  if (chance(next, 0.6)) ledger.flat("SHIPPING", "ShippingLineSale", "ORDER", whole(next, 1, 2000), true);
  if (chance(next, 0.1)) ledger.flat("TIP", "TipSale", "ORDER", whole(next, 1, 500), false);
  if (chance(next, 0.08)) ledger.flat("DUTY", "DutySale", "ORDER", whole(next, 1, 900), false);
  if (chance(next, 0.3)) ledger.edit(lines);
  if (chance(next, 0.4)) ledger.refund(lines, 1 + whole(next, 0, 150));
  if (chance(next, 0.15)) ledger.refund(lines, 160 + whole(next, 0, 60));
  const fees = Array.from({ length: whole(next, 0, 2) }, () => whole(next, 0, 700));
  return {
    node: ledger.node({ customer, test, lines, fees, cancelled: chance(next, 0.1) }),
    meant: { id, processedAt, test, customer, sales: ledger.sales, fees } satisfies MeantOrder,
  };
}

interface Line {
  readonly id: string;
  readonly product: number;
  readonly giftCard: boolean;
  readonly quantity: number;
  readonly unit: number;
  readonly discount: number;
  readonly taxRate: number;
  left: number;
}

/** Builds an order's agreements step by step, keeping the JSON and its meaning side by side. */
class LedgerBuilder {
  readonly sales: MeantSale[] = [];
  private readonly agreements: {
    __typename: string;
    id: string;
    happenedAt: string;
    reason: string;
    sales: unknown[];
  }[] = [];
  private count = 0;

  constructor(
    private readonly next: Random,
    private readonly settings: StoreSettings,
    private readonly order: number,
    private readonly processedAt: string,
  ) {
    this.agree("OrderAgreement", "ORDER", processedAt);
  }

  sell(at: number): Line {
    const giftCard = chance(this.next, 0.06);
    const quantity = whole(this.next, 1, 5);
    const unit = whole(this.next, 1, 20_000);
    const discount = !giftCard && chance(this.next, 0.35) ? whole(this.next, 0, Math.floor((unit * quantity) / 2)) : 0;
    const taxRate = giftCard ? 0 : (whole(this.next, 0, 2) * 7) / 100;
    const product = PRODUCTS[whole(this.next, 0, PRODUCTS.length - 1)] ?? DELETED;
    const line = { id: `${this.order}${at}`, product, giftCard, quantity, unit, discount, taxRate, left: quantity };
    this.sellUnits(line, quantity, "ORDER");
    return line;
  }

  /** Shipping, tips, duties, fees: amounts without a quantity of goods. */
  flat(lineType: string, typename: string, actionType: MeantSale["actionType"], net: number, taxed: boolean): void {
    const tax = taxed ? Math.round(net * 0.07) : 0;
    const discount = lineType === "SHIPPING" && chance(this.next, 0.2) ? whole(this.next, 1, 300) : 0;
    this.write(typename, { actionType, lineType, quantity: null, total: net + tax, tax, discount });
  }

  /** An edit takes a unit out, days later. */
  edit(lines: readonly Line[]): void {
    const line = lines.find((one) => one.left > 1 && !one.giftCard);
    if (!line) return;
    this.agree("OrderEditAgreement", "ORDER_EDIT", this.later(whole(this.next, 0, 40)));
    this.sellUnits(line, -1, chance(this.next, 0.5) ? "RETURN" : "UPDATE");
    line.left -= 1;
  }

  /** A refund after some days: goods back, sometimes shipping, a restocking fee kept, or a goodwill adjustment. */
  refund(lines: readonly Line[], days: number): void {
    this.agree("RefundAgreement", "REFUND", this.later(days));
    for (const line of lines.filter((one) => one.left > 0 && !one.giftCard && chance(this.next, 0.6))) {
      const back = whole(this.next, 1, line.left);
      this.sellUnits(line, -back, "RETURN");
      line.left -= back;
    }
    if (chance(this.next, 0.2)) this.flat("SHIPPING", "ShippingLineSale", "RETURN", -whole(this.next, 1, 400), true);
    if (chance(this.next, 0.3)) this.flat("FEE", "FeeSale", "ORDER", whole(this.next, 1, 500), false);
    if (chance(this.next, 0.3)) this.flat("ADJUSTMENT", "AdjustmentSale", "ORDER", -whole(this.next, 1, 700), false);
  }

  node(facts: {
    customer: number | null;
    test: boolean;
    lines: readonly Line[];
    fees: readonly number[];
    cancelled: boolean;
  }) {
    const updatedAt =
      this.agreements
        .map(({ happenedAt }) => happenedAt)
        .sort()
        .at(-1) ?? this.processedAt;
    return {
      id: `gid://shopify/Order/${this.order}`,
      name: `#${this.order}`,
      createdAt: this.processedAt,
      processedAt: this.processedAt,
      updatedAt,
      test: facts.test,
      ...(facts.cancelled ? { cancelledAt: updatedAt, cancelReason: "CUSTOMER" } : {}),
      customer: facts.customer === null ? null : { id: `gid://shopify/Customer/${facts.customer}` },
      lineItems: facts.lines.map((line) => this.lineNode(line)),
      agreements: this.agreements,
      transactions: facts.fees.map((fee, at) => this.transactionNode(fee, at)),
    };
  }

  private lineNode(line: Line) {
    const deleted = line.product === DELETED;
    return {
      id: `gid://shopify/LineItem/${line.id}`,
      title: `Product ${line.product}`,
      sku: `SKU-${line.product}`,
      quantity: line.quantity,
      isGiftCard: line.giftCard,
      originalUnitPriceSet: this.amount(line.unit),
      product: deleted ? null : { id: `gid://shopify/Product/${line.product}` },
      variant: deleted ? null : { id: `gid://shopify/ProductVariant/${line.product}0` },
    };
  }

  private transactionNode(fee: number, at: number) {
    return {
      id: `gid://shopify/OrderTransaction/${this.order}${at}`,
      kind: "SALE",
      status: "SUCCESS",
      gateway: "shopify_payments",
      processedAt: this.processedAt,
      amountSet: this.amount(1000),
      fees: [
        {
          id: `gid://shopify/TransactionFee/${this.order}${at}`,
          type: "processing_fee",
          amount: this.amount(fee),
          taxAmount: this.amount(0),
        },
      ],
    };
  }

  private sellUnits(line: Line, units: number, actionType: MeantSale["actionType"]): void {
    const part = units / line.quantity;
    const discount = Math.round(line.discount * part);
    const price = Math.round(line.unit * units) - discount;
    const tax = Math.round(this.settings.taxesIncluded ? price - price / (1 + line.taxRate) : price * line.taxRate);
    const total = this.settings.taxesIncluded ? price : price + tax;
    const lineType = line.giftCard ? "GIFT_CARD" : "PRODUCT";
    const typename = line.giftCard ? "GiftCardSale" : "ProductSale";
    this.write(typename, { actionType, lineType, quantity: units, total, tax, discount }, line.id);
  }

  private agree(typename: string, reason: string, happenedAt: string): void {
    const id = `gid://shopify/SalesAgreement/${this.order}${this.agreements.length}`;
    this.agreements.push({ __typename: typename, id, happenedAt, reason, sales: [] });
  }

  private write(typename: string, sale: Omit<MeantSale, "happenedAt">, lineItem?: string): void {
    const agreement = this.agreements.at(-1);
    if (!agreement) throw new Error("an order begins with its agreement");
    this.count += 1;
    this.sales.push({ ...sale, happenedAt: agreement.happenedAt });
    agreement.sales.push({
      __typename: typename,
      id: `gid://shopify/Sale/${this.order}${String(this.count).padStart(3, "0")}`,
      actionType: sale.actionType,
      lineType: sale.lineType,
      quantity: sale.quantity,
      totalAmount: this.amount(sale.total),
      totalTaxAmount: this.amount(sale.tax),
      totalDiscountAmountBeforeTaxes: this.amount(sale.discount),
      totalDiscountAmountAfterTaxes: this.amount(sale.discount),
      ...(lineItem ? { lineItem: { id: `gid://shopify/LineItem/${lineItem}` } } : {}),
    });
  }

  private later(days: number): string {
    return instant(Math.min(Date.parse(this.processedAt) + days * DAY_MS, Date.parse(NOW) - 1000));
  }

  private amount(minor: number): string {
    const digits = String(Math.abs(minor)).padStart(this.settings.exponent + 1, "0");
    const cut = digits.length - this.settings.exponent;
    const text = this.settings.exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
    return minor < 0 ? `-${text}` : text;
  }
}
