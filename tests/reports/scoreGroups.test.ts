import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import type { GroupSums } from "~/data/scoreGroups.server";
import { addGroups, groupRow } from "~/reports/scoreGroups";

const SHARED = { year: { rhythm: 0, contracts: 0 }, years: { rhythm: 0, contracts: 0 } };

/** Ten customers who brought 500.00, and will bring 100.00 within a year and 200.00 within three, of which a quarter by contracts. */
const GROUP: GroupSums = {
  value: "2025-01",
  label: null,
  customers: 10,
  historicProfit: minor(50_000),
  historicCustomers: 10,
  yearOrders: 12,
  yearRenewals: 3,
  subscribers: 2,
  unknownCustomers: 0,
  year: { rhythm: { profit: minor(7_500), variance: 0 }, contracts: { profit: minor(2_500), variance: 0 } },
  years: { rhythm: { profit: minor(15_000), variance: 0 }, contracts: { profit: minor(5_000), variance: 0 } },
};

describe("a group of predictions", () => {
  it("keeps historic, future and total apart; the total is their sum", () => {
    const row = groupRow(GROUP, SHARED);
    expect([row.historic, row.year?.value, row.years?.value, row.total?.value]).toEqual([
      50_000, 10_000, 20_000, 70_000,
    ]);
    expect(row.years?.contracts).toBe(5_000);
  });

  it("has no total where historic or future profit is not known of every customer", () => {
    expect(groupRow({ ...GROUP, historicCustomers: 9 }, SHARED).total).toBeNull();
    expect(groupRow({ ...GROUP, unknownCustomers: 1 }, SHARED).total).toBeNull();
  });

  it("sets all it brings against what winning it cost, and says when that comes back", () => {
    const won = (spend: number) => groupRow(GROUP, SHARED, { won: GROUP, spend: minor(spend) }).acquisition;
    expect(won(35_000)).toMatchObject({ acquisitionCost: 3_500, valueToCost: 2, comesBack: "soFar" });
    expect(won(60_000)?.comesBack).toBe("year");
    expect(won(70_000)?.comesBack).toBe("years");
    expect(won(70_001)?.comesBack).toBe("later");
    const unknown = groupRow(GROUP, SHARED, { won: { ...GROUP, historicCustomers: 9 }, spend: minor(1) }).acquisition;
    expect(unknown).toMatchObject({ valueToCost: null, comesBack: null });
  });

  it("of several groups sums what is known, and is unknown where it is of none", () => {
    const blind: GroupSums = {
      ...GROUP,
      historicProfit: null,
      historicCustomers: 0,
      year: null,
      years: null,
      unknownCustomers: 10,
    };
    expect(addGroups([GROUP, blind], null)).toMatchObject({
      customers: 20,
      historicProfit: 50_000,
      historicCustomers: 10,
    });
    expect(addGroups([GROUP, blind], null).years?.rhythm.profit).toBe(15_000);
    expect(addGroups([blind, blind], null)).toMatchObject({ historicProfit: null, years: null });
  });
});
