import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOptions } from "../../scripts/clv/options";
import { readLog } from "../../scripts/clv/readLog";
import { amountOf, dayOf, dayText } from "../../scripts/clv/values";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "clv-log-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a log of these lines is read as: customers with days and amounts. */
async function read(text: string | Buffer, { name = "log.csv", columns = {} } = {}) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const log = await readLog(file, columns);
  const { ids, offsets, days, amounts } = log.histories;
  const customers = ids.map((id, index) => {
    const [from, to] = [offsets[index], offsets[index + 1]];
    return [id, Array.from(days.subarray(from, to), dayText), Array.from(amounts.subarray(from, to))] as const;
  });
  return { log, customers };
}

const two = [
  ["7", ["1997-01-02", "1997-03-04"], [10.5, 20]],
  ["8", ["1997-01-05"], [3]],
];

describe("days", () => {
  it("are read in four forms, with or without a time, as they are written", () => {
    const forms = [
      "1997-09-30",
      "19970930",
      "1997/9/30",
      "30.09.1997",
      "1997-09-30T23:59:59+09:00",
      "1997-09-30 00:10",
    ];
    expect(forms.map((form) => dayText(dayOf(form) ?? 0))).toEqual(forms.map(() => "1997-09-30"));
  });

  it("that can mean two things, or none, are not", () => {
    for (const text of ["03/04/1997", "1997-02-30", "19971301", "soon", "", "12.5", "199709"])
      expect(dayOf(text)).toBeNull();
  });
});

describe("amounts", () => {
  it("are numbers or nothing", () => {
    expect(["12.50", " 3 ", "-4", ".5", "1e3", "", "NA"].map(amountOf)).toEqual([12.5, 3, -4, 0.5, 1000, null, null]);
    expect(["1,000", "$5", "12.5.1", "abc"].map(amountOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("a log", () => {
  it.each([
    ["commas", "customer,date,amount\n7,1997-01-02,10.5\n8,1997-01-05,3\n7,1997-03-04,20\n"],
    [
      "semicolons, a mark and other names",
      '\uFEFFOrder Date;"Customer ID";Total Price\r\n19970102;7;10.5\r\n19970105;8;3\r\n19970304;7;20\r\n',
    ],
    [
      "tabs, and columns nobody asked for",
      "date\tsku\tcust\tamount\n1997/01/02\tA\t7\t10.5\n1997/01/05\tB\t8\t3\n1997/03/04\tA\t7\t20",
    ],
    [
      "blanks",
      " customer_id  date number_of_cds  dollar_value\n 7 19970102  1   10.5\n 8 19970105 2 3\n\n 7 19970304 1 20\n",
    ],
    ["no header", "7,1997-01-02,10.5\n8,1997-01-05,3\n7,1997-03-04,20\n"],
  ])("is read with %s", async (_, text) => {
    expect((await read(text)).customers).toEqual(two);
  });

  it("of any length is read with Windows' line ends", async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index % 20_000},1997-01-${10 + (index % 20)},1`);
    const { log } = await read(["customer,date,amount", ...lines].join("\r\n"));
    expect(log).toMatchObject({ lines: 60_000, orders: 20_000 });
  });

  it("is unpacked", async () => {
    const packed = gzipSync("customer,date,amount\n7,1997-01-02,10.5\n8,1997-01-05,3\n7,1997-03-04,20\n");
    expect((await read(packed, { name: "log.csv.gz" })).customers).toEqual(two);
  });

  it("may have no amounts", async () => {
    const { customers, log } = await read("id,day\n7,1997-01-02\n7,1997-01-03\n");
    expect(customers).toEqual([["7", ["1997-01-02", "1997-01-03"], [Number.NaN, Number.NaN]]]);
    expect(log.columns.names).toEqual({ customer: "id", date: "day", amount: null });
  });

  it("takes the columns that are named", async () => {
    const text = "customer,email,date,amount,net\n1,a@x,1997-01-02,5,4\n2,a@x,1997-01-09,7,6\n";
    const { customers } = await read(text, { columns: { customer: "Email", amount: "net" } });
    expect(customers).toEqual([["a@x", ["1997-01-02", "1997-01-09"], [4, 6]]]);
    await expect(read(text, { columns: { date: "when" } })).rejects.toThrow(
      "--columns date=when: the log has the columns customer, email, date, amount, net",
    );
  });

  it("makes one order of a customer's lines of one day, whatever their times", async () => {
    const text = "customer,date,amount\n7,1997-01-02T08:00,1.5\n7,1997-01-02T20:00,2\n7,1997-01-02,\n";
    expect((await read(text)).customers).toEqual([["7", ["1997-01-02"], [3.5]]]);
  });

  it("lets a return lower the order of its day, and is silent about it on any other", async () => {
    const text = "customer,date,amount\n7,1997-01-02,10\n7,1997-01-02,-4\n7,1997-01-09,-6\n,1997-01-02,3\n";
    const { customers, log } = await read(text);
    expect(customers).toEqual([["7", ["1997-01-02"], [6]]]);
    expect(log).toMatchObject({ lines: 4, orders: 1, returns: 2, anonymous: 1 });
  });

  it("with mistakes is told line, column, value and rule of each", async () => {
    const text = "customer,date,amount\n7,1997-01-02,10\n7,03/04/1997,2\n8,1997-01-05,1.000,00\n8,1997-01-05,x\n";
    const file = path.join(folder, "log.csv");
    await expect(read(text)).rejects.toThrow(
      `${file}:\nline 3: column "date" has "03/04/1997": expected a day such as 1997-09-30, 19970930, 1997/09/30 or 30.09.1997, with or without a time\n` +
        'line 5: column "amount" has "x": expected a number such as 12.50, without currency or thousands separators',
    );
  });

  it("without the columns, without lines, or not there is refused in one sentence", async () => {
    await expect(read("who,when\na,b\n")).rejects.toThrow(
      'line 1: expected a column "customer"; there are who, when. Name it by --columns customer=NAME',
    );
    await expect(read("")).rejects.toThrow("the log is empty");
    await expect(read("customer,date\n")).rejects.toThrow("the log has no order with a customer");
    await expect(readLog(path.join(folder, "none.csv"), {})).rejects.toThrow("none.csv: ENOENT");
  });
});

describe("the options", () => {
  const given = (...words: string[]) => ["--log", "a.csv", "--calibrate-to", "1997-09-30", ...words];

  it("are weeks and ten percent unless they are said", () => {
    expect(readOptions(given())).toEqual({
      log: "a.csv",
      "calibrate-to": "1997-09-30",
      unit: "week",
      discount: 0.1,
      columns: {},
    });
    expect(readOptions(given("--columns", "customer=Email, amount=Total"))).toMatchObject({
      columns: { customer: "Email", amount: "Total" },
    });
  });

  it.each([
    [["--log", "a.csv"], "--calibrate-to: is required"],
    [given("--unit", "hour"), "--unit hour: "],
    [given("--holdout-to", "1997-09-30"), "--holdout-to 1997-09-30: expected a day after --calibrate-to 1997-09-30"],
    [given("--holdout-to", "tomorrow"), "--holdout-to tomorrow: expected a day such as 1997-09-30"],
    [given("--discount", "much"), "--discount much: expected a yearly rate such as 0.1"],
    [given("--columns", "when=date"), '"when=date": expected customer=NAME, date=NAME or amount=NAME'],
    [given("--speed", "9"), "--speed"],
  ])("%j are refused", (words, message) => {
    expect(() => readOptions(words)).toThrow(message);
  });
});
