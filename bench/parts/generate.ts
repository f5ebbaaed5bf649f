import type { Part } from "../bench";

export const generate: Part = {
  name: "generate",
  what: "a shop's bulk files are made",
  run: async (bench) => {
    const { seconds, files, customers, lineItems } = await bench.store(bench.orders);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    bench.record({ name: "orders generated", value: bench.orders / seconds, unit: "orders/s" });
    bench.record({ name: "bulk files", value: bytes / 1e6, unit: "MB" });
    bench.record({ name: "customers", value: customers, unit: "customers" });
    bench.record({ name: "line items", value: lineItems, unit: "line items" });
  },
};
