import { expect, it } from "vitest";
import { day } from "~/analytics/period";
import { faultsOf } from "~/components/form/fault";
import { SpendForm } from "~/components/settings/costForms";

it("spend is typed for a day that has come, not for one ahead", () => {
  const form = SpendForm("GBP", day("2025-01-31"));
  const typed = { platform: "meta", amount: "12,50" };
  expect(form.parse({ ...typed, day: "2025-01-31" })).toMatchObject({ day: "2025-01-31", amount: 1250 });
  const ahead = form.safeParse({ ...typed, day: "2025-02-01" });
  expect(ahead.error && faultsOf(ahead.error)).toEqual({ day: "dayAhead" });
});
