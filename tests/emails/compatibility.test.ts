import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderConfirmation } from "~/emails/ConfirmationEmail";
import { MOST_BYTES } from "~/emails/fitted";
import { renderNotice } from "~/emails/NoticeEmail";
import { SAMPLE_NOTICE } from "~/emails/preview/sampleNotice";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { LANGUAGES, type Language } from "~/i18n/languages";
import { type Report, SECTIONS } from "~/reports/report";
import { largestReport } from "../fixtures/largest";
import { HOSTILE, hostileReport, sampleReport } from "../fixtures/report";
import { tagsOf } from "../support/markup";

/** What docs/mail-compatibility.md allows, by the heading of its table: the first column in code marks. */
const DOCUMENT = readFileSync("docs/mail-compatibility.md", "utf8");

interface Allowed {
  readonly name: string;
  readonly support: readonly string[];
  readonly without: string;
}

function tableUnder(heading: string): Allowed[] {
  const [, rest] = DOCUMENT.split(`\n## ${heading}\n`);
  const body = rest?.split("\n## ")[0] ?? "";
  return body
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => {
      const [names = "", ...cells] = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      const without = cells.pop() ?? "";
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => ({ name, support: cells, without }));
    });
}

const allowed = (heading: string): ReadonlySet<string> => new Set(tableUnder(heading).map(({ name }) => name));
const HEADINGS = ["Elements", "Attributes", "Inline properties", "Properties in style elements", "Selectors and rules"];

const propertiesOf = (declarations: string): string[] =>
  declarations
    .replaceAll("&quot;", "'")
    .split(";")
    .map((one) => one.split(":")[0]?.trim() ?? "")
    .filter((name) => name !== "");

const styleSheets = (html: string): string[] =>
  [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css = ""]) => css);

