import type { Filter } from "~/analytics/filter";
import type { Part } from "../bench";
import { atMost } from "../support/figures";
import { NOW } from "../support/pages";
import { calls } from "./pages";

const CALLS = 20;
const DEFAULT_MS = 15;
const FILTERED_MS = 150;

const FILTERS: readonly { readonly name: string; readonly filter: Filter }[] = [
  { name: "first order through a channel", filter: { firstOrderChannel: ["Online Store"] } },
  { name: "first order to a country", filter: { firstOrderCountry: ["US"] } },
  { name: "first order with a product", filter: { firstOrderProduct: ["7000000000003"] } },
  { name: "first order with a code", filter: { firstOrderCode: ["WELCOME10"] } },
  { name: "customers with a tag", filter: { customerTag: ["vip"] } },
  { name: "orders with a product, by channel", filter: { product: ["7000000000003"], channel: ["Online Store"] } },
  { name: "orders of a country", filter: { country: ["DE"] } },
];

export const cohorts: Part = {
  name: "cohorts",
  what: "the matrix of cohorts by tenure, of all customers and with filters",
  run: async (bench) => {
    const { cohortReport } = await import("~/reports/cohortReport.server");
    const { cohortChoices } = await import("~/components/cohorts/cohortChoices");
    const choices = cohortChoices(new URLSearchParams());
    const { shopId } = await bench.shop();
    await bench.others();
    const measured = async (name: string, filter: Filter, most: number) => {
      const load = () => cohortReport(shopId, { ...choices, asOf: NOW, filter });
      const { value, cpu } = await bench.cpuOf(() => calls({ name, load }, CALLS));
      const { loader, database } = value;
      bench.record({ name: `${name}, in the database`, value: database.median, unit: "ms", targets: [atMost(most)] });
      bench.record({ name: `${name}, loader`, value: loader.median, unit: "ms" });
      bench.recordCpu(`${name}, processor time in the database`, cpu, loader.count + 1);
    };
    await measured("all customers", {}, DEFAULT_MS);
    for (const { name, filter } of FILTERS) await measured(name, filter, FILTERED_MS);
  },
};
