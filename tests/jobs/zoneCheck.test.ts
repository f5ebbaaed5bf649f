import { describe, expect, it } from "vitest";
import { checkZones, differingZones } from "~/jobs/zoneCheck.server";
import { newShop } from "../support/schedules";

describe("two sources of time zones", () => {
  const winter = new Date("2026-12-01T00:00:00Z");

  it("differ where one of them tells another offset, or does not know the zone", () => {
    expect(
      differingZones([
        { zone: "Asia/Kathmandu", at: winter, minutes: 345 },
        { zone: "Europe/London", at: winter, minutes: 60 },
        { zone: "Australia/Lord_Howe", at: winter, minutes: 660 },
        { zone: "Foo/Bar", at: winter, minutes: 0 },
      ]),
    ).toEqual(["Europe/London", "Foo/Bar"]);
  });

  it("are compared for the zones in use, and agree about those that change by the oldest rules", async () => {
    for (const timeZone of ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
      await newShop({ timeZone });
    expect(await checkZones(winter)).toEqual([]);
  });
});
