import type { Part } from "../bench";
import { timed } from "../support/measure";

/** The whole nightly job on an imported shop: 590,000 orders have about 236,000 customers. */
export const predictions: Part = {
  name: "predictions",
  what: "the nightly job reads all orders, chooses, fits and proves the models, scores every customer and stores the scores",
  run: async (bench) => {
    const { predict } = await import("~/jobs/predict.server");
    const { findModelVersion } = await import("~/data/predictions.server");
    const { scoreGroupReport } = await import("~/reports/scoreGroupReport.server");
    const { scoreListReport } = await import("~/reports/scoreReport.server");
    const { withShopClient } = await import("~/db.server");
    const { shopId } = await bench.shop();
    const { value, cpu } = await bench.cpuOf(() => timed(() => predict(shopId)));
    const version = await withShopClient(shopId, (client) => findModelVersion(client, shopId));
    const customers = version?.customers ?? 0;
    bench.record({ name: "customers scored", value: customers, unit: "customers" });
    bench.record({ name: "the whole job", value: value.seconds, unit: "s" });
    if (cpu.database !== null) bench.record({ name: "processor time of the database", value: cpu.database, unit: "s" });
    const asOf = new Date();
    const list = await timed(() => scoreListReport(shopId, { asOf }));
    bench.record({ name: "page of customers by predicted value", value: list.seconds * 1000, unit: "ms" });
    const groups = await timed(() => scoreGroupReport(shopId, { asOf, by: "cohort" }));
    bench.record({ name: "groups by cohort with ranges", value: groups.seconds * 1000, unit: "ms" });
  },
};
