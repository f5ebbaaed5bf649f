import { z } from "zod";
import type { BulkOperation } from "~/shopify/bulk.server";
import { type CpuSeconds, cpuSeconds, cpuSince } from "./support/cpu";
import { type Figure, figureOf, type NewFigure, shown } from "./support/figures";
import { type ImportedShop, importShop } from "./support/importShop";
import { copyShop } from "./support/others";
import type { Scratch } from "./support/scratch";

const StoreSizes = z.object({
  seconds: z.number(),
  customers: z.number(),
  lineItems: z.number(),
  returns: z.number(),
  files: z.array(
    z.object({ name: z.string(), path: z.string(), bytes: z.number(), lines: z.number(), roots: z.number() }),
  ),
});

/** A generated shop's files: orders, ledger, customers. */
export type StoreSizes = z.infer<typeof StoreSizes>;

const FEWEST_ORDERS = 100;

/** One part of the suite: what it measures, in the order in which parts are run. */
export interface Part {
  readonly name: string;
  readonly what: string;
  run(bench: Bench): Promise<void>;
}

/** What takes figures. */
export type Recorder = Pick<Bench, "record">;

/** What the parts share: the generated shops, their imports, and the figures. */
export class Bench {
  readonly figures: Figure[] = [];
  private part = "";
  private copies: Promise<void> | null = null;
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

  /** Processor time that `work` takes, in the app and in the database. */
  async cpuOf<T>(work: () => Promise<T>): Promise<{ value: T; cpu: CpuSeconds }> {
    const before = cpuSeconds(this.scratch.databaseFolder);
    const value = await work();
    return { value, cpu: cpuSince(before, this.scratch.databaseFolder) };
  }

  /** Records processor time of the database, where the system tells it; `times` is how often the work was done. */
  recordCpu(name: string, { database }: CpuSeconds, times: number): void {
    if (database !== null) this.record({ name, value: (database * 1000) / times, unit: "ms" });
  }

  /** The files of a generated shop, made on first use. */
  async store(orders: number): Promise<StoreSizes> {
    const response = await fetch(`${this.scratch.storeUrl}/stores/${orders}`);
    return StoreSizes.parse(await response.json());
  }

  /** A whole file of a generated shop as a bulk operation offers it. */
  async wholeFile(orders: number, file: "orders" | "ledger"): Promise<BulkOperation> {
    const { files } = await this.store(orders);
    const made = files.find(({ name }) => name === file);
    if (!made) throw new Error(`${file}: expected a file of the generated shop`);
    return {
      id: file,
      status: "COMPLETED",
      errorCode: null,
      objectCount: made.lines,
      rootObjectCount: made.roots,
      url: `${this.scratch.storeUrl}/whole/${orders}/${file}`,
    };
  }

  /** A generated shop imported by the app, on first use. Shops with other marks hold the same orders. */
  shop(orders = this.orders, mark = "a"): Promise<ImportedShop> {
    const domain = `bench-${orders}-${mark}.myshopify.com`;
    const known = this.shops.get(domain);
    if (known) return known;
    const imported = this.store(orders).then(() => importShop(this.scratch, domain));
    this.shops.set(domain, imported);
    return imported;
  }

  /** Sizes of the smaller shops beside the big one: a hundredth and a tenth of it. */
  smaller(): readonly number[] {
    return [100, 10].map((part) => Math.max(FEWEST_ORDERS, Math.floor(this.orders / part)));
  }

  /** Other shops with as many orders in all as the big one lie in the same tables: copies of a tenth of it. */
  others(): Promise<void> {
    this.copies ??= this.layOthers();
    return this.copies;
  }

  private async layOthers(): Promise<void> {
    const orders = this.smaller().at(-1) ?? this.orders;
    const { shopId } = await this.shop(orders);
    await copyShop(this.scratch.adminUrl, shopId, Math.ceil(this.orders / orders));
  }
}
