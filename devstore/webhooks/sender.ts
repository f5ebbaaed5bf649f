import { createHmac, randomUUID } from "node:crypto";
import type { DevStoreContext } from "../context";
import type { AppConfig } from "./appConfig";
import { type AttemptEnd, type AttemptLimits, attempt, shopifyLimits } from "./delivery";
import type { Notice } from "./payloads";

export interface SenderOptions {
  /** What a second of Shopify's waiting between retries lasts here; 1 is real time. */
  readonly retryScale?: number;
  readonly limits?: AttemptLimits;
  /** How long shuffled webhooks are collected before they go out in another order. */
  readonly shuffleMs?: number;
}

export interface Attempt extends AttemptEnd {
  readonly at: string;
  readonly ms: number;
}

/** One line of the delivery log. `lost` was never sent; `failed` used up its retries; `unscoped` lacked its scope. */
export interface Delivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly topic: string;
  readonly uri: string;
  readonly triggeredAt: string;
  readonly payload: unknown;
  readonly attempts: Attempt[];
  state: "pending" | "delivered" | "failed" | "lost" | "unscoped";
}

/** Seconds before each of the 8 retries: doubling, four hours in all. */
export const retrySeconds = Array.from({ length: 8 }, (_, index) => ((4 * 60 * 60) / 255) * 2 ** index);

const logLength = 2000;

/** Delivers webhooks at least once, signed, unordered, with Shopify's time limits and retries. */
export class WebhookSender {
  private readonly log: Delivery[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private held: (() => void)[] = [];

  constructor(
    private readonly context: DevStoreContext,
    private readonly config: AppConfig,
    private readonly options: SenderOptions = {},
  ) {}

  /** Newest last; at most the last 2,000. */
  get deliveries(): readonly Delivery[] {
    return this.log;
  }

  /** Sends what one change gave rise to: its webhooks share an event id. Topics nobody subscribed to are not sent. */
  send(notices: readonly Notice[]): Delivery[] {
    const eventId = randomUUID();
    return notices.flatMap(({ topic, payload }) =>
      this.config.subscriptions
        .filter((subscription) => subscription.topic === topic)
        .map(({ uri }) => this.start({ topic, uri, payload, eventId })),
    );
  }

  /** Resolves when nothing is waiting or under way. */
  async idle(): Promise<void> {
    while (this.timers.size > 0 || this.underWay.size > 0) {
      await Promise.race([...this.underWay, new Promise((resolve) => setTimeout(resolve, 5))]);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    await Promise.all(this.underWay);
  }

  private start(made: Pick<Delivery, "topic" | "uri" | "payload" | "eventId">): Delivery {
    const { faults, clock, store } = this.context;
    const triggeredAt = new Date(clock()).toISOString();
    const delivery: Delivery = { ...made, webhookId: randomUUID(), triggeredAt, attempts: [], state: "pending" };
    this.log.push(delivery);
    if (this.log.length > logLength) this.log.shift();
    if (!isGranted(made.topic, store.shop.grantedScopes)) delivery.state = "unscoped";
    else if (faults.strikes("webhooksLostNext")) delivery.state = "lost";
    else for (let copy = 0; copy < faults.current.webhookCopies; copy += 1) this.dispatch(delivery);
    return delivery;
  }

  /** The payload is spelled once: a retry carries the original body, whatever happened since. */
  private dispatch(delivery: Delivery): void {
    const body = JSON.stringify(delivery.payload);
    const go = () => this.later(this.context.faults.current.webhooksLateMs, () => this.attempt(delivery, body, 0));
    if (!this.context.faults.current.webhooksShuffled) {
      go();
      return;
    }
    this.held.push(go);
    if (this.held.length === 1) this.later(this.options.shuffleMs ?? 500, () => this.release());
  }

  /** Newest first: the order that a reader who trusts the order gets most wrong. */
  private release(): void {
    const held = this.held.reverse();
    this.held = [];
    for (const go of held) go();
  }

  private attempt(delivery: Delivery, body: string, retries: number): void {
    const running = this.deliver(delivery, body, retries).finally(() => this.underWay.delete(running));
    this.underWay.add(running);
  }

  private async deliver(delivery: Delivery, body: string, retries: number): Promise<void> {
    const started = this.context.clock();
    const url = new URL(delivery.uri, `${this.context.appUrl}/`).toString();
    const limits = this.options.limits ?? shopifyLimits;
    const end = await attempt(url, this.headers(delivery, body), body, limits, this.stopping.signal);
    const at = new Date(started).toISOString();
    delivery.attempts.push({ at, ms: this.context.clock() - started, ...end });
    if (this.stopping.signal.aborted) return;
    if (end.status !== null && end.status >= 200 && end.status < 300) {
      delivery.state = "delivered";
      return;
    }
    const wait = retrySeconds[retries];
    if (wait === undefined) {
      if (delivery.state !== "delivered") delivery.state = "failed";
      return;
    }
    const waitMs = wait * 1000 * (this.options.retryScale ?? 1);
    this.later(waitMs, () => this.attempt(delivery, body, retries + 1));
  }

  private headers(delivery: Delivery, body: string): Record<string, string> {
    return {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "Shopify-Captain-Hook",
      "X-Shopify-Topic": delivery.topic,
      "X-Shopify-Hmac-Sha256": createHmac("sha256", this.context.apiSecret).update(body, "utf8").digest("base64"),
      "X-Shopify-Shop-Domain": this.context.shopDomain,
      "X-Shopify-API-Version": this.config.apiVersion,
      "X-Shopify-Webhook-Id": delivery.webhookId,
      "X-Shopify-Event-Id": delivery.eventId,
      "X-Shopify-Triggered-At": delivery.triggeredAt,
    };
  }

  private later(ms: number, run: () => void): void {
    if (ms === 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
  }
}

/** Scopes of which one must be granted for a topic; a topic that is not listed needs none. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  orders: ["read_orders"],
  refunds: ["read_orders"],
  customers: ["read_customers"],
  products: ["read_products"],
  selling_plan_groups: ["read_products"],
  inventory_items: ["read_inventory", "read_products"],
};
const WITHOUT_SCOPE = ["customers/data_request", "customers/redact"];

function isGranted(topic: string, granted: readonly string[]): boolean {
  const needed = WITHOUT_SCOPE.includes(topic) ? undefined : SCOPES[topic.split("/")[0] ?? ""];
  return needed === undefined || needed.some((scope) => granted.includes(scope));
}
