import { expect, it } from "vitest";
import { day } from "~/analytics/period";
import { newWatch } from "~/components/alerts/watchForm";
import { listWatches } from "~/data/metricWatches.server";
import { getShop, setLanguage } from "~/data/shops.server";
import { act } from "~/routes/app.alerts.$watchId/act.server";
import { readForm } from "~/routes/app.reports.$scheduleId/draft.server";
import { newSchedule } from "~/routes/app.reports.$scheduleId/load.server";
import { steadyShop } from "../support/watchedShop";

const NOW = new Date("2026-11-19T06:30:00Z");

/** A shop whose pages were last opened in Turkish, by somebody else than who types. */
async function turkishShop() {
  const shopId = await steadyShop(day("2026-11-18"), { days: 1 });
  await setLanguage(shopId, "tr");
  return getShop(shopId);
}

it("a threshold is read in the language of the page it is typed on, whoever opened another page since", async () => {
  const shop = await turkishShop();
  const values = { ...newWatch("ada@example.com", "en"), kind: "threshold", bound: "1,000" } as const;
  await act(shop, null, { intent: "save", reader: "en", values }, NOW);
  const [watch] = await listWatches(shop.shopId);
  expect(watch?.rule.condition).toEqual({ kind: "threshold", side: "below", value: 100_000 });
  const refused = await act(shop, null, { intent: "save", reader: "tr", values }, NOW);
  expect(refused.answer.faults).toEqual({ bound: "ambiguous" });
});

it("a condition is read in the language of the page it is typed on", async () => {
  const shop = await turkishShop();
  const { values } = await newSchedule(shop, null);
  const conditions = [{ metric: "netSales", test: "above", amount: "1,000" }];
  const form = { ...values, title: "Sales", recipients: "ada@example.com", timing: { ...values.timing, conditions } };
  expect(readForm(shop, { reader: "en", values: form }).draft?.timing.conditions.of[0]?.value).toBe("100000");
  expect(readForm(shop, { reader: "tr", values: form }).faults).toEqual({
    "timing.conditions.of.0.value": "ambiguous",
  });
});
