import { isRecord } from "../derive/amounts";
import type { ShopSettings } from "../store/types";

/** State of the bucket as every answer carries it. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** Points a shop's plan allows: size of the bucket, and points restored per second. */
function limitsOf(shop: ShopSettings): { maximum: number; restore: number } {
  const plan = isRecord(shop.plan) ? shop.plan : {};
  if (plan.shopifyPlus === true) return { maximum: 20_000, restore: 1000 };
  if (plan.publicDisplayName === "Advanced") return { maximum: 4000, restore: 200 };
  return { maximum: 2000, restore: 100 };
}

/** The leaky bucket of one app in one shop. */
export class Bucket {
  private available: number;
  private at: number;

  constructor(
    private readonly shop: () => ShopSettings,
    private readonly clock: () => number,
  ) {
    this.available = limitsOf(shop()).maximum;
    this.at = clock();
  }

  /** Takes the points a query may need; false when there are not enough, and then nothing is taken. */
  take(points: number): boolean {
    this.restore();
    if (this.available < points) return false;
    this.available -= points;
    return true;
  }

  /** Gives back what a query did not use. */
  giveBack(points: number): void {
    this.available = Math.min(limitsOf(this.shop()).maximum, this.available + points);
  }

  /** Takes everything, as if another tool with the same token had used it up. */
  drain(): void {
    this.restore();
    this.available = 0;
  }

  status(): ThrottleStatus {
    this.restore();
    const { maximum, restore } = limitsOf(this.shop());
    return { maximumAvailable: maximum, currentlyAvailable: Math.floor(this.available), restoreRate: restore };
  }

  private restore(): void {
    const { maximum, restore } = limitsOf(this.shop());
    const now = this.clock();
    const restored = Math.max(0, ((now - this.at) / 1000) * restore);
    this.available = Math.min(maximum, this.available + restored);
    this.at = now;
  }
}
