import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { orderPlatform, platformer, platformFigures, type SourceSums, sessionPlatform } from "~/analytics/platforms";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

const NO_RULES = new Map<string, string>();
const of = platformer(NO_RULES, ["google", "Podcast"]);

describe("which platform a source is", () => {
  it.each([
    ["Google", "google"],
    ["google ads", "google"],
    ["https://www.google.co.uk/search?q=tea", "google"],
    ["Facebook", "meta"],
    ["ig", "meta"],
    ["l.instagram.com", "meta"],
    ["TikTok", "tiktok"],
    ["bing", "microsoft"],
    ["klaviyo", "email"],
    ["Newsletter", "email"],
    ["direct", "direct"],
    ["search", "search"],
    ["social", "social"],
    ["duckduckgo.com", "search"],
    ["android-app://com.pinterest/", "referral"],
    ["pin.it", "pinterest"],
    ["t.co", "x"],
    ["blog.example.org", "referral"],
    ["flyer-spring", "others"],
    ["unknown", "notKnown"],
  ])("%s is %s", (source, platform) => {
    expect(of(source)).toBe(platform);
  });

  it("what the shop advertises on is a platform of its own, as is what a rule names", () => {
    expect(of("podcast")).toBe("podcast");
    const ruled = platformer(new Map([["flyer-spring", "Flyers"]]), []);
    expect(ruled("Flyer-Spring")).toBe("Flyers");
    expect(ruled("podcast")).toBe("others");
  });

  it("a rule goes before the table", () => {
    expect(platformer(new Map([["facebook", "Community"]]), [])("Facebook")).toBe("Community");
  });

  it("nothing is told by an empty source", () => {
    expect(of("")).toBeNull();
    expect(of(null)).toBeNull();
  });
});

describe("which platform an order is of", () => {
  it("that of its touch, else that of a sales channel that is a platform, else not known", () => {
    expect(orderPlatform(of, "Facebook", "Online Store")).toBe("meta");
    expect(orderPlatform(of, null, "Point of Sale")).toBe("pointOfSale");
    expect(orderPlatform(of, null, "TikTok")).toBe("tiktok");
    expect(orderPlatform(of, null, "Online Store")).toBe("notKnown");
    expect(orderPlatform(of, null, "Some sales app")).toBe("notKnown");
    expect(orderPlatform(of, null, null)).toBe("notKnown");
  });

  it("a session is of the first of its words that names a platform", () => {
    expect(sessionPlatform(of, ["", "google", "search"])).toBe("google");
    expect(sessionPlatform(of, ["spring-sale", "facebook", "social"])).toBe("meta");
    expect(sessionPlatform(of, ["spring-sale", "", ""])).toBe("others");
    expect(sessionPlatform(of, ["", "", ""])).toBe("notKnown");
  });
});

const from = (
  source: string | null,
  channel: string | null,
  orders: number,
  net: number,
  cogs: number,
  newCustomers: number,
): SourceSums => ({
  source,
  channel,
  sums: {
    ...NO_SALES,
    orders,
    grossSales: minor(net),
    productNet: minor(net),
    costedNet: minor(net),
    cogs: minor(cogs),
    costedSales: orders,
  },
  fees: NO_FEES,
  newCustomers,
  ordersWithSessions: orders,
});

describe("platforms of a period", () => {
  const { rows, total } = platformFigures({
    of,
    sources: [
      from("google", "Online Store", 6, 60_000, 20_000, 3),
      from("Google", "Online Store", 2, 15_000, 5_000, 1),
      from("facebook", "Online Store", 4, 30_000, 10_000, 4),
      from(null, "Online Store", 1, 9_000, 4_000, 0),
    ],
    sessions: [
      { origin: ["", "", "google"], sessions: 400 },
      { origin: ["ig", "", "social"], sessions: 100 },
      { origin: ["", "", "direct"], sessions: 50 },
    ],
    spend: [
      { platform: "google", amount: minor(12_000) },
      { platform: "Meta ads", amount: minor(0) },
      { platform: "podcast", amount: minor(700) },
    ],
  });
  const row = (platform: string) => rows.find((one) => one.platform === platform);

  it("have counts beside their rates, worked by hand", () => {
    expect(row("google")).toEqual({
      platform: "google",
      sessions: 400,
      platformOrders: 8,
      conversionRate: 0.02,
      newCustomers: 4,
      netSales: 75_000,
      contributionProfit: 50_000,
      costCoverage: 1,
      marketingSpend: 12_000,
      profitAfterMarketing: 38_000,
      acquisitionCost: 3_000,
      roas: 6.25,
    });
  });

  it("without spend on record have no cost per customer and no return, not one of 0", () => {
    expect(row("direct")).toMatchObject({ marketingSpend: null, acquisitionCost: null, roas: null, sessions: 50 });
    // Spend of 0 in the period, of a platform that has some on record, is known.
    expect(row("meta")).toMatchObject({ marketingSpend: 0, acquisitionCost: 0, roas: null });
  });

  it("with spend or sessions alone are there too, and an order of unknown origin is under not known", () => {
    expect(row("podcast")).toMatchObject({ platformOrders: 0, marketingSpend: 700, profitAfterMarketing: -700 });
    expect(row("notKnown")).toMatchObject({ platformOrders: 1, netSales: 9_000, sessions: 0, conversionRate: null });
  });

  it("sum to the total, figure by figure", () => {
    const summed = (
      figure:
        | "sessions"
        | "platformOrders"
        | "newCustomers"
        | "netSales"
        | "contributionProfit"
        | "marketingSpend"
        | "profitAfterMarketing",
    ) => rows.reduce((whole, one) => whole + (one[figure] ?? 0), 0);
    expect(total).toMatchObject({
      sessions: summed("sessions"),
      platformOrders: summed("platformOrders"),
      newCustomers: summed("newCustomers"),
      netSales: summed("netSales"),
      contributionProfit: summed("contributionProfit"),
      marketingSpend: summed("marketingSpend"),
      profitAfterMarketing: summed("profitAfterMarketing"),
    });
    expect(total).toMatchObject({ sessions: 550, platformOrders: 13, netSales: 114_000, marketingSpend: 12_700 });
  });

  it("of a shop that keeps no spend, and of days without sessions, are unknown there", () => {
    const unknown = platformFigures({
      of,
      sources: [from("google", null, 1, 500, 100, 1)],
      sessions: null,
      spend: null,
    });
    expect(unknown.total).toMatchObject({
      sessions: null,
      conversionRate: null,
      marketingSpend: null,
      profitAfterMarketing: null,
      acquisitionCost: null,
      roas: null,
    });
  });
});
