import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { renderConfirmation } from "~/emails/ConfirmationEmail";
import { isOneAddress, refuseInjection } from "~/emails/mail";
import { type RenderedEmail, renderReportEmail } from "~/emails/renderReportEmail";
import { columnsOf, tablesOf } from "~/exports/tables";
import { toCsv } from "~/exports/toCsv";
import { toJson } from "~/exports/toJson";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import { headOf } from "~/jobs/renderMails.server";
import type { Report, SectionName } from "~/reports/report";
import { sampleReport } from "../fixtures/report";
import { tagsOf, textOf } from "../support/markup";
import { pdfText, pdfTextExpected } from "../support/pdfText";
import { openPage, sharedLink, shopWithReports } from "../support/sharedReports";

/** Names that somebody could type to break what they are written into, by what they try. */
const NAMES = {
  script: '</title></style><script>alert("x")</script><img src=x onerror=alert(1)>',
  attribute: `" onmouseover="alert(1)" x='`,
  markup: "]]></td></tr></table><!-- <a href=javascript:alert(1)>x</a> &lt;b&gt; {{7*7}} <%= 7*7 %>",
  formula: '=HYPERLINK("http://evil.example","click")',
  plus: "+1+cmd|' /C calc'!A0",
  minus: "-2+3",
  at: "@SUM(1+1)",
  fullWidth: "＝1+1",
  tab: "\t=1+1",
  lineBreak: "Lamp\r\nBcc: everyone@example.com\r\n\r\n<h1>Second message</h1>\u2028\u2029\u0085end",
  turned: "\u202egnp.exe\u202c \u2067abc\u2069 \u200fabc",
  nul: "nul \u0000 bell \u0007 escape \u001b[31m backspace \b",
  unpaired: "high \ud83d low \ude00 end \udfff",
  marks: `Z${"\u0335\u0322".repeat(4000)}algo`,
  long: "x".repeat(65_536),
  longPairs: `x${"😀".repeat(32_768)}`,
  longWords: "very long words ".repeat(4096),
  picture: "cid:sales@tenure https://x/u unsubscribe/00000000",
  nothing: "\u0000\u200b\u202e",
} as const;

/** A report in which everything that a merchant, a buyer or another app can name is called so. */
function reportNamed(name: string): Report {
  const report = sampleReport();
  const { tables } = report;
  const rows = <Row extends object>(all: readonly Row[], ...fields: readonly (keyof Row & string)[]): Row[] =>
    all.map((row) => ({
      ...row,
      ...Object.fromEntries(fields.filter((field) => row[field] !== null).map((field) => [field, name])),
    }));
  return {
    ...report,
    title: name,
    foreword: name.slice(0, 2000),
    shop: { ...report.shop, name: `Shop ${name}` },
    filter: [{ dimension: "product", values: [{ value: "1", label: name }] }],
    tables: {
      ...tables,
      products: rows(tables.products, "title", "vendor"),
      highValueCustomers: rows(tables.highValueCustomers, "country"),
      platforms: tables.platforms.map((row, index) => (index === 0 ? { ...row, platform: name } : row)),
      subscriptions: rows(tables.subscriptions, "title", "plan"),
      drivers: rows(tables.drivers, "name"),
      statementParts: tables.statementParts.map((row) => (row.kind === "named" ? { ...row, name } : row)),
      sharedTraits: rows(tables.sharedTraits, "label", "value"),
      serviceCustomers: rows(tables.serviceCustomers, "productTitle"),
      rhythms: tables.rhythms.map((row) => (row.kind === "product" ? { ...row, title: name } : row)),
      dueRenewals: rows(tables.dueRenewals, "title"),
      uncostedVariants: rows(tables.uncostedVariants, "title", "sku"),
    },
  };
}

const LINKS = { report: "https://a.example/r", settings: "https://a.example/s", admin: "https://a.example" };

