import { settleFacts, settleGrown } from "~/data/facts.server";
import { IntegrityError } from "~/data/orderWriter.server";
import { getShop, type Shop, setShopState } from "~/data/shops.server";
import { alone, findSyncState, type Problem, type SyncState, setNextAt, setProblems } from "~/data/syncState.server";
import { allWindows, finishBackfill, type OpenWindow, openWindows } from "~/data/syncWindows.server";
import { log } from "~/log.server";
import { type AdminClient, adminClient } from "~/shopify/adminClient.server";
import { BulkFileError } from "~/shopify/bulk.server";
import { AdminApiError } from "~/shopify/errors";
import { missingScopes } from "~/shopify/scopes";
import { ShapeError } from "~/shopify/shape";
import { filesOf, look, readyIfComplete, submit, windowFailed } from "./bulkFiles.server";
import { importWindow } from "./importWindow.server";
import { pace } from "./pace.server";
import { plan } from "./plan.server";
import { problemOf } from "./problems";
import { standingProblems } from "./standing.server";

/** Of Shopify's five slots one is left to other tools that use the shop's token. */
const SLOTS = 4;
/** One window is merged while the next is downloaded and parsed. */
const IMPORTS_AT_ONCE = 2;
const UNREACHABLE_MS = 60_000;
const BLOCKED_MS = 6 * 3_600_000;
const BUSY_MS = 5_000;

/**
 * Does everything that is due for a shop's sync now: lays out windows, asks for bulk operations, polls, downloads, merges.
 * Answers when to look again, or null when nothing is open. Safe to run twice and at once, and to be killed anywhere.
 */
export async function advanceSync(shopId: bigint): Promise<Date | null> {
  const outcome = await alone(shopId, "sync", async () => ({ nextAt: await advance(shopId) }));
  return outcome ? outcome.nextAt : new Date(Date.now() + BUSY_MS);
}

async function advance(shopId: bigint): Promise<Date | null> {
  const [shop, state] = await Promise.all([getShop(shopId), findSyncState(shopId)]);
  if (!state || shop.state === "uninstalled") return null;
  const nextAt = await work(shop, state).catch((error: unknown) => stopped(shop, error));
  await setNextAt(shopId, nextAt);
  return nextAt;
}

async function work(shop: Shop, state: SyncState): Promise<Date | null> {
  const [missing] = missingScopes(shop.grantedScopes);
  if (missing) throw new AdminApiError("scopeMissing", missing);
  const client = adminClient(shop.domain);
  if (!state.plannedAt) await plan(client, shop, state);
  const nextAt = await new Run(client, shop, state.run).go();
  if (nextAt === null) await settleFacts(shop.shopId);
  if (await finishBackfill(shop.shopId, state.run, new Date())) {
    log.info({ shop: shop.domain }, "the shop's history is complete");
  }
  await setProblems(shop.shopId, await standingProblems(shop, state.run));
  if (shop.state === "closed") await setShopState(shop.shopId, "active");
  return nextAt;
}

/** A call failed for good: what it means is kept for the merchant, and when it is tried again. */
async function stopped(shop: Shop, error: unknown): Promise<Date | null> {
  if (!(error instanceof AdminApiError)) throw error;
  const found: Problem = problemOf(error);
  log.warn({ shop: shop.domain, problem: found }, "the sync stands still");
  await setProblems(shop.shopId, [found]);
  if (error.fault === "shopClosed") await setShopState(shop.shopId, "closed");
  return new Date(Date.now() + (error.fault === "unreachable" ? UNREACHABLE_MS : BLOCKED_MS));
}

/** One pass over a shop's open windows, as long as something is due soon. */
class Run {
  private readonly importing = new Map<bigint, Promise<void>>();
  /** A window that was merged while the list was read still looks ready in it. */
  private readonly merged = new Set<bigint>();
  private failure: unknown = null;

  constructor(
    private readonly client: AdminClient,
    private readonly shop: Shop,
    private readonly run: number,
  ) {}

  async go(): Promise<Date | null> {
    try {
      for (;;) {
        const nextAt = await this.step();
        if (this.failure) throw this.failure;
        if (this.importing.size === 0 && (nextAt === null || nextAt.getTime() - Date.now() > pace.patienceMs))
          return nextAt;
        await Promise.race([...this.importing.values(), sleepUntil(nextAt, this.importing.size > 0)]);
      }
    } finally {
      await Promise.all(this.importing.values());
    }
  }

  /** Does what is due and answers when the next thing is. */
  private async step(): Promise<Date | null> {
    const now = new Date();
    await this.lookAtFiles(await this.windows(), now);
    await this.askForMore(await this.windows(), now);
    const windows = await this.windows();
    this.importReady(windows);
    // One that waited for the imports of before is started at once when these ended while the list was read.
    if (this.importing.size === 0 && this.importable(windows).length > 0) return now;
    const due = windows.filter(({ windowId }) => !this.importing.has(windowId)).flatMap(dueTimes);
    return due.length > 0 ? new Date(Math.min(...due)) : null;
  }

