import { describe, expect, it } from "vitest";
import { filterEntries, filterIn, filterOf, typedValue } from "~/analytics/filter";
import { NO_SWITCHES, switchesIn, switchesOf, switchWords } from "~/analytics/switches";

describe("a filter", () => {
  it("is read from pairs: values of one dimension are alternatives, an empty value stands for none", () => {
    const filter = filterOf([
      ["country", "GB"],
      ["channel", "Online Store"],
      ["country", ""],
      ["country", "GB"],
    ]);
    expect(filter).toEqual({ country: ["GB", ""], channel: ["Online Store"] });
  });

  it("is written as pairs in one order, whatever the order it was chosen in", () => {
    const entries = filterEntries({ customerTag: ["vip"], channel: ["POS", "Online Store"] });
    expect(entries).toEqual([
      ["channel", "POS"],
      ["channel", "Online Store"],
      ["customerTag", "vip"],
    ]);
    expect(filterOf(entries)).toEqual({ customerTag: ["vip"], channel: ["POS", "Online Store"] });
  });

  it("refuses a dimension and a value that cannot be", () => {
    expect(() => filterOf([["colour", "red"]])).toThrow(/colour/);
    expect(() => filterOf([["product", "mug"]])).toThrow(/number of its id/);
    expect(() => filterOf([["customerKind", "old"]])).toThrow(/customerKind/);
  });

  it("takes from an address what it can be, and leaves the rest aside", () => {
    const search = new URLSearchParams("period=lastMonth&product=7&product=mug&country=GB&country=JP&customerKind=old");
    expect(filterIn(search)).toEqual({ product: ["7"], country: ["GB", "JP"] });
  });
});

describe("the switches", () => {
  it("are written as words and read back", () => {
    const switches = { ...NO_SWITCHES, cancelled: true, tags: ["wholesale", "a:b"], sources: ["pos"] };
    expect(switchWords(switches)).toEqual(["cancelled", "tag:wholesale", "tag:a:b", "source:pos"]);
    expect(switchesOf(switchWords(switches))).toEqual(switches);
  });

  it("name a word that means nothing, and what would", () => {
    expect(() => switchesOf(["paid"])).toThrow('"paid": expected cancelled, unpaid');
  });

  it("of an address without any are the shop's, and with the word none are off", () => {
    expect(switchesIn(new URLSearchParams("period=lastMonth"))).toBeNull();
    expect(switchesIn(new URLSearchParams("exclude=none"))).toEqual(NO_SWITCHES);
    expect(switchesIn(new URLSearchParams("exclude=unpaid&exclude=nonsense"))).toEqual({
      ...NO_SWITCHES,
      unpaid: true,
    });
  });
});

describe("a value that is typed", () => {
  it("names an id by its number, a country by its code, and else is what was typed", () => {
    expect(typedValue("product", " 8123 ")).toBe("8123");
    expect(typedValue("product", "Mug")).toBeNull();
    expect(typedValue("country", "de")).toBe("DE");
    expect(typedValue("firstOrderCountry", "Germany")).toBeNull();
    expect(typedValue("lastCampaign", " spring 2024 ")).toBe("spring 2024");
    expect(typedValue("customerKind", "new")).toBe("new");
    expect(typedValue("customerKind", "regular")).toBeNull();
    expect(typedValue("vendor", "  ")).toBeNull();
    expect(typedValue("vendor", "x".repeat(300))).toBeNull();
  });
});
