import { startTinyApp } from "/work/main/tests/devstore/support/tinyApp";
import { serveTinyStore, apiKey } from "/work/main/tests/devstore/support/tinyStore";
import AxeBuilder from "/work/main/node_modules/@axe-core/playwright/dist/index.mjs";
import { registerAdmin } from "/work/main/devstore/admin";
import { launchBrowser } from "/work/main/tests/support/browser";
const app = await startTinyApp(apiKey);
const store = await serveTinyStore(app.url, (r, c) => registerAdmin(r, { ...c, outboxUrl: "http://127.0.0.1:9/outbox" }));
app.setBridge(store.url);
const browser = await launchBrowser();
for (const width of [1440, 390]) {
  const page = await (await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 } })).newPage();
  page.on("console", (m) => console.log(width, m.type(), m.text()));
  page.on("pageerror", (e) => console.log(width, "pageerror", e.message));
  const shot = (n: string) => page.screenshot({ path: `/tmp/shot-${width}-${n}.png` });
  await page.goto(store.url);
  const frame = page.frameLocator("#app");
  await frame.locator("#where").waitFor();
  await page.waitForTimeout(500);
  await shot("app"); const axe = async (n: string) => { const r = await new AxeBuilder({page}).exclude("#app").analyze(); console.log("axe", width, n, r.violations.map((v: any)=>v.id+": "+v.nodes.map((x: any)=>x.html.slice(0,100)).join(" | "))); }; await axe("app");
  await frame.locator("#toast").click(); await frame.locator("#error").click(); await page.waitForTimeout(200); await shot("toast");
  await frame.locator("input[name=lapse]").fill("120"); await page.waitForTimeout(200); await shot("savebar"); await axe("savebar");
  await page.locator("#save-bar button").first().click();
  await frame.locator("#react-modal").click(); await page.waitForTimeout(300); await shot("modal");
  await page.keyboard.press("Escape");
  if (width === 390) { await page.locator("#menu-button").click(); await page.waitForTimeout(300); await shot("menu"); await page.keyboard.press("Escape"); }
  for (const p of ["orders/1001", "products/501", "customers/9001", "orders", "discounts"]) { await page.goto(`${store.url}/store/kestrel/${p}`); await shot(p.replace("/", "-")); await axe(p); }
  await page.goto(`${store.url}/store/kestrel/apps/tenure/settings?locale=ja`); await page.waitForTimeout(800); await frame.locator("input[name=lapse]").fill("1"); await page.waitForTimeout(300); await shot("ja");
  console.log(page.url(), await page.locator("#app-links").innerText().catch(() => ""));
  await page.close({runBeforeUnload:false});
}
await browser.close(); await store.stop(); await app.stop();
