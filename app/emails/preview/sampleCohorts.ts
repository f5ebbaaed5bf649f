import { minor, perUnit, share, times } from "~/analytics/money";
import { firstDay, type Month } from "~/analytics/period";
import type { AcquisitionRow, AgeRow, CohortRow } from "~/reports/report";

/** Customers won in a month of the sample's year. */
export const cohortSize = (index: number): number => 118 + ((index * 37) % 61) + (index === 11 ? 64 : 0);

export function cohortRows(of: Month, cohort: number): CohortRow[] {
  const size = cohortSize(cohort);
  let [netSales, grossProfit, contributionProfit, ordered] = [0, 0, 0, 0];
  return Array.from({ length: 12 - cohort }, (_, tenure) => {
    const customers =
      tenure === 0 ? size : Math.round((size * (31 + cohort - 1.4 * tenure + ((cohort * 7 + tenure * 5) % 6))) / 100);
    const orders = tenure === 0 ? size + 6 : customers + Math.round(customers / 9);
    const sales = minor(orders * (10_180 + 83 * cohort - 47 * tenure));
    const gross = times(sales, "0.6105");
    const contribution = times(sales, tenure === 0 ? "0.4410" : "0.4689");
    netSales += sales;
    ordered += orders;
    grossProfit += gross;
    contributionProfit += contribution;
    return {
      cohortMonth: of,
      tenureMonth: tenure,
      cohortSize: size,
      customers,
      orders,
      netSales: sales,
      grossProfit: gross,
      contributionProfit: contribution,
      retention: share(customers, size),
      repeatRate: share(Math.min(size, Math.round(size * (0.05 + 0.31 * (1 - 0.72 ** tenure)))), size),
      lifetimeNetSales: perUnit(minor(netSales), size),
      lifetimeGrossProfit: perUnit(minor(grossProfit), size),
      lifetimeValue: perUnit(minor(contributionProfit), size),
      units: orders * 2,
      profitAfterMarketing: tenure === 0 ? minor(contribution - size * 900) : contribution,
      lifetimeProfitAfterMarketing: perUnit(minor(contributionProfit - size * 900), size),
      lifetimeOrders: share(ordered, size),
      lifetimeUnits: share(ordered * 2, size),
      complete: true,
    };
  });
}

export const acquisitionRow = (of: Month, cohort: number): AcquisitionRow => ({
  key: of,
  start: firstDay(of),
  customers: cohortSize(cohort),
  spend: minor(cohortSize(cohort) * 900),
  acquisitionCost: minor(900),
  payback: 0,
  paybackState: "reached",
  horizon: 12,
  valueToCost: cohort === 0 ? 6.25 : null,
});

export const ageRow = (age: number): AgeRow => ({
  age,
  customers: 1200 - age,
  repeatCustomers: 2 * age,
  repeatRate: share(2 * age, 1200 - age),
  lifetimeNetSales: minor(10_000 + 20 * age),
  lifetimeGrossProfit: minor(6000 + 12 * age),
  lifetimeValue: minor(4500 + 9 * age),
  lifetimeOrders: 1 + age / 100,
});
