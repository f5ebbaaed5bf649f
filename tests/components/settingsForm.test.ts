import { describe, expect, it } from "vitest";
import { faultsOf } from "~/components/form/fault";
import { SettingsForm, settingsValues } from "~/components/settings/settingsValues";

const stored = {
  weekStart: 1,
  excludeCancelled: false,
  excludeUnpaid: true,
  excludeZeroValue: false,
  excludeTags: ["wholesale", "b2b"],
  excludeChannels: [],
  excludeSources: ["draft"],
  smallestCohort: 5,
  highValue: { fullPriceShare: 0.07, orders: 3, windowDays: 90 },
  shippingCostPerOrder: 425,
  handlingCostPerOrder: null,
  defaultCostShare: 0.425,
};

describe("the settings form", () => {
  it("shows shares as percent and amounts in the shop's currency, and reads back what it shows", () => {
    const values = settingsValues(stored, 2);
    expect(values).toMatchObject({
      fullPriceShare: "7",
      shippingCostPerOrder: "4.25",
      handlingCostPerOrder: "",
      defaultCostShare: "42.5",
      excludeTags: "wholesale, b2b",
      smallestCohort: "5",
    });
    expect(SettingsForm("GBP").parse(values)).toEqual({
      weekStart: 1,
      excludeCancelled: false,
      excludeUnpaid: true,
      excludeZeroValue: false,
      excludeTags: ["wholesale", "b2b"],
      excludeChannels: [],
      excludeSources: ["draft"],
      smallestCohort: 5,
      fullPriceShare: 0.07,
      orders: 3,
      windowDays: 90,
      shippingCostPerOrder: 425,
      handlingCostPerOrder: null,
      defaultCostShare: 0.425,
    });
  });

  it("takes names in any script's commas, each once", () => {
    const names = (excludeTags: string) =>
      SettingsForm("GBP").parse({ ...settingsValues(stored, 2), excludeTags }).excludeTags;
    expect(names(" wholesale ,, b2b、卸売，wholesale")).toEqual(["wholesale", "b2b", "卸売"]);
    expect(names("  ")).toEqual([]);
  });

  it("takes a decimal comma, and a currency without decimals", () => {
    expect(
      SettingsForm("GBP").parse({ ...settingsValues(stored, 2), shippingCostPerOrder: "3,90" }).shippingCostPerOrder,
    ).toBe(390);
    expect(
      SettingsForm("JPY").parse({ ...settingsValues(stored, 0), shippingCostPerOrder: "600" }).shippingCostPerOrder,
    ).toBe(600);
  });

  it("names each field that is wrong", () => {
    const wrong = {
      ...settingsValues(stored, 2),
      fullPriceShare: "",
      orders: "0",
      windowDays: "a year",
      shippingCostPerOrder: "-1",
      defaultCostShare: "101",
    };
    const parsed = SettingsForm("GBP").safeParse(wrong);
    expect(parsed.success).toBe(false);
    expect(parsed.error && faultsOf(parsed.error)).toEqual({
      fullPriceShare: "number",
      orders: "number",
      windowDays: "number",
      shippingCostPerOrder: "number",
      defaultCostShare: "number",
    });
  });
});
