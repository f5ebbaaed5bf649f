import { type Pence, shareOf } from "../money";

export type Product = {
  readonly number: number;
  readonly title: string;
  readonly type: "Coffee" | "Equipment" | "Gift card";
  /** Deleted from the shop later: its orders keep title and SKU, and point to no product. */
  readonly isDeleted: boolean;
  readonly variants: readonly Variant[];
};

export type Variant = {
  readonly number: number;
  readonly productNumber: number;
  readonly sku: string;
  readonly title: string;
  readonly productTitle: string;
  readonly type: Product["type"];
  readonly isDeleted: boolean;
  readonly price: Pence;
  readonly unitCost: Pence;
  readonly compareAt: Pence | null;
};

/** Day of the simulation from which coffee costs the roaster 15% more. */
export const COST_RISE_DAY = 548;
/** Day of the simulation from which new orders of coffee cost $1.00 (12 oz) or $2.50 (2 lb) more; running subscriptions keep their price. */
export const PRICE_RISE_DAY = 560;

/** Title, 12 oz price, 2 lb price or null, cost in per mille of the price. */
const COFFEES: readonly (readonly [string, Pence, Pence | null, number])[] = [
  ["House Blend", 1500, 3600, 360],
  ["Night Train", 1550, 3700, 365],
  ["Morning Ferry", 1600, 3850, 370],
  ["Espresso No. 4", 1600, 3800, 360],
  ["Brazil Cerrado", 1450, 3500, 350],
  ["Colombia Huila", 1750, 4200, 390],
  ["Guatemala Antigua", 1700, 4100, 385],
  ["Sumatra Mandheling", 1700, 4100, 380],
  ["Ethiopia Guji", 1900, 4600, 410],
  ["Kenya Nyeri", 2100, 5100, 425],
  ["Swiss Water Decaf", 1650, 4000, 395],
  ["Panama Geisha", 3800, null, 460],
];

/** Title, price, cost in per mille of the price, compare-at price. */
const EQUIPMENT: readonly (readonly [string, Pence, number, Pence | null])[] = [
  ["Hand Grinder", 8900, 520, null],
  ["Pour-Over Dripper", 2800, 450, null],
  ["Gooseneck Kettle", 7900, 540, 9500],
  ["Paper Filters, 100", 850, 400, null],
  ["Enamel Mug", 1800, 430, null],
  ["Coffee Scale", 4900, 530, 5900],
  ["French Press", 4200, 500, null],
  ["Canvas Tote", 2200, 410, null],
  ["Cold Brew Bottle", 3400, 480, 4000],
];

const GIFT_CARDS: readonly Pence[] = [2500, 5000, 10_000];
export const HOLIDAY_RESERVE = "Holiday Reserve";

type Draft = {
  title: string;
  type: Product["type"];
  isDeleted: boolean;
  variants: Omit<Variant, "number" | "productNumber" | "productTitle" | "type" | "isDeleted">[];
};

/** Everything the roastery ever sold, numbered from 1. */
export const PRODUCTS: readonly Product[] = numbered([
  ...COFFEES.map(([title, small, large, perMille]) => coffee(title, small, large, perMille, false)),
  coffee(HOLIDAY_RESERVE, 2000, null, 400, true),
  ...EQUIPMENT.map(
    ([title, price, perMille, compareAt]): Draft => ({
      title,
      type: "Equipment",
      isDeleted: false,
      variants: [
        { sku: skuOf(title, "1"), title: "Default Title", price, unitCost: shareOf(price, perMille, 1000), compareAt },
      ],
    }),
  ),
  {
    title: "Gift Card",
    type: "Gift card",
    isDeleted: false,
    variants: GIFT_CARDS.map((price) => ({
      sku: `GIFT-${price / 100}`,
      title: `$${price / 100}`,
      price,
      unitCost: 0,
      compareAt: null,
    })),
  },
]);

export const VARIANTS: readonly Variant[] = PRODUCTS.flatMap((product) => product.variants);
export const COFFEE_VARIANTS = VARIANTS.filter((variant) => variant.type === "Coffee" && !variant.isDeleted);
export const EQUIPMENT_VARIANTS = VARIANTS.filter((variant) => variant.type === "Equipment");
export const GIFT_CARD_VARIANTS = VARIANTS.filter((variant) => variant.type === "Gift card");

/** What a new order pays for one, on a day of the simulation. */
export function priceOn(variant: Variant, day: number): Pence {
  if (variant.type !== "Coffee" || variant.isDeleted || day < PRICE_RISE_DAY) return variant.price;
  return variant.price + (variant.title === "2 lb" ? 250 : 100);
}

/** What one costs the roaster, on a day of the simulation. */
export function costOn(variant: Variant, day: number): Pence {
  return variant.type === "Coffee" && day >= COST_RISE_DAY ? shareOf(variant.unitCost, 115, 100) : variant.unitCost;
}

function coffee(title: string, small: Pence, large: Pence | null, perMille: number, isDeleted: boolean): Draft {
  const sizes: readonly (readonly [string, Pence])[] =
    large === null
      ? [["12 oz", small]]
      : [
          ["12 oz", small],
          ["2 lb", large],
        ];
  return {
    title,
    type: "Coffee",
    isDeleted,
    variants: sizes.map(([size, price]) => ({
      sku: skuOf(title, size),
      title: size,
      price,
      unitCost: shareOf(price, perMille, 1000),
      compareAt: title === "Colombia Huila" && size === "2 lb" ? 4900 : null,
    })),
  };
}

function skuOf(title: string, size: string): string {
  return `${title.replace(/[^A-Za-z0-9]+/g, "-")}-${size.replace(" ", "")}`.toUpperCase();
}

function numbered(drafts: readonly Draft[]): Product[] {
  let variantNumber = 0;
  return drafts.map((draft, index) => ({
    number: index + 1,
    title: draft.title,
    type: draft.type,
    isDeleted: draft.isDeleted,
    variants: draft.variants.map((variant) => {
      variantNumber += 1;
      return {
        ...variant,
        number: variantNumber,
        productNumber: index + 1,
        productTitle: draft.title,
        type: draft.type,
        isDeleted: draft.isDeleted,
      };
    }),
  }));
}
