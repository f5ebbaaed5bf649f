import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findShopByDomain, type Shop } from "~/data/shops.server";
import { customerReport } from "~/reports/customerReport.server";
import { rhythmReport } from "~/reports/lifecycleLists.server";
import { browserExpected } from "../support/browser";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

describe.skipIf(!browserExpected())("customers inside the admin", () => {
  let app: RunningApp;
  let desk: Visit;
  let shop: Shop;

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, { width: 1440, height: 900 });
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    const found = await findShopByDomain("lantern.myshopify.com");
    if (!found) throw new Error("expected the shop to be installed");
    shop = found;
  });
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });

  const report = (id: string) => customerReport(shop.shopId, id, { asOf: new Date() });

  it("a list is downloaded as a file by number and link", async () => {
    await desk.open("/app/customers?show=everybody&sort=orders");
    const [file] = await Promise.all([
      desk.page.waitForEvent("download"),
      desk.frame.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    const csv = await readFile((await file.path()) ?? "", "utf8");
    expect(csv).toMatch(/^\uFEFFcustomerId,link,country,/);
    expect(csv.trim().split("\r\n").length).toBe(49);
    expect(csv).toContain("https://admin.shopify.com/store/lantern/customers/7001");
  });

  it("two records are shown, counted as one person, and counted separately again", async () => {
    await desk.open("/app/customers/same-person");
    await desk.frame.getByLabel("Customer number").fill("7002");
    await desk.frame.getByLabel("Is the same person as").fill("7001");
    await desk.frame.getByRole("button", { name: "Show both" }).click();
    await desk.frame.getByRole("button", { name: "Count as one person" }).click();
    await desk.frame.getByText("What counting them together changes").first().waitFor();
    expect((await report("7001"))?.records).toEqual(["7001", "7002"]);
    await desk.open("/app/customers/7002");
    await desk.frame.getByRole("heading", { name: "Customer #7001" }).waitFor();
    await desk.open("/app/customers/same-person");
    await desk.frame.getByRole("button", { name: "Undo" }).click();
    await desk.frame.getByText("No records are counted together.").waitFor();
    expect((await report("7001"))?.records).toEqual(["7001"]);
  });

  it("a lapse point is set, decides, and is taken back", async () => {
    await desk.open("/app/lifecycle/rhythm");
    const field = desk.frame.getByLabel("Your own", { exact: true });
    await field.fill("nine");
    const save = desk.frame.getByRole("button", { name: "Save" }).first();
    await save.click();
    await desk.frame.getByText("Write whole days from 1 to 3660").waitFor();
    await field.fill("45");
    await save.click();
    await desk.frame.getByRole("button", { name: "45 days" }).waitFor();
    const { shopRhythm } = await rhythmReport(shop.shopId, { asOf: new Date() });
    expect(shopRhythm).toMatchObject({ setLapsePoint: 45, lapsePoint: 45 });
    await field.fill("");
    await save.click();
    await desk.frame
      .getByRole("button", { name: `${shopRhythm.ownLapsePoint} days` })
      .first()
      .waitFor();
    expect(desk.errors).toEqual([]);
  });
});
