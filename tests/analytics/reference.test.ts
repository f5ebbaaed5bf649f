import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { CATALOGUES } from "~/i18n/catalogues";
import { withReference } from "../../scripts/metricsReference";

describe("the reference of metrics", () => {
  it("in docs/metrics.md is what the registry holds (else run: npx tsx scripts/metricsReference.ts)", () => {
    const text = readFileSync("docs/metrics.md", "utf8");
    expect(text).toBe(withReference(text));
    for (const name of METRIC_NAMES) expect(text).toContain(`\`${name}\``);
  });

  it("has no metric twice", () => {
    expect(new Set(METRIC_NAMES).size).toBe(METRIC_NAMES.length);
  });
});

describe("the words of a metric", () => {
  it.each(Object.entries(CATALOGUES))("are a label of its own and one sentence, in %s", (language, { metrics }) => {
    const labels = METRIC_NAMES.map((name) => metrics[name].label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const name of METRIC_NAMES) {
      const { label, explanation } = metrics[name];
      expect(label, name).not.toMatch(/[.。]$/);
      expect(explanation, name).toMatch(/[.。]$/);
      if (language !== "en") expect(label, name).not.toBe(CATALOGUES.en.metrics[name].label);
    }
  });
});
