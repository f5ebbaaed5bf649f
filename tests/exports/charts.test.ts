import { describe, expect, it } from "vitest";
import { minor, type Ratio } from "~/analytics/money";
import { firstDay, month, monthsFrom } from "~/analytics/period";
import { INK, SERIES, shade, stroke } from "~/exports/charts/palette";
import { partChart } from "~/exports/charts/partChart";
import { png } from "~/exports/charts/png";
import { lifetimePicture, profitPicture, retentionPicture, salesPicture } from "~/exports/charts/reportCharts";
import { axis } from "~/exports/charts/scale";
import { waterfall } from "~/exports/charts/waterfall";
import { type Family, type Weight, widthOf } from "~/exports/fonts/fonts";
import { NAMED_EVERY, namedPart } from "~/exports/reportParts";
import { LANGUAGES, type Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { emptyReport, sampleReport } from "../fixtures/report";

const PICTURES = [salesPicture, profitPicture, retentionPicture, lifetimePicture];

interface Drawn {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Every label of a picture with the room it takes. */
function labels(svg: string, language: Language): Drawn[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = "", text = ""]) => {
    const of = (name: string) => attributes.match(new RegExp(`(?:^| )${name}="([^"]*)"`))?.[1] ?? "";
    const [left, size] = [Number(of("x")), Number(of("font-size"))];
    const weight: Weight = of("font-weight") === "700" ? 700 : 400;
    return { text, left, right: left + size * widthOf(text, weight, language), y: Number(of("y")) };
  });
}

const sizeOf = (svg: string) => {
  const [, width, height] = svg.match(/^<svg [^>]*width="([\d.]+)" height="([\d.]+)"/) ?? [];
  return { width: Number(width), height: Number(height) };
};

