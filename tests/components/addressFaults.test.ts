import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { addressFaults } from "~/components/address/addressFaults";
import { addressFaultText } from "~/components/address/addressText";
import { AddressError, explainQuery } from "~/components/explain/explainQuery";
import { pageOf } from "~/components/figures/paging";
import { chosenIn } from "~/components/filter/chosenIn";
import { LANGUAGES } from "~/i18n/languages";

const faults = (address: string) => addressFaults(new URLSearchParams(address));
const names = (address: string) => faults(address).map(({ name, rule }) => `${name} ${rule}`);
const LARGEST = "9223372036854775807";
const TOO_LARGE = "9223372036854775808";

describe("parts of an address that cannot be read", () => {
  it("are named with their values, and an address without any says nothing", () => {
    expect(faults("period=lastMonth&product=12&customerKind=new&exclude=tag:b2b&page=2&locale=ja")).toEqual([]);
    expect(faults("product=abc&customerKind=zzz")).toEqual([
      { name: "product", value: "abc", rule: "dimension" },
      { name: "customerKind", value: "zzz", rule: "dimension" },
    ]);
    expect(names("period=always&clock=noon&grain=hour&exclude=foo&page=0")).toEqual([
      "period choice",
      "clock choice",
      "grain choice",
      "exclude switch",
      "page page",
    ]);
  });

  it("a comparison or a period the wrong way round is said, and so is one without an end", () => {
    expect(names("comparison=chosen&compareStart=2026-02-01&compareLast=2026-01-01")).toEqual([
      "compareStart comparisonReversed",
    ]);
    expect(names("period=custom&start=2026-02-01&last=2026-01-01")).toEqual(["start reversed"]);
    expect(names("period=custom&start=2026-02-01")).toEqual(["last missing"]);
  });

  it("numbers beyond what the database holds, the character 0 and years far away are none", () => {
    expect(names(`product=${LARGEST}`)).toEqual([]);
    expect(names(`product=${TOO_LARGE}&channel=%00&exclude=tag:%00`)).toEqual([
      "product dimension",
      "channel dimension",
      "exclude switch",
    ]);
    expect(chosenIn(new URLSearchParams(`product=${TOO_LARGE}&channel=%00&exclude=tag:%00`))).toEqual({
      filter: {},
      switches: null,
    });
    expect(names("page=99999999999999999999")).toEqual(["page page"]);
    expect(pageOf(new URLSearchParams("page=99999999999999999999"))).toBe(1);
    expect(names("period=custom&start=0001-01-01&last=9999-12-31")).toEqual(["start day", "last day"]);
    expect(names("period=custom&start=1980-01-01&last=2026-12-31&grain=day")).toEqual(["grain tooFine"]);
  });

  it("every rule has a sentence in every language, which names parameter and value", () => {
    const bad =
      "period=always&product=abc&exclude=foo&page=0&start=x&comparison=chosen&compareStart=2026-02-01&compareLast=2026-01-01";
    for (const language of LANGUAGES)
      for (const fault of faults(bad))
        expect(addressFaultText(fault, language)).toContain(`${fault.name}=${fault.value}`);
  });
});

const today = day("2026-03-10");
const explain = (address: string) => explainQuery(new URLSearchParams(address), today);
const span = "start=2026-01-01&end=2026-02-01&clock=eventDay";

/** The faults for which an address of a figure is refused. */
function refused(address: string): string[] {
  try {
    explain(address);
    return [];
  } catch (error) {
    if (error instanceof AddressError) return error.faults.map(({ name, rule }) => `${name} ${rule}`);
    throw error;
  }
}

describe("the address of a figure's orders", () => {
  it("a forgotten customer's number is negative, and theirs alone is asked for", () => {
    expect(explain(`${span}&customer=-5`)).toMatchObject({ customerId: "-5", period: { start: "2026-01-01" } });
  });

  it.each([
    ["customer=abc", "customer customer"],
    [`customer=9${TOO_LARGE}`, "customer customer"],
    [`customer=-${TOO_LARGE}`, "customer customer"],
    [`productPart=${TOO_LARGE}`, "productPart product"],
    ["productPart=-1", "productPart product"],
    ["platform=%00", "platform platform"],
    ["attribution=middle", "attribution choice"],
    ["cohort=2026-13", "cohort cohort"],
    ["cohort=2026-02-01..2026-01-01", "cohort cohort"],
    ["after=here", "after place"],
    ["product=abc", "product dimension"],
    ["exclude=foo", "exclude switch"],
  ])("%s is refused by name, never answered with another figure", (part, fault) => {
    expect(refused(`${span}&${part}`)).toEqual([fault]);
  });

  it("days that are none, one without the other, or the wrong way round are refused", () => {
    expect(refused("start=2026-02-30&end=2026-03-02")).toEqual(["start day"]);
    expect(refused("start=2026-02-01")).toEqual(["end missing"]);
    expect(refused("start=2026-02-01&end=2026-02-01")).toEqual(["start reversed"]);
    expect(refused("start=2026-02-01&end=2026-03-01&clock=noon")).toEqual(["clock choice"]);
  });

  it("without days it is about the last 30, of the customer it names", () => {
    expect(explain("customer=7")).toMatchObject({
      customerId: "7",
      period: { start: "2026-02-08", end: "2026-03-10" },
      clock: "eventDay",
    });
  });
});
