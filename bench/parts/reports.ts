import { availableParallelism } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { TemplateName } from "~/reports/templates";
import { startChild } from "../../scripts/support/children";
import type { Bench, Part } from "../bench";
import { timed, timesOf } from "../support/measure";
import { NOW } from "../support/pages";

/** Orders of the shop that the reports are about, and how many are due: more than are made in the time. */
const ORDERS = 10_000;
const DUE = 1_000;
const SECONDS = 20;
/** On smaller shops the suite is only tried. */
const TRIAL_SECONDS = 1;
const STEPS_TIMED = 5;

export const reports: Part = {
  name: "reports",
  what: "1,000 reports of every template and language are due: computed, laid out as mail, PDF and spreadsheet, and frozen",
  run: async (bench) => {
    const isTrial = bench.orders < ORDERS;
    const { shopId } = await bench.shop(Math.min(ORDERS, bench.orders));
    await openDue(shopId);
    const seconds = isTrial ? TRIAL_SECONDS : SECONDS;
    const alone = await rateOf(bench, 1, seconds);
    bench.record({ name: "made by one process", value: alone, unit: "reports/s" });
    const processes = availableParallelism();
    const together = await rateOf(bench, processes, seconds);
    bench.record({
      name: "made by a process for each processor",
      value: together,
      unit: "reports/s",
      limit: { what: `${processes} × one process, reports/s`, value: processes * alone },
    });
    bench.record({ name: "1,000 reports take", value: DUE / together, unit: "s" });
    await recordSteps(bench, shopId);
  },
};

/** Asks for reports of every template in every language, in turns, as a schedule would at its slot. */
async function openDue(shopId: bigint): Promise<void> {
  const { openRun } = await import("~/data/runs.server");
  const { LANGUAGES } = await import("~/i18n/languages");
  const { TEMPLATE_NAMES } = await import("~/reports/templates");
  for (let index = 0; index < DUE; index += 1) {
    const name = TEMPLATE_NAMES[index % TEMPLATE_NAMES.length] ?? "financePack";
    const language = LANGUAGES[Math.floor(index / TEMPLATE_NAMES.length) % LANGUAGES.length] ?? "en";
    const recipients = [{ email: `reader${index}@example.com`, language }];
    await openRun(
      shopId,
      { kind: "test", scheduleId: null, settings: await settings(name, language), recipients },
      NOW,
    );
  }
}

async function settings(name: TemplateName, language: string) {
  const { settingsOf } = await import("~/data/scheduleSettings.server");
  const { templateOf } = await import("~/reports/templates");
  return settingsOf({
    ...templateOf(name),
    title: name,
    foreword: "",
    compared: null,
    filter: {},
    switches: null,
    language,
  });
}

const Made = z.object({ made: z.number(), seconds: z.number() });

/** Reports per second that so many processes make together. */
async function rateOf({ scratch }: Bench, processes: number, seconds: number): Promise<number> {
  const children = Array.from({ length: processes }, (_, number) =>
    startChild({
      name: `Report worker ${number + 1}`,
      script: "bench/reports/worker.ts",
      args: [String(seconds)],
      logFile: path.join(scratch.folder, "reports.log"),
      isReady: (line) => line.startsWith("{"),
    }),
  );
  try {
    const made = (await Promise.all(children.map(({ ready }) => ready))).map((line) => Made.parse(JSON.parse(line)));
    return made.reduce((sum, of) => sum + of.made / of.seconds, 0);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

/** What a large report's steps take, each on its own. */
async function recordSteps(bench: Bench, shopId: bigint): Promise<void> {
  const { wishFor } = await import("~/jobs/buildReport.server");
  const { makers } = await import("~/jobs/reportMakers.server");
  const { reportLinks } = await import("~/jobs/links.server");
  const run = { asOf: NOW, slotDay: null, slotZone: null, shopZone: "UTC" } as const;
  const wish = wishFor(await settings("financePack", "en"), run);
  const report = await makers.compute(shopId, wish);
  const mail = { language: "en", links: reportLinks(report.shop.domain, null), unsubscribeUrl: "#" } as const;
  const steps = [
    ["figures", () => makers.compute(shopId, wish)],
    ["mail with its pictures", () => makers.render(report, mail)],
    ["spreadsheet", () => makers.files(report, "en", ["xlsx"])],
    ["PDF", () => makers.files(report, "en", ["pdf"])],
  ] as const;
  for (const [name, step] of steps) {
    const ms: number[] = [];
    for (let time = 0; time < STEPS_TIMED; time += 1) ms.push((await timed<unknown>(step)).seconds * 1000);
    bench.record({ name: `pack for the accountant, ${name}, median`, value: timesOf(ms).median, unit: "ms" });
  }
}
