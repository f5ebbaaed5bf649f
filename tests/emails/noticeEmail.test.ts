import { describe, expect, it } from "vitest";
import type { Usual } from "~/analytics/anomaly";
import { getMetric } from "~/analytics/metrics/registry";
import { addDays, day } from "~/analytics/period";
import { spansOf, VERDICTS } from "~/analytics/watch";
import { partsOf, WATCHED_METRICS } from "~/analytics/watchedMetrics";
import { type NoticeProps, renderNotice } from "~/emails/NoticeEmail";
import { SAMPLE_NOTICE } from "~/emails/preview/sampleNotice";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { findingTexts, ruleText, usualText, whatText } from "~/i18n/watchText";
import type { Finding } from "~/reports/watchTypes";

const [LOW] = SAMPLE_NOTICE.findings;
const render = (change: Partial<NoticeProps> = {}) => renderNotice({ ...SAMPLE_NOTICE, ...change });
/** Text as HTML holds it. */
const inHtml = (text: string) =>
  text.replaceAll("'", "&#x27;").replaceAll("&", "&amp;").replaceAll("&amp;#x27;", "&#x27;");

describe("a notice as a mail", () => {
  it("says what happened, what was usual, and what the difference is made of", async () => {
    const { subject, text } = await render();
    expect(subject).toBe("Harbour & Pine: Net sales unusually low, Mon, 17 Nov 2025");
    expect(text).toContain(
      [
        "Net sales unusually low",
        "",
        "Mon, 17 Nov 2025: £194.00.",
        "£502.60 was expected: the middle of the same weekday in the 8 weeks before.",
        "From £337.06 to £701.17 would have been usual.",
        "That is £308.60 less than usual.",
        "Fewer orders took £296.28 off.",
        "Orders that brought less took £12.32 off.",
        "Orders: 8, usually 20. An order brought £24.25, usually £25.13.",
      ].join("\n"),
    );
    expect(text).toContain("\n\nWhere nothing is the matter, about one check in 100 leaves this range.\n\n");
    expect(text).toContain("Mon, 17 Nov 2025: £194.00\nMon, 10 Nov 2025: £533.10\n");
  });

  it.each(LANGUAGES)("says the same in both forms, small enough for every mail client, in %s", async (language) => {
    const t = translator(language);
    const { subject, html, text } = await render({ language });
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    expect(html).toContain(`lang="${language}"`);
    const saying = { currency: "GBP", language };
    for (const sentence of [...findingTexts(LOW, saying), whatText(LOW, saying), t("metrics.netSales.explanation")]) {
      expect(text).toContain(sentence);
      expect(html).toContain(inHtml(sentence));
    }
    for (const form of [html, text]) {
      expect(form).toContain(SAMPLE_NOTICE.unsubscribeUrl);
      expect(form).toContain(SAMPLE_NOTICE.openUrl);
      expect(form).not.toMatch(/undefined|NaN|\[object|\{\w+\}(?!\})/);
    }
    expect(subject).toContain(t("metrics.netSales.label"));
  });

  it("is the same to the byte when it is rendered again", async () => {
    expect(await render()).toEqual(await render());
  });

  it("reads the shop's name as text, however it is written", async () => {
    const shop = `<script>x</script>\r\nBcc: all@example.com\u0000\u202e"><img src=x onerror=alert(1)>${"long ".repeat(15_000)}`;
    const { subject, html, text } = await render({ shop });
    for (const form of [subject, html, text]) for (const sign of ["\u0000", "\u202e"]) expect(form).not.toContain(sign);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.length).toBeLessThan(200);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("&lt;script&gt;x&lt;/script&gt; Bcc: all@example.com");
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    expect(text.length).toBeLessThan(4_000);
  });
});

