import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAMILIES, fontFile, printable, REPLACEMENT, runs, widthOf } from "~/exports/fonts/fonts";
import { clip, wrap, wrapAtMost } from "~/exports/fonts/wrap";
import { CATALOGUES } from "~/i18n/catalogues";
import { LANGUAGES } from "~/i18n/languages";

const texts = (branch: unknown): string[] =>
  typeof branch === "string" ? [branch] : Object.values(branch as Record<string, unknown>).flatMap(texts);

describe("the typefaces of pictures and PDF files", () => {
  it.each(LANGUAGES)("draw every character of every catalogue, under %s", (language) => {
    const all = LANGUAGES.flatMap((of) => texts(CATALOGUES[of])).join("");
    const lost = [...new Set(all)].filter((sign) => printable(sign, language) === REPLACEMENT);
    expect(lost).toEqual([]);
  });

  it("draw what the reader's own typeface lacks with another one", () => {
    expect(runs("İğş 請求", "ja")).toEqual([
      { family: "Noto Sans", text: "İğş " },
      { family: "Noto Sans JP", text: "請求" },
    ]);
    expect(runs("简体", "ja")).toEqual([
      { family: "Noto Sans SC", text: "简" },
      { family: "Noto Sans JP", text: "体" },
    ]);
    expect(runs("体", "zh-CN")).toEqual([{ family: "Noto Sans SC", text: "体" }]);
    expect(runs("𠮷野家", "zh-CN").map((run) => run.family)).toEqual(["Noto Sans JP", "Noto Sans SC"]);
  });

  it("draw Hangul, Thai, Arabic, Hebrew and emoji, each whole", () => {
    const drawn = (text: string) => runs(text, "en").map((run) => `${run.family}: ${run.text}`);
    expect(drawn("커피 원두")).toEqual(["Noto Sans KR: 커피", "Noto Sans:  ", "Noto Sans KR: 원두"]);
    expect(drawn("กาแฟเย็น")).toEqual(["Noto Sans Thai: กาแฟเย็น"]);
    expect(drawn("قهوة عربية")).toEqual(["Vazirmatn: قهوة عربية"]);
    expect(drawn("קפה שחור")).toEqual(["Noto Sans Hebrew: קפה שחור"]);
    expect(drawn("می\u200cخواهم")).toEqual(["Vazirmatn: می\u200cخواهم"]);
    expect(drawn("☕😀👨‍👩‍👧👍🏽🇯🇵")).toEqual(["Noto Emoji: ☕😀👨‍👩‍👧👍🏽🇯🇵"]);
  });

  it("show a box for what none of them has, one for each character the reader would have seen", () => {
    expect(printable("a\u{12000}b ᚠ", "en")).toBe("a�b �");
    expect(printable("ca\u0301fe\u0301", "en")).toBe("cáfé");
    expect(printable("a\u200bb\u202ec\u0000d\te", "en")).toBe("abcd e");
  });

  it("lose no visible character of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        for (const run of runs(text, language)) {
          const font = fontFile(run.family, 400);
          for (const sign of run.text) expect(font.covers(sign.codePointAt(0) ?? 0)).toBe(true);
        }
        const visible = [...new Intl.Segmenter().segment(text)].filter(
          ({ segment }) =>
            /\s/.test(segment) || segment.replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "") !== "",
        );
        expect([...new Intl.Segmenter().segment(printable(text, language))].length).toBe(visible.length);
      }),
      { numRuns: 500 },
    );
  });

  it("hold the same characters in both weights", () => {
    const differing = FAMILIES.filter((family) => {
      const [regular, bold] = [fontFile(family, 400), fontFile(family, 700)];
      return Array.from({ length: 0x30000 }, (_, codePoint) => codePoint).some(
        (codePoint) => regular.covers(codePoint) !== bold.covers(codePoint),
      );
    });
    expect(differing).toEqual([]);
  });

  it("know their widths: a Han character is one em, a digit of Noto Sans 0.572", () => {
    expect(widthOf("顧客", 400, "ja")).toBe(2);
    expect(widthOf("0", 400, "en")).toBeCloseTo(0.572, 3);
  });
});

describe("wrapping", () => {
  const setting = { width: 60, size: 10, weight: 400, language: "en" } as const;

  it("breaks between words, between Han characters, and inside a word only if nothing else helps", () => {
    expect(wrap("net sales of the month", setting)).toEqual(["net sales of", "the month"]);
    expect(wrap("純売上の割合を示します。", { ...setting, language: "ja" })).toEqual(["純売上の割合", "を示します。"]);
    expect(wrap("Donaudampfschiff", setting)).toEqual(["Donaudamp", "fschiff"]);
    expect(wrap("", setting)).toEqual([""]);
  });

  it("does not begin a line with a closing mark", () => {
    expect(wrap("一二三四五六。七", { ...setting, language: "ja" })).toEqual(["一二三四五", "六。七"]);
  });

  it("cuts what may take one line only", () => {
    expect(clip("short", setting)).toBe("short");
    expect(clip("a very long product title", setting)).toBe("a very long…");
    expect(wrapAtMost("net sales of the month of May", 2, setting)).toEqual(["net sales of", "the month…"]);
  });

  it("keeps every visible sign", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        const flat = (line: string) => line.replace(/\s/g, "");
        expect(flat(wrap(text, { ...setting, language }).join(""))).toBe(flat(printable(text, language)));
      }),
      { numRuns: 300 },
    );
  });
});