/** Selectors, at-rules and properties of a style sheet without nested rules but those of one @media. */
function rulesOf(css: string): { readonly rules: string[]; readonly properties: string[] } {
  const media = [...css.matchAll(/@[\w-]+[^{]*/g)].map(([rule]) => rule.trim());
  const flat = css.replace(/@[\w-]+[^{]*\{/g, "").replace(/\}\s*\}/g, "}");
  const blocks = [...flat.matchAll(/([^{}]+)\{([^{}]*)\}/g)];
  const selectors = blocks.flatMap(([, selector = ""]) => selector.split(",").flatMap((one) => kindsOf(one.trim())));
  return { rules: [...media, ...selectors], properties: blocks.flatMap(([, , body = ""]) => propertiesOf(body)) };
}

/** The kinds of selectors that one is made of, as the document names them. */
const kindsOf = (selector: string): string[] => [
  ...(/\.[\w-]+/.test(selector) ? [".class"] : []),
  ...(/(^|[\s>])[a-z]+/.test(selector) ? ["element"] : []),
  ...(/>/.test(selector) ? ["a > b"] : []),
  ...(/[\w\]]\s+[.\w[]/.test(selector) ? ["a b"] : []),
  ...[...selector.matchAll(/:[\w-]+|\[[\w-]+\]/g)].map(([kind]) => kind),
];

const LINKS = {
  report: "https://admin.shopify.com/store/harbour/apps/tenure/app",
  settings: "https://admin.shopify.com/store/harbour/apps/tenure/app/reports/11111111-1111-4111-8111-111111111111",
  admin: "https://admin.shopify.com/store/harbour",
};
const UNSUBSCRIBE = `https://app.example/unsubscribe/${"x".repeat(36)}`;

const mailOf = (report: Report, language: Language) =>
  renderReportEmail(report, { language, links: LINKS, unsubscribeUrl: UNSUBSCRIBE, attached: ["xlsx", "pdf", "csv"] });

async function mailsIn(language: Language): Promise<string[]> {
  const question = await renderConfirmation({
    ...{ language, shop: HOSTILE.shop, report: HOSTILE.markup },
    confirmUrl: "https://app.example/confirm/x",
    unsubscribeUrl: UNSUBSCRIBE,
  });
  const notice = await renderNotice({ ...SAMPLE_NOTICE, language, shop: HOSTILE.shop });
  const reports = [sampleReport(), hostileReport("KWD"), largestReport()];
  const mails = await Promise.all(reports.map((report) => mailOf({ ...report, sections: SECTIONS }, language)));
  return [question.html, notice.html, ...mails.map(({ html }) => html)];
}

/** What of a mail the document does not allow. */
function surplus(html: string): string[] {
  const [elements, attributes, inline, sheet, rules] = HEADINGS.map(allowed);
  const tags = tagsOf(html);
  const css = styleSheets(html).map(rulesOf);
  return [
    ...tags.filter(({ name }) => !elements?.has(name)).map(({ name }) => `<${name}>`),
    ...tags.flatMap(({ attributes: own }) => [...own.keys()]).filter((name) => !attributes?.has(name)),
    ...tags
      .flatMap(({ attributes: own }) => propertiesOf(own.get("style") ?? ""))
      .filter((name) => !inline?.has(name))
      .map((name) => `inline ${name}`),
    ...css
      .flatMap(({ properties }) => properties)
      .filter((name) => !sheet?.has(name))
      .map((name) => `in a style element ${name}`),
    ...css.flatMap((one) => one.rules).filter((rule) => !rules?.has(rule)),
  ];
}

describe("what mails are made of", () => {
  it.each(LANGUAGES)("stands in the list of what mail clients can do, in %s", async (language) => {
    for (const html of await mailsIn(language)) {
      expect(tagsOf(html).length).toBeGreaterThan(30);
      expect([...new Set(surplus(html))]).toEqual([]);
      // React writes signs of markup in a style sheet as entities, which a client reads as they stand.
      expect(styleSheets(html).join("")).not.toMatch(/[&<>"']/);
    }
  });

  it("is found out when it does not", () => {
    expect(surplus('<div style="display:none;position:absolute"><video src="x"></video></div>')).toEqual([
      "<video>",
      "inline position",
    ]);
    expect(surplus('<style>.t{gap:1px}@media print{a:hover{color:red}}</style><td onclick="x">')).toEqual([
      "onclick",
      "in a style element gap",
      "@media print",
      ":hover",
    ]);
  });

  it("is used by some mail, each word of the list, with its support in every client and what happens without it", async () => {
    const mails = await mailsIn("en");
    const tags = mails.flatMap(tagsOf);
    const css = mails.flatMap(styleSheets).map(rulesOf);
    const used: Readonly<Record<string, ReadonlySet<string>>> = {
      Elements: new Set(tags.map(({ name }) => name)),
      Attributes: new Set(tags.flatMap(({ attributes }) => [...attributes.keys()])),
      "Inline properties": new Set(tags.flatMap(({ attributes }) => propertiesOf(attributes.get("style") ?? ""))),
      "Properties in style elements": new Set(css.flatMap(({ properties }) => properties)),
      "Selectors and rules": new Set(css.flatMap(({ rules }) => rules)),
    };
    for (const heading of HEADINGS) {
      const entries = tableUnder(heading);
      expect(
        entries.map(({ name }) => name).filter((name) => !used[heading]?.has(name)),
        heading,
      ).toEqual([]);
      for (const { name, support, without } of entries) {
        expect(support, name).toHaveLength(3);
        expect(
          support.filter((one) => !["yes", "partly", "no"].includes(one)),
          name,
        ).toEqual([]);
        if (support.some((one) => one !== "yes")) expect(without, `${name}: what is lost`).not.toBe("");
      }
    }
  });

  it("stands on cells where Outlook keeps it nowhere else: padding, and the ground under words", async () => {
    for (const html of await mailsIn("en")) {
      const padded = tagsOf(html).filter(({ attributes }) =>
        /padding(?!-alt)[^:]*:(?!0(;|$))/.test(attributes.get("style") ?? ""),
      );
      expect(padded.length).toBeGreaterThan(2);
      // The button's own padding is what every other client goes by; Word takes that of its cell (mso-padding-alt).
      const elsewhere = padded.filter(
        ({ name, attributes }) => name !== "td" && !attributes.get("style")?.includes("inline-block"),
      );
      expect(elsewhere.filter(({ attributes }) => attributes.get("style")?.includes("background-color"))).toEqual([]);
    }
  });
});

describe("how large a mail is", () => {
  it.each(LANGUAGES)(
    "below what Gmail clips, with every part, the longest names and fifty rows each, in %s",
    async (language) => {
      const { html, text } = await mailOf(largestReport(), language);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MOST_BYTES);
      expect(MOST_BYTES).toBeLessThan(100_000);
      expect(html).toMatch(/<\/html>(<!--\/\$-->)?\s*$/);
      expect(html).toContain(UNSUBSCRIBE);
      expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    },
  );
});
