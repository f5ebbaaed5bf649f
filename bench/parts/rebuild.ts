import pg from "pg";
import type { Part } from "../bench";
import { atMost } from "../support/figures";
import { timed } from "../support/measure";
import { derivedTables, digestOf } from "../support/tables";

export const rebuild: Part = {
  name: "rebuild",
  what: "all facts and roll-ups are made anew from the ledger and compared with those kept up to date",
  run: async (bench) => {
    const { recostAll } = await import("~/data/facts.server");
    const { shopId } = await bench.shop();
    const before = await digests(bench.scratch.adminUrl, shopId);
    const { value, cpu } = await bench.cpuOf(() => timed(() => recostAll(shopId)));
    const after = await digests(bench.scratch.adminUrl, shopId);
    const differing = [...before].filter(([table, digest]) => after.get(table) !== digest).map(([table]) => table);
    bench.record({ name: "everything made anew", value: value.seconds, unit: "s", targets: [atMost(30)] });
    if (cpu.database !== null) bench.record({ name: "processor time of the database", value: cpu.database, unit: "s" });
    bench.record({
      name: `tables that then differ${differing.length > 0 ? `: ${differing.join(", ")}` : ""}`,
      value: differing.length,
      unit: `of ${before.size}`,
      targets: [atMost(0)],
    });
  },
};

async function digests(adminUrl: string, shopId: bigint): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const found = new Map<string, string>();
    for (const table of await derivedTables(client)) found.set(table, await digestOf(client, table, shopId));
    return found;
  } finally {
    await client.end();
  }
}
