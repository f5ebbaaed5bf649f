import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** What has been applied somewhere is never applied again: each migration with the digest of its text, new ones at the end. */
const APPLIED: Readonly<Record<string, string>> = {
  "0001_ledger": "5c2d20bca1908b80",
  "0002_sync": "a0aef82e4b9f8c54",
  "0004_delivery": "04d989b0b93a995e",
  "0005_costs": "aa6adb4a592834fc",
  "0006_customers": "5b78f2c431e2d4d7",
  "0007_conversion": "0ca078bb8dd48d04",
  "0008_facts": "bb632b5ba518d01a",
  "0010_uncosted": "4e8835f63f449ddf",
  "0011_subscriptions": "d7f4c3a457b5d42a",
  "0012_delivery_events": "b29037bbd7f35bd5",
  "0014_schedule_choice": "a9979306ca2e8393",
  "0015_pages": "969b2036736d7ac5",
  "0016_predictions": "37110a30a836a1ed",
  "0017_builder": "99294ba806ce02af",
  "0018_timing": "3c122e9334e1bb3b",
  "0019_notices": "9811d8e20198a6b1",
  "0020_shares": "8e4b6afe58d281e2",
  "0021_prediction_groups": "ee497689e3b3287a",
  "0022_used_sums": "4f79a422f12c019c",
  "0023_unknown_orders": "444cc207ebf9d85d",
};

it("a migration stays as it was when it was first applied", () => {
  const folder = "prisma/migrations";
  const names = readdirSync(folder).filter((name) => /^\d{4}_/.test(name));
  const found = names.map((name): [string, string] => {
    const text = readFileSync(`${folder}/${name}/migration.sql`);
    return [name, createHash("sha256").update(text).digest("hex").slice(0, 16)];
  });
  expect(Object.fromEntries(found)).toEqual(APPLIED);
});
