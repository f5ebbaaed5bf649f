import { z } from "zod";
import { type Figure, figureOf, type NewFigure, shown } from "./support/figures";
import { type ImportedShop, importShop } from "./support/importShop";
import type { Scratch } from "./support/scratch";

const StoreSizes = z.object({
  seconds: z.number(),
  customers: z.number(),
  lineItems: z.number(),
  returns: z.number(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), lines: z.number() })),
});

/** A generated shop's files: orders, ledger, customers. */
export type StoreSizes = z.infer<typeof StoreSizes>;

/** One part of the suite: what it measures, in the order in which parts are run. */
export interface Part {
  readonly name: string;
  readonly what: string;
  run(bench: Bench): Promise<void>;
}

/** What the parts share: the generated shops, their imports, and the figures. */
export class Bench {
  readonly figures: Figure[] = [];
  private part = "";
  private readonly shops = new Map<string, Promise<ImportedShop>>();

  constructor(
    readonly scratch: Scratch,
    /** Orders of the big shop. */
    readonly orders: number,
    private readonly say: (line: string) => void,
  ) {}

  async measure(part: Part): Promise<void> {
    this.part = part.name;
    this.say(`${part.name}: ${part.what}`);
    await part.run(this);
  }

  record(figure: NewFigure): void {
    const recorded = figureOf(this.part, figure);
    this.figures.push(recorded);
    this.say(`  ${recorded.name}: ${shown(recorded.value)} ${recorded.unit}`);
  }

  /** The files of a generated shop, made on first use. */
  async store(orders: number): Promise<StoreSizes> {
    const response = await fetch(`${this.scratch.storeUrl}/stores/${orders}`);
    return StoreSizes.parse(await response.json());
  }

  /** A generated shop imported by the app, on first use. Shops with other marks hold the same orders. */
  shop(orders = this.orders, mark = "a"): Promise<ImportedShop> {
    const domain = `bench-${orders}-${mark}.myshopify.com`;
    const known = this.shops.get(domain);
    if (known) return known;
    const imported = this.store(orders).then(() => importShop(this.scratch.storeUrl, domain));
    this.shops.set(domain, imported);
    return imported;
  }
}