const RANGES: readonly (Usual | null)[] = [
  null,
  { kind: "range", low: 12.4, expected: 20.5, high: 31.6, alike: 9 },
  { kind: "range", low: null, expected: 20, high: 31.6, alike: 9 },
  { kind: "range", low: 12.4, expected: 20, high: null, alike: 9 },
  { kind: "tooShort", has: 3, needs: 8 },
  { kind: "nothing" },
];

const [, BOTH = null] = RANGES;
const CASES = [
  ...VERDICTS.map((verdict) => ({ verdict, usual: BOTH })),
  ...RANGES.map((usual) => ({ verdict: "within" as const, usual })),
];

describe("what is said of a finding", () => {
  it.each(LANGUAGES)("has its words for every metric, span, condition and verdict, in %s", (language) => {
    const saying = { currency: "JPY", language };
    const said = WATCHED_METRICS.flatMap((metric) =>
      [
        { kind: "threshold", side: "above", value: 1 } as const,
        { kind: "threshold", side: "below", value: -2 } as const,
        { kind: "unusual", sides: "either", sensitivity: 400 } as const,
        { kind: "unusual", sides: "above", sensitivity: 20 } as const,
        { kind: "unusual", sides: "below", sensitivity: 100 } as const,
      ].flatMap((condition) =>
        spansOf(metric, condition.kind).flatMap((span) =>
          CASES.flatMap(({ verdict, usual }) => {
            const finding: Finding = {
              ...LOW,
              rule: { metric, span, condition },
              verdict,
              usual,
              value: verdict === "unknown" ? null : 7,
              split: verdict === "above" && metric === "netSales" ? LOW.split : null,
              parts: partsOf(metric).map((part, index) => ({
                metric: part,
                value: 3,
                usual: index === 0 ? 4.5 : null,
              })),
            };
            return [whatText(finding, saying), ruleText(finding.rule, saying), ...findingTexts(finding, saying)];
          }),
        ),
      ),
    );
    expect(said.length).toBeGreaterThan(5_000);
    for (const text of new Set(said)) {
      expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
      expect(text.trim()).not.toBe("");
    }
  });

  it("of a value that is not known says that alone", () => {
    const finding: Finding = { ...LOW, verdict: "unknown", value: null };
    expect(findingTexts(finding, { currency: "GBP", language: "en" })).toEqual([
      "Mon, 17 Nov 2025: not known. A cost or the spend is missing, or there is nothing to divide by.",
    ]);
  });

  it("cuts bounds of whole things to the last value within them", () => {
    const saying = { currency: "GBP", language: "en" } as const;
    expect(usualText({ low: 12.4, high: 31.6 }, "orders", saying)).toBe("From 13 to 31 would have been usual.");
    expect(usualText({ low: 12.4, high: null }, "netSales", saying)).toBe("From £0.13 upwards would have been usual.");
    expect(usualText({ low: null, high: 0.31 }, "grossMargin", saying)).toBe("Up to 31.0% would have been usual.");
    expect(getMetric("grossMargin").unit).toBe("ratio");
  });

  it("names a month as far as it went, and a week by its first day", () => {
    const saying = { currency: "GBP", language: "en" } as const;
    const rule = { metric: "orders", condition: { kind: "threshold", side: "above", value: 100 } } as const;
    const of = (span: "week" | "month", start: string, days: number): Finding => ({
      ...LOW,
      rule: { ...rule, span },
      start: day(start),
      end: addDays(day(start), days),
      value: 108,
      verdict: "above",
      usual: null,
      split: null,
      parts: [],
    });
    expect(findingTexts(of("month", "2025-11-01", 18), saying)).toEqual([
      "1 Nov 2025 – 18 Nov 2025: 108.",
      "You asked to be told above 100.",
    ]);
    expect(findingTexts(of("week", "2025-11-10", 7), saying)[0]).toBe("Week of 10 Nov 2025: 108.");
    expect(whatText(of("week", "2025-11-10", 7), saying)).toBe("Orders above 100");
  });
});