describe("pictures of a report", () => {
  it.each(LANGUAGES)("clip no label and leave out no figure, in %s and any currency", (language) => {
    for (const currency of ["GBP", "JPY", "KWD", "TRY"]) {
      for (const picture of PICTURES) {
        const svg = picture(sampleReport(currency), language);
        if (svg === null) throw new Error("expected a picture");
        const { width, height } = sizeOf(svg);
        for (const drawn of labels(svg, language)) {
          expect(drawn.left, `${drawn.text} in ${svg.slice(0, 200)}`).toBeGreaterThanOrEqual(-0.5);
          expect(drawn.right, drawn.text).toBeLessThanOrEqual(width + 0.5);
          expect(drawn.y).toBeGreaterThan(8);
          expect(drawn.y, drawn.text).toBeLessThanOrEqual(height);
        }
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });

  it("are none where there is nothing to show", () => {
    for (const picture of PICTURES) expect(picture(emptyReport(), "en")).toBeNull();
  });

  it("become PNG twice as wide as they are shown, with the reader's typefaces", () => {
    const svg = salesPicture(sampleReport("JPY"), "ja") ?? "";
    expect(new Set([...svg.matchAll(/font-family="([^"]*)"/g)].map(([, family]) => family as Family))).toEqual(
      new Set(["Noto Sans", "Noto Sans JP"]),
    );
    const picture = png(svg);
    expect(picture.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(picture.readUInt32BE(16)).toBe(960);
    expect(picture.length).toBeLessThan(150_000);
    expect(png(svg).equals(picture)).toBe(true);
  });

  it("draw text: the picture without labels is another one", () => {
    const svg = salesPicture(sampleReport("KWD"), "zh-CN") ?? "";
    for (const family of ["Noto Sans", "Noto Sans SC"]) {
      const without = svg.replaceAll(new RegExp(`<text [^>]*font-family="${family}"[^>]*>[^<]*</text>`, "g"), "");
      expect(png(without).equals(png(svg)), family).toBe(false);
    }
  });

  it("mark the months that still run in a heat map, and keep them out of the curves", () => {
    const report = sampleReport();
    const running: Report = {
      ...report,
      tables: {
        ...report.tables,
        cohorts: report.tables.cohorts.map((row) =>
          row.cohortMonth === "2024-12" && row.tenureMonth === 11 ? { ...row, complete: false } : row,
        ),
      },
    };
    expect(retentionPicture(report, "en")).not.toContain("stroke-dasharray");
    expect(retentionPicture(running, "en")?.match(/stroke-dasharray/g)).toHaveLength(1);
    const points = (svg: string | null) => svg?.match(/<path d="([^"]*)"/)?.[1]?.match(/[ML]/g)?.length;
    expect(points(lifetimePicture(report, "en"))).toBe(12);
    expect(points(lifetimePicture(running, "en"))).toBe(11);
  });

  it("leave an unknown profit out of the steps rather than drawing it as 0", () => {
    const report = sampleReport();
    const unknown: Report = {
      ...report,
      metrics: { ...report.metrics, cogs: { value: null, unit: "minor" }, grossProfit: { value: null, unit: "minor" } },
    };
    expect(profitPicture(unknown, "en")).not.toContain("Gross profit");
    expect(profitPicture(unknown, "en")).not.toContain("Cost of goods");
  });
});

describe("charts", () => {
  it("begin at 0, or below it for a loss, in round steps", () => {
    const { ticks, scale } = axis([1_770_625, 457_496], 200, 0);
    expect(ticks).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000]);
    expect(scale(0)).toBe(200);
    expect(scale(2_000_000)).toBe(0);
    expect(axis([-300, 900], 0, 1).ticks).toEqual([-500, 0, 500, 1000]);
    expect(axis([], 0, 1).ticks).toEqual([0, 1]);
    expect(axis([3], 0, 1).ticks).toEqual([0, 1, 2, 3]);
  });

  it("draw losses below the line, and ten years without labels upon each other", () => {
    const months = monthsFrom(month("2015-01"), month("2024-12"));
    const values = months.map((_, index) => (index % 5) * 1000 - 1500);
    const svg = partChart({
      title: "t",
      parts: months.map((of, index) => namedPart(firstDay(of), "month", index, "en")),
      steps: NAMED_EVERY.month,
      series: [
        { text: "Net", colour: SERIES.blue, kind: "bar", values },
        { text: "Profit", colour: SERIES.orange, kind: "line", values },
      ],
      tick: (value) => `£${value}`,
      language: "en",
    });
    const years = labels(svg, "en").filter(({ text }) => /^20\d\d$/.test(text));
    expect(years.length).toBeGreaterThan(3);
    for (const [index, year] of years.entries())
      expect(year.left).toBeGreaterThan(years[index - 1]?.right ?? Number.NEGATIVE_INFINITY);
    expect(svg.match(/<path/g)).toHaveLength(1);
  });

  it("start each step of a waterfall where the one before ended", () => {
    const svg = waterfall({
      title: "t",
      language: "en",
      steps: [
        { text: "Revenue", kind: "level", value: 1000, amount: "10.00" },
        { text: "Cost", kind: "change", value: -1200, amount: "-12.00" },
        { text: "Profit", kind: "level", value: -200, amount: "-2.00" },
      ],
    });
    const bars = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="18" rx="2" fill="(#\w+)"/g),
    ].map(([, x, width, fill]) => ({ from: Number(x), to: Number(x) + Number(width), fill }));
    const [revenue, cost, profit] = bars;
    expect(cost?.to).toBeCloseTo(revenue?.to ?? 0, 1);
    expect(cost?.from).toBeCloseTo(profit?.from ?? 0, 1);
    expect(profit?.to).toBeCloseTo(revenue?.from ?? 0, 1);
    expect(bars.map(({ fill }) => fill)).toEqual([SERIES.blue, SERIES.orange, SERIES.loss]);
  });

  it("keep contrast: figures on every shade at least 4.5 to 1, lines and bars on paper at least 3 to 1", () => {
    for (const share of [0, 0.25, 0.5, 0.75, 1]) expect(contrast(INK.text, shade(share))).toBeGreaterThanOrEqual(4.5);
    for (const colour of [INK.text, INK.muted]) expect(contrast(colour, INK.paper)).toBeGreaterThanOrEqual(4.5);
    for (const colour of [...Object.values(SERIES), stroke(1)])
      expect(contrast(colour, INK.paper)).toBeGreaterThanOrEqual(3);
  });

  it("write hostile text as text", () => {
    const svg = waterfall({
      title: "<script>",
      language: "en",
      steps: [{ text: '"<b>&\u0000', kind: "level", value: 1, amount: "]]>" }],
    });
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("<b>");
    expect(png(svg).length).toBeGreaterThan(0);
  });

  it("show retention outside month 0 on the scale of its own", () => {
    const report = sampleReport();
    const full = {
      ...report,
      tables: {
        ...report.tables,
        cohorts: report.tables.cohorts.map((row) => ({
          ...row,
          retention: (row.tenureMonth === 0 ? 1 : 0.5) as Ratio,
          netSales: minor(0),
        })),
      },
    };
    expect(retentionPicture(full, "en")).toContain(`fill="${shade(0.3)}"`);
  });
});

/** Contrast ratio of WCAG 2. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
