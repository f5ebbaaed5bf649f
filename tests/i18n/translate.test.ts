import { describe, expect, it } from "vitest";
import { CATALOGUES } from "~/i18n/catalogues";
import { LANGUAGES, languageFor } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { NoteCode } from "~/reports/report";

interface Entry {
  readonly key: string;
  readonly text: string;
}

/** Every text of a catalogue branch, plural forms apart ("days.one"). */
function entries(branch: unknown, path = ""): Entry[] {
  if (typeof branch === "string") return [{ key: path, text: branch }];
  if (typeof branch !== "object" || branch === null) throw new TypeError(`catalogue at ${path}: expected a text`);
  return Object.entries(branch).flatMap(([key, inner]) => entries(inner, path === "" ? key : `${path}.${key}`));
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

/** Of one a text may speak without the number: "every day", "every 2 days". */
const apart = (key: string, names: readonly string[]): string[] =>
  names.filter((name) => !(key.endsWith(".one") && name === "count"));

describe("the words of a language", () => {
  it("are found by key and filled in", () => {
    const t = translator("en");
    expect(t("reports.sections.sales")).toBe("Sales");
    expect(t("common.change.was", { previous: "£5.00" })).toBe("was £5.00");
    expect(t("reports.notes.unit_cost_missing", { share: "12.0%" })).toMatch(/unit cost of 12\.0% of net sales/);
  });

  it("agree with the count, and write it as the language does", () => {
    expect(translator("en")("common.days", { count: 1 })).toBe("1 day");
    expect(translator("en")("common.days", { count: 1200 })).toBe("1,200 days");
    expect(translator("tr")("common.days", { count: 1200 })).toBe("1.200 gün");
    expect(translator("ja")("common.days", { count: 1 })).toBe("1日");
    expect(translator("zh-CN")("common.days", { count: 2 })).toBe("2 天");
  });

  it("are filled with text as it is: a title that looks like a placeholder or a pattern stays itself", () => {
    const t = translator("en");
    expect(t("common.change.was", { previous: "$& {count} $1" })).toBe("was $& {count} $1");
  });

  it("can be looked up by a computed key, given the values of every text it may be", () => {
    const code: NoteCode = "guest_orders";
    const said = translator("zh-CN")(`reports.notes.${code satisfies NoteCode as NoteCode}`, {
      share: "0.1%",
      count: 5,
    });
    expect(said).toContain("5 个没有客户账户的订单");
  });

  it("name the key when a value is missing", () => {
    const t = translator("en") as (key: string, params?: Record<string, string>) => string;
    expect(() => t("common.change.was")).toThrow('text "common.change.was": expected a value for {previous}');
    expect(() => t("common.nothing")).toThrow('text "common.nothing": expected a key of the en catalogue');
  });
});

describe("every catalogue", () => {
  const english = new Map(entries(CATALOGUES.en).map(({ key, text }) => [key.replace(/\.one$/, ".other"), text]));

  it.each(LANGUAGES)("%s has no empty text and the placeholders of the English one", (language) => {
    for (const { key, text } of entries(CATALOGUES[language])) {
      expect(text.trim(), `${language} ${key}`).not.toBe("");
      const original = english.get(key.replace(/\.one$/, ".other"));
      expect(original, `${language} ${key}`).toBeDefined();
      expect(apart(key, placeholders(text)), `${language} ${key}`).toEqual(apart(key, placeholders(original ?? "")));
    }
  });
});

describe("the language for a locale", () => {
  it("is its own, simplified Chinese for any Chinese, English for the rest", () => {
    expect(
      ["ja-JP", "JA", "zh-TW", "zh_CN", "tr", "de-DE", "", null, undefined].map((locale) => languageFor(locale)),
    ).toEqual(["ja", "ja", "zh-CN", "zh-CN", "tr", "en", "en", "en", "en"]);
  });
});
