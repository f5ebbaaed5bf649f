interface Metric {
  readonly id: string;
  readonly name: "LCP" | "CLS" | "INP" | "FCP" | "TTFB";
  readonly value: number;
  readonly version: string;
}

type Callback = (report: { readonly metrics: readonly Metric[] }) => void | Promise<void>;

const values = new Map<Metric["name"], number>();
let callback: Callback | null = null;

/** `shopify.webVitals`: reports what this page measured each time it is left or hidden. Milliseconds; CLS has no unit. */
export const webVitalsApi = {
  async onReport(report: Callback | null): Promise<void> {
    callback = report;
  },
};

export function measureWebVitals(): void {
  observe("largest-contentful-paint", (entry) => values.set("LCP", entry.startTime));
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") values.set("FCP", entry.startTime);
  });
  observe("navigation", (entry) => {
    if (entry instanceof PerformanceNavigationTiming) values.set("TTFB", entry.responseStart);
  });
  values.set("CLS", 0);
  observe("layout-shift", (entry) => {
    if ("value" in entry && typeof entry.value === "number" && !("hadRecentInput" in entry && entry.hadRecentInput)) {
      values.set("CLS", (values.get("CLS") ?? 0) + entry.value);
    }
  });
  // The slowest interaction: INP of a page with fewer than 50 of them.
  observe("event", (entry) => {
    if ("interactionId" in entry && entry.interactionId !== 0) {
      values.set("INP", Math.max(values.get("INP") ?? 0, entry.duration));
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") report();
  });
  addEventListener("pagehide", report);
}

function observe(type: string, each: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  const options = type === "event" ? { type, buffered: true, durationThreshold: 16 } : { type, buffered: true };
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe(options);
}

let reports = 0;

function report(): void {
  if (callback === null) return;
  reports += 1;
  const metrics = [...values].map(([name, value]) => ({
    id: `v1-${reports}-${name}`,
    name,
    value,
    version: "devstore",
  }));
  void callback({ metrics });
}
