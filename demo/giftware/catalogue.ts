import type { Pence } from "../money";
import type { Order, SaleLine } from "./sales";

/** One stock code as a product. */
export type Product = {
  readonly sku: string;
  readonly title: string;
  readonly price: Pence;
  readonly type: string;
  readonly isGiftCard: boolean;
  /** Minute of its first sale. */
  readonly since: number;
  readonly number: number;
};

const TYPES: readonly [RegExp, string][] = [
  [/\bBAGS?\b/, "Bags"],
  [/T-LIGHT|CANDLE|LANTERN|LIGHTS?\b|LAMP/, "Lights and candles"],
  [/CHRISTMAS|XMAS|ADVENT|EASTER/, "Seasonal"],
  [/CAKE|BAKING|KITCHEN|\bTEA\b|MUG|CUP\b|BOWL|PLATE|JAR|JUG|TIN\b|TINS\b|LUNCH|BOTTLE/, "Kitchen and dining"],
  [/NECKLACE|BRACELET|EARRING|RING\b|BROOCH|HAIR/, "Jewellery"],
  [/\bCARDS?\b|WRAP|PAPER|NOTEBOOK|PENCIL|STICKER|TAPE|RIBBON/, "Paper and craft"],
  [/CUSHION|DOORMAT|CURTAIN|RUG\b|QUILT|TOWEL/, "Textiles"],
  [/CLOCK|FRAME|MIRROR|SIGN\b|HOOK|HANGER|DRAWER|HEART|WREATH|VASE/, "Home decoration"],
  [/GARDEN|PLANT|SEED|WATERING|BIRD/, "Garden"],
  [/TOY|GAME|DOLL|PUZZLE|CHILD|SKIPPING|SPINNING|SOLDIER/, "Toys"],
];

/** The stock codes that were ever sold, in order of SKU. */
export function catalogueOf(orders: readonly Order[]): Product[] {
  const lines = new Map<string, { line: SaleLine; minute: number }[]>();
  for (const order of orders) {
    for (const line of order.lines) {
      if (line.kind === "custom") continue;
      const own = lines.get(line.sku);
      if (own === undefined) lines.set(line.sku, [{ line, minute: order.minute }]);
      else own.push({ line, minute: order.minute });
    }
  }
  return [...lines.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, sold], index) => productOf(sku, sold, index + 1));
}

function productOf(sku: string, sold: readonly { line: SaleLine; minute: number }[], number: number): Product {
  const priced = sold.filter(({ line }) => line.unitPence > 0);
  const words = mostFrequent(
    (priced.length > 0 ? priced : sold).map(({ line }) => line.row.description.trim()).filter(Boolean),
  );
  return {
    sku,
    title: words === undefined ? sku : tidy(words),
    price: mostFrequent(priced.map(({ line }) => line.unitPence)) ?? 0,
    type: TYPES.find(([pattern]) => pattern.test(words ?? ""))?.[1] ?? "Gifts",
    isGiftCard: sold[0]?.line.kind === "giftCard",
    since: sold.reduce((earliest, { minute }) => Math.min(earliest, minute), Number.MAX_SAFE_INTEGER),
    number,
  };
}

/** "WHITE HANGING HEART T-LIGHT HOLDER" is "White Hanging Heart T-Light Holder"; words with a small letter stay as they are. */
export function tidy(description: string): string {
  const words = description.replace(/\s+/g, " ").trim();
  if (words !== words.toUpperCase()) return words;
  return words
    .toLowerCase()
    .replace(/(^|[^\p{L}'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  let best: T | undefined;
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
