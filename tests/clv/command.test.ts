import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);
const clv = (...words: string[]) =>
  run(process.execPath, ["--import", "tsx", "scripts/clv.ts", ...words], { maxBuffer: 1e7 });

const Written = z.object({
  models: z.array(
    z.object({
      model: z.string(),
      parameters: z.array(z.string()),
      ml: z.object({ values: z.array(z.number()), logLikelihood: z.number() }),
      map: z.object({ values: z.array(z.number()), logLikelihood: z.number() }),
    }),
  ),
  holdout: z.object({
    actualOrders: z.number(),
    actualSpent: z.number(),
    ml: z.array(z.object({ name: z.string(), orders: z.object({ predicted: z.number() }) })),
  }),
  champion: z.object({ kind: z.literal("forecaster"), grade: z.enum(["A", "B", "C", "D"]) }),
});

describe("npm run clv, on CDNOW", () => {
  let folder: string;
  let text: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "clv-test-"));
    const words = [
      "--log",
      "tests/fixtures/clv/cdnowSample.csv.gz",
      "--calibrate-to",
      "1997-09-30",
      "--holdout-to",
      "1998-06-30",
    ];
    text = (await clv(...words, "--json", path.join(folder, "all.json"), "--scores", path.join(folder, "scores.csv")))
      .stdout;
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("prints the published estimates of every model, with their likelihoods", () => {
    expect(text).toMatch(/bgNbd +ML +r 0\.24259\d* +alpha 4\.4136\d* +a 0\.7929\d* +b 2\.4259\d* +-9582\.4292/);
    expect(text).toMatch(/paretoNbd +ML +r 0\.5532\d* +alpha 10\.577\d* +s 0\.6062\d* +beta 11\.66\d* +-9594\.9762/);
    expect(text).toMatch(/mbgNbd +ML +r 0\.52484\d+ +alpha 6\.183\d+ +a 0\.8913\d+ +b 1\.614\d* +-9582\.1357/);
    expect(text).toMatch(
      /Gamma-Gamma, repeat orders, ML +p 6\.24957\d* +q 3\.7442\d* +gamma 15\.4435\d* +-4055\.9177 +946/,
    );
    expect(text).toContain(
      "2357 customers, 4814 orders, repeat orders 2457, sum of t_x 112949 days, sum of T 539779 days",
    );
  });

  it("prints what came in the hold-out beside every forecast, in all and by repeat orders", () => {
    expect(text).toMatch(/actual +1882 .* 70976\.39/);
    expect(text).toMatch(/bgNbd ML +1653\.409 +-12\.15% +0\.78545/);
    expect(text).toMatch(/bgNbd ML +0\.2251 +0\.5231 +1\.0441 +1\.5203 +2\.1639 +2\.6538 +3\.5040 +6\.1572/);
    expect(text).toMatch(/90% interval of the hold-out's orders: [\d.]+ to [\d.]+; actual 1882 is within/);
    expect(text).toMatch(/Champion: \w+ with \w+ \(kept|better\)/);
  });

  it("writes the same as JSON", async () => {
    const written = Written.parse(JSON.parse(await readFile(path.join(folder, "all.json"), "utf8")));
    expect(written.models.map(({ model }) => model)).toEqual([
      "nbd",
      "bgNbd",
      "mbgNbd",
      "paretoNbd",
      "mbgCnbd2",
      "mbgCnbd3",
      "mbgCnbd4",
    ]);
    for (const { ml, map } of written.models) expect(map.logLikelihood).toBeLessThanOrEqual(ml.logLikelihood + 1e-6);
    expect(written.holdout).toMatchObject({ actualOrders: 1882, actualSpent: expect.closeTo(70976.39, 2) });
  });

  it("writes a line per customer", async () => {
    const rows: Record<string, string>[] = parse(await readFile(path.join(folder, "scores.csv")), { columns: true });
    expect(rows).toHaveLength(2357);
    const first = rows.find(({ customer }) => customer === "0001");
    expect(first).toMatchObject({ x: "2", t_x: "30.4285714", T: "38.8571429" });
    expect(Number(first?.p_alive_bgNbd)).toBeCloseTo(0.72662, 4);
    expect(Number(first?.p_alive_paretoNbd)).toBeCloseTo(0.869134, 4);
    expect(Number(first?.orders_holdout_paretoNbd)).toBeCloseTo(1.4552, 4);
    expect(Number(first?.value_52w_bgNbd)).toBeCloseTo(36.7772, 2);
    expect(rows.every(({ p_alive, value_365d }) => Number(p_alive) >= 0 && Number(value_365d) >= 0)).toBe(true);
  });
});

describe("npm run clv", () => {
  it("fits a log without amounts, in days, and says why it chooses none for a handful of customers", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "clv-test-"));
    const file = path.join(folder, "few.csv");
    const lines = Array.from({ length: 20 }, (_, index) => `${index},2024-01-${String(index + 1).padStart(2, "0")}`);
    await writeFile(file, ["customer,date", ...lines, "3,2024-03-01", "4,2024-04-01"].join("\n"));
    const { stdout } = await clv("--log", file, "--calibrate-to", "2024-04-30", "--unit", "day");
    await rm(folder, { recursive: true, force: true });
    expect(stdout).toContain("Models, in days");
    expect(stdout).toContain("No champion: 20 customers, and below 30 a forecast would be the prior's.");
    expect(stdout).not.toContain("Gamma-Gamma");
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });

  it("says where a log goes on after the hold-out, names no day for one without orders, and counts one customer as one", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "clv-test-"));
    const [longer, returned] = [path.join(folder, "longer.csv"), path.join(folder, "returned.csv")];
    await writeFile(longer, "customer,date,amount\n1,2024-01-01,5\n1,2024-02-01,5\n1,2024-06-01,5\n");
    await writeFile(returned, "customer,date,amount\n1,2024-01-01,-5\n2,2024-02-01,-7\n");
    const { stdout, stderr } = await clv("--log", longer, "--calibrate-to", "2024-02-28", "--holdout-to", "2024-04-30");
    expect(stderr).toContain("note: the log goes on to 2024-06-01; orders after 2024-04-30 are not used");
    expect(stdout).toContain("3 lines, 1 customer, 3 orders");
    const failed = await clv("--log", returned, "--calibrate-to", "2024-04-30").catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.not.stringContaining("1970") });
    await rm(folder, { recursive: true, force: true });
  });

  it("ends with 2 and one sentence for a mistake in the command or in the log", async () => {
    await expect(clv("--log", "nowhere.csv", "--calibrate-to", "2024-01-01")).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--log nowhere.csv: ENOENT"),
    });
    await expect(
      clv("--log", "tests/fixtures/clv/cdnowSample.csv.gz", "--calibrate-to", "1990-01-01"),
    ).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("the log has no order up to that day") });
  });
});
