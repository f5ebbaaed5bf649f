import type { Gid, RawNode } from "./types";

/** What is known of a node without reading it: enough to filter, sort and join. Times in milliseconds. */
export interface Row {
  readonly id: Gid;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Of an order; of anything else the time it was created. */
  readonly processedAt: number;
  readonly customer: Gid | null;
  /** An order made with a test payment. */
  readonly test: boolean;
  /** Gids of an order's refunds. */
  readonly refunds: readonly Gid[];
  /** The node as JSON text. */
  readonly text: Buffer;
}

const cacheSize = 512;

/**
 * Nodes of one type in the order of the folder, kept as JSON text and read when asked for: a store of 22,000 orders is
 * 110 MB of text but several times that as objects.
 */
export class NodeTable<Node extends RawNode> {
  private readonly rows = new Map<Gid, Row>();
  private readonly cache = new Map<Gid, Node>();

  /** `read` turns the parsed text of a row into the node that is served. */
  constructor(private readonly read: (parsed: RawNode, row: Row) => Node) {}

  get size(): number {
    return this.rows.size;
  }

  has(id: Gid): boolean {
    return this.rows.has(id);
  }

  row(id: Gid): Row | null {
    return this.rows.get(id) ?? null;
  }

  allRows(): IterableIterator<Row> {
    return this.rows.values();
  }

  get(id: Gid): Node | null {
    const row = this.rows.get(id);
    if (!row) return null;
    const cached = this.cache.get(id);
    if (cached) return cached;
    // What stands in a table was checked against the schema before it got there.
    const node = this.read(JSON.parse(row.text.toString("utf8")) as RawNode, row);
    if (this.cache.size >= cacheSize) this.forgetOldest();
    this.cache.set(id, node);
    return node;
  }

  *all(): IterableIterator<Node> {
    for (const id of this.rows.keys()) {
      const node = this.get(id);
      if (node) yield node;
    }
  }

  set(row: Row): void {
    this.rows.set(row.id, row);
    this.cache.delete(row.id);
  }

  delete(id: Gid): void {
    this.rows.delete(id);
    this.cache.delete(id);
  }

  private forgetOldest(): void {
    for (const id of this.cache.keys()) {
      this.cache.delete(id);
      return;
    }
  }
}
