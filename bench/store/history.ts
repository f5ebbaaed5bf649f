import { type Random, randomOf } from "../../demo/random";
import {
  CHANNELS,
  CODES,
  COUNTRIES,
  catalogue,
  HISTORY_ENDS,
  type Product,
  type Variant,
  VISITS,
  YEARS,
} from "./trade";

/** A line of a generated order. Amounts in cents. */
export interface MadeLine {
  readonly id: number;
  readonly product: Product;
  readonly variant: Variant;
  readonly quantity: number;
  readonly discount: number;
  readonly tax: number;
}

/** Units of one line sent back. */
export interface MadeReturn {
  readonly refundId: number;
  readonly at: number;
  readonly line: MadeLine;
  readonly quantity: number;
  readonly restocked: boolean;
  /** Goods and their tax given back, in cents. */
  readonly net: number;
  readonly tax: number;
  readonly discount: number;
}

/** One generated order. Instants in seconds since 1970. */
export interface MadeOrder {
  readonly index: number;
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly customer: number | null;
  readonly country: string;
  readonly channel: number;
  readonly firstVisit: number;
  readonly lastVisit: number;
  readonly code: string | null;
  readonly gateway: "shopify_payments" | "paypal";
  readonly shipping: number;
  readonly shippingTax: number;
  readonly lines: readonly MadeLine[];
  readonly returned: MadeReturn | null;
  /** Everything paid, in cents. */
  readonly total: number;
}

const DAY = 86_400;
const ENDS = Date.parse(HISTORY_ENDS) / 1000;
const SPAN = YEARS * 365 * DAY;
const GUESTS_PER_MILLE = 20;
const NEW_PER_MILLE = 408;
const RETURNS_PER_MILLE = 50;

export const ORDER_ID = 5_000_000_000_000;
export const CUSTOMER_ID = 6_000_000_000_000;
const LINE_ID = 13_000_000_000_000;
const REFUND_ID = 900_000_000_000;

/**
 * The orders of a shop with `orders` of them, oldest first: about 0.4 customers an order, 2.2 lines, one in twenty with a
 * return, sales that grow over the years. The same for the same number in every run.
 */
export class History {
  readonly customerOrders: Uint16Array;
  /** Cents each customer has spent. */
  readonly customerSpent: Float64Array;
  customers = 0;
  private readonly random: Random;
  private readonly products = catalogue();
  private lines = 0;

  constructor(private readonly orders: number) {
    this.random = randomOf("bench", "history", orders);
    this.customerOrders = new Uint16Array(orders);
    this.customerSpent = new Float64Array(orders);
  }

  orderAt(index: number): MadeOrder {
    const { random } = this;
    const createdAt = Math.floor(ENDS - SPAN + SPAN * ((index + 0.5) / this.orders) ** 0.7);
    const customer = this.pickCustomer();
    const country = COUNTRIES[customer === null ? random.below(COUNTRIES.length) : countryOf(customer)] ?? "US";
    const code = random.chance(220) ? (CODES[random.below(CODES.length)] ?? null) : null;
    const taxed = country === "US" ? 8 : 20;
    const lines = Array.from({ length: this.lineCount() }, () => this.makeLine(code !== null, taxed));
    const shipping = random.chance(400) ? 0 : 595;
    const shippingTax = Math.floor((shipping * taxed) / 100);
    const total = lines.reduce((sum, line) => sum + netOf(line) + line.tax, shipping + shippingTax);
    const returned = random.chance(RETURNS_PER_MILLE) ? this.makeReturn(index, createdAt, lines) : null;
    if (customer !== null) this.tally(customer, total);
    const firstVisit = random.below(VISITS.length);
    return {
      index,
      id: ORDER_ID + index,
      createdAt,
      updatedAt: returned ? returned.at : Math.min(ENDS, createdAt + 3 * DAY),
      customer,
      country,
      channel: random.below(CHANNELS.length),
      firstVisit,
      lastVisit: random.chance(500) ? firstVisit : random.below(VISITS.length),
      code,
      gateway: random.chance(750) ? "shopify_payments" : "paypal",
      shipping,
      shippingTax,
      lines,
      returned,
      total,
    };
  }

  /** Those who bought lately buy again rather than those of long ago. */
  private pickCustomer(): number | null {
    const { random } = this;
    if (random.chance(GUESTS_PER_MILLE)) return null;
    if (this.customers === 0 || random.chance(NEW_PER_MILLE)) {
      this.customers += 1;
      return this.customers - 1;
    }
    const back = random.below(1024) / 1024;
    return this.customers - 1 - Math.floor(this.customers * back * back * back);
  }

  private lineCount(): number {
    const draw = this.random.below(100);
    return draw < 40 ? 1 : draw < 68 ? 2 : draw < 84 ? 3 : draw < 94 ? 4 : 6;
  }

  /** Products are sold the more often the lower their number. */
  private makeLine(reduced: boolean, taxed: number): MadeLine {
    const { random, products } = this;
    const skew = random.below(4096) / 4096;
    const product = products[Math.floor(products.length * skew * skew)] ?? products[0];
    const variant = product?.variants[random.below(product.variants.length)];
    if (!product || !variant) throw new Error("catalogue: expected products with variants");
    const quantity = random.chance(850) ? 1 : random.between(2, 4);
    const discount = reduced ? Math.floor((variant.price * quantity) / 10) : 0;
    const tax = Math.floor(((variant.price * quantity - discount) * taxed) / 100);
    this.lines += 1;
    return { id: LINE_ID + this.lines, product, variant, quantity, discount, tax };
  }

  private makeReturn(index: number, createdAt: number, lines: readonly MadeLine[]): MadeReturn | null {
    const { random } = this;
    const line = lines[random.below(lines.length)];
    const at = createdAt + random.between(2, 40) * DAY;
    if (!line || at > ENDS) return null;
    const quantity = random.between(1, line.quantity);
    const part = (of: number) => (quantity === line.quantity ? of : Math.floor((of * quantity) / line.quantity));
    return {
      refundId: REFUND_ID + index,
      at,
      line,
      quantity,
      restocked: random.chance(800),
      net: part(netOf(line)),
      tax: part(line.tax),
      discount: part(line.discount),
    };
  }

  private tally(customer: number, total: number): void {
    this.customerOrders[customer] = (this.customerOrders[customer] ?? 0) + 1;
    this.customerSpent[customer] = (this.customerSpent[customer] ?? 0) + total;
  }
}

export const netOf = (line: MadeLine): number => line.variant.price * line.quantity - line.discount;

/** A customer lives in the same country for good; half of them in the first of the list. */
export function countryOf(customer: number): number {
  const mixed = Math.imul(customer + 1, 0x9e3779b1) >>> 0;
  return mixed % 2 === 0 ? 0 : (mixed >>> 8) % COUNTRIES.length;
}