/** The mail of a report in which everything is called so; each is made once. */
function mailNamed(name: string): Promise<RenderedEmail> {
  const known = mails.get(name);
  if (known) return known;
  const options = { language: "en", links: LINKS, unsubscribeUrl: "https://x/u", note: null } as const;
  const made = renderReportEmail({ ...reportNamed(name), sections: NAMING }, options);
  mails.set(name, made);
  return made;
}
/** Parts that hold names, so few that no table has to be cut. */
const NAMING: readonly SectionName[] = [
  "keyFigures",
  "statementParts",
  "products",
  "sharedTraits",
  "serviceLists",
  "rhythm",
  "platforms",
  "subscriptions",
  "expectedRenewals",
  "costCoverage",
];
const mails = new Map<string, Promise<RenderedEmail>>();
const PLAIN = "Plain name";

/** Markup without its texts: names of elements and attributes, and where links and pictures lead. */
const structure = (html: string) =>
  // Words of the merchant's own keep their lines, and what looks like an amount with its sign is kept on one.
  tagsOf(html)
    .filter(({ name, attributes }) => name !== "br" && !(name === "span" && attributes.get("class") === "n"))
    .map(({ name, attributes }) => {
      const target = name === "a" ? attributes.get("href") : name === "img" ? attributes.get("src")?.slice(0, 10) : "";
      return `${name}[${[...attributes.keys()].join(" ")}]${target}`;
    });

/** No half of a pair, no control but line ends and tabs, nothing that turns the direction of what follows. */
function expectInert(text: string): void {
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/[^\P{Cc}\t\n\r]/u);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

describe.each(Object.entries(NAMES))("whatever is called as %s would have it", (_, name) => {
  const report = reportNamed(name);

  it("is text in the mail, whose elements, attributes and links are those of any other", async () => {
    const [plain, hostile] = [await mailNamed(PLAIN), await mailNamed(name)];
    expect(structure(hostile.html)).toEqual(structure(plain.html));
    expectInert(hostile.html);
    expect(Buffer.byteLength(hostile.html)).toBeLessThan(100_000);
    expect(hostile.html.match(/<style>/g)).toHaveLength(3);
    expect(hostile.html).not.toContain("only the first");
    expect(hostile.images.map(({ cid }) => cid)).toEqual(plain.images.map(({ cid }) => cid));
  });

  it("is one line where a line is meant, in the subject and in the mail's text", async () => {
    const [plain, hostile] = [await mailNamed(PLAIN), await mailNamed(name)];
    expectInert(hostile.subject);
    expect(hostile.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(hostile.subject.length).toBeLessThan(4000);
    expectInert(hostile.text);
    const ownWords = (lines: string) => lines.split("\n").length;
    const foreword = hostile.text.split("\n\n").length - plain.text.split("\n\n").length;
    // The merchant's own words alone may have lines of their own.
    expect(ownWords(hostile.text) - ownWords(plain.text)).toBeLessThanOrEqual(name === NAMES.lineBreak ? 6 : 0);
    expect(Math.abs(foreword)).toBeLessThanOrEqual(name === NAMES.lineBreak ? 2 : 1);
    expect(hostile.text).not.toContain("\nBcc:".repeat(2));
    const mail = {
      ...headOf("ada@example.com", hostile.subject, "t"),
      deliveryId: "d",
      idempotencyKey: "k",
      html: "",
      text: "",
      files: [],
    };
    expect(() => refuseInjection(mail)).not.toThrow();
  });

  it("is text on the shared page", async () => {
    const pages = await Promise.all(
      [reportNamed(PLAIN), report].map(async (one) => {
        const { shopId, runId } = await shopWithReports([JSON.parse(storable(one))]);
        const { token } = await sharedLink(shopId, { subject: { kind: "run", runId } });
        return (await (await openPage(token, "?language=en")).text()).replaceAll(token, "token");
      }),
    );
    const [plain = "", hostile = ""] = pages;
    expect(structure(hostile)).toEqual(structure(plain));
    expectInert(hostile);
    expect(hostile).not.toMatch(/<script|javascript:(?!alert\(1\)&gt;)|<img src=x/);
  });

  it("is a cell of text in the spreadsheet, and no formula, link or rule", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await toXlsx(report, "en")).buffer as ArrayBuffer);
    const kinds = new Set<ExcelJS.ValueType>();
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          kinds.add(cell.type);
          if (cell.type === ExcelJS.ValueType.String) {
            expectInert(String(cell.value));
            expect(String(cell.value).length).toBeLessThanOrEqual(32_767);
          }
        }),
      );
      expect(sheet.name).not.toMatch(/[[\]:*?/\\]/);
    }
    const { Null, String: Text, Number: Figure, Date: Day, Merge } = ExcelJS.ValueType;
    expect([...kinds].filter((kind) => ![Null, Text, Figure, Day, Merge].includes(kind))).toEqual([]);
  });

  it("is a field of text in every CSV, which no spreadsheet takes for a formula", () => {
    for (const table of tablesOf(report)) {
      const text = toCsv(report, table);
      expectInert(text);
      const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
      expect(rows).toHaveLength(report.tables[table].length);
      for (const { name: column, kind } of columnsOf(table))
        if (kind === "text") for (const row of rows) expect(row[column]).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/);
    }
  });

  it("stands in report.json as it is, and JSON can be read back", () => {
    expect(JSON.parse(toJson(report))).toMatchObject({ currency: "GBP" });
  });
});