  private async windows(): Promise<OpenWindow[]> {
    const windows = await openWindows(this.shop.shopId, this.run);
    return [...windows].sort((left, right) => rank(left, windows) - rank(right, windows));
  }

  private async lookAtFiles(windows: readonly OpenWindow[], now: Date): Promise<void> {
    for (const window of windows.filter(({ state }) => state === "running")) {
      const due = window.files.find((file) => file.state !== "completed" && file.pollAt <= now);
      if (due) await look(this.client, window, due, now);
      else await readyIfComplete(window);
    }
  }

  private async askForMore(windows: readonly OpenWindow[], now: Date): Promise<void> {
    let free = SLOTS - windows.flatMap(({ files }) => files.filter(({ state }) => state !== "completed")).length;
    for (const window of windows) {
      const waits = (window.state === "pending" || window.state === "failed") && window.nextAt <= now;
      const halfAsked = window.state === "running" && window.files.length < filesOf(window).length;
      const needed = filesOf(window).length - window.files.length;
      if (!(waits || halfAsked) || needed > free) continue;
      if (!(await submit(this.client, window, now))) return;
      free -= needed;
    }
  }

  /** Ready windows that nothing holds up: costs are applied as orders are merged, so products go first. */
  private importable(windows: readonly OpenWindow[]): OpenWindow[] {
    const productsOpen = windows.some(({ kind, state }) => kind === "products" && state !== "failed");
    return windows.filter(
      ({ windowId, kind, state, files }) =>
        state === "ready" &&
        // Its files are read a moment after the window itself: it may have failed between the two.
        files.length > 0 &&
        !this.importing.has(windowId) &&
        !this.merged.has(windowId) &&
        !(kind === "orders" && productsOpen),
    );
  }

  private importReady(windows: readonly OpenWindow[]): void {
    for (const window of this.importable(windows)) {
      if (this.importing.size >= IMPORTS_AT_ONCE) return;
      const done = this.import(window)
        .catch((error: unknown) => {
          this.failure = error;
        })
        .finally(() => this.importing.delete(window.windowId));
      this.importing.set(window.windowId, done);
    }
  }

  /** Whether less than half of the orders that the windows were laid out for are read. */
  private async isEarly(): Promise<boolean> {
    const windows = (await allWindows(this.shop.shopId, this.run)).filter(({ kind }) => kind === "orders");
    const sum = (list: typeof windows) => list.reduce((orders, { expected }) => orders + (expected ?? 0), 0);
    return sum(windows.filter(({ state }) => state === "done")) * 2 < sum(windows);
  }

  private async import(window: OpenWindow): Promise<void> {
    const started = Date.now();
    try {
      const merged = await importWindow(this.client, this.shop, window);
      this.merged.add(window.windowId);
      log.info({ window: window.windowId, kind: window.kind, merged, ms: Date.now() - started }, "a window was merged");
    } catch (error) {
      if (!isUntrusted(error)) throw error;
      await windowFailed(window, error instanceof Error ? error.message : String(error), new Date());
      return;
    }
    if (window.kind === "orders") await settleGrown(this.shop.shopId, await this.isEarly());
  }
}

/** Faults of what was read, not of us or the world: reading it again may mend them. */
function isUntrusted(error: unknown): boolean {
  if (error instanceof BulkFileError || error instanceof ShapeError || error instanceof IntegrityError) return true;
  // Classes 22 and 23 of SQLSTATE: a value that fits no column, a key twice.
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^2[23]/.test(error.code);
}

/** Products first, then the newest orders, so that a merchant sees figures soon; then plans and customers, then the rest. */
function rank(window: OpenWindow, all: readonly OpenWindow[]): number {
  if (window.kind === "products") return 0;
  if (window.kind === "sellingPlans") return 2;
  if (window.kind === "customers") return 3;
  const newest = all.find(({ kind }) => kind === "orders");
  return newest?.windowId === window.windowId ? 1 : 4;
}

function dueTimes(window: OpenWindow): number[] {
  // It waits for another import or for the products, and those wake it.
  if (window.state === "ready") return [];
  if (window.state !== "running") return [window.nextAt.getTime()];
  const polls = window.files.filter(({ state }) => state !== "completed").map(({ pollAt }) => pollAt.getTime());
  return polls.length > 0 ? polls : [Date.now()];
}

/** While a window is merged, there is a look around at least once a second. */
function sleepUntil(at: Date | null, working: boolean): Promise<void> {
  const until = at ? Math.max(at.getTime() - Date.now(), 20) : 1_000;
  return new Promise((resolve) => setTimeout(resolve, working ? Math.min(until + 50, 1_000) : until));
}