/** As PostgreSQL stores it: jsonb takes neither NUL nor halves of pairs. */
const storable = (report: Report): string =>
  JSON.stringify(report)
    .replaceAll("\\u0000", "")
    .replace(/\\ud[89a-f][0-9a-f]{2}/gi, "�");

describe.runIf(pdfTextExpected())("in the PDF", () => {
  const paper = async (name: string) => {
    const pdf = await toPdf({ ...reportNamed(name), sections: ["keyFigures", "products", "platforms"] }, "en");
    return { source: pdf.toString("latin1"), text: pdfText(pdf) };
  };
  let plain: ReturnType<typeof paper> | undefined;

  it.each(["script", "formula", "lineBreak", "turned", "nul", "unpaired", "marks", "long"] as const)(
    "a name as %s would have it is text, and nothing opens or runs",
    async (kind) => {
      plain ??= paper(PLAIN);
      const [{ source, text }, { text: plainText }] = [await paper(NAMES[kind]), await plain];
      expect(source).not.toMatch(/\/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|URI)\b/);
      expect(text).not.toMatch(/[^\P{Cc}\t\n\r\f]/u);
      // Names are shortened wherever they stand in a line: none fills pages of its own.
      expect(Math.abs(text.split("\f").length - plainText.split("\f").length)).toBeLessThanOrEqual(2);
      if (kind === "script") expect(text.replace(/\s/g, "")).toContain('<script>alert("x")</script>');
      if (kind === "formula") expect(text.replace(/\s/g, "")).toContain("=HYPERLINK(");
    },
  );
});

describe("names of readers", () => {
  it("are plain addresses or none", () => {
    for (const name of Object.values(NAMES)) {
      expect(isOneAddress(name)).toBe(false);
      expect(isOneAddress(`${name}@example.com`), JSON.stringify(name.slice(0, 40))).toBe(
        /^[^\s@,;:<>()[\]"\\\p{Cc}]{1,64}$/u.test(name),
      );
    }
    expect(isOneAddress("ada@example.com,eve@example.com")).toBe(false);
    expect(isOneAddress("ada@example.com\r\nBcc: eve@example.com")).toBe(false);
  });

  it("and of shops and reports are one short line in the question to a reader", async () => {
    for (const name of Object.values(NAMES)) {
      const words = {
        language: "en",
        confirmUrl: "https://a.example/c",
        unsubscribeUrl: "https://a.example/u",
      } as const;
      const [plain, hostile] = await Promise.all(
        [
          { shop: "Plain", report: "Plain" },
          { shop: `Shop ${name}`, report: name },
        ].map((names) => renderConfirmation({ ...words, ...names })),
      );
      expect(structure(hostile?.html ?? "")).toEqual(structure(plain?.html ?? ""));
      expectInert(`${hostile?.html}${hostile?.text}`);
      expect(hostile?.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(hostile?.text.split("\n")).toHaveLength(plain?.text.split("\n").length ?? 0);
      expect(textOf(hostile?.html ?? "").length).toBeLessThan(6000);
    }
  });
});
