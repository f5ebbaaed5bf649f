import { describe, expect, it } from "vitest";
import { USUAL_OPTIONS } from "~/analytics/sectionOptions";
import { USUAL_TIMING } from "~/analytics/timing";
import { SCHEDULE_FAULTS, ScheduleInput } from "~/jobs/scheduleInput";

const input = (change: Record<string, unknown> = {}, rhythm: Record<string, unknown> = {}) => ({
  title: "Lifetime value and profit",
  sections: ["keyFigures", "cohorts"],
  clock: "eventDay",
  periodRule: "lastMonth",
  comparison: "previousPeriod",
  compared: null,
  filter: {},
  switches: null,
  grain: "week",
  cohortSpan: "quarter",
  attachXlsx: true,
  attachPdf: false,
  language: "en",
  rhythm: { frequency: { every: "day" }, localTime: "08:30", timeZone: "Europe/London", ...rhythm },
  recipients: [{ email: "ada@example.com", language: null }],
  ...change,
});

const ROSE = { metric: "netSales", test: "rose", value: "0.1" };

const faults = (value: unknown) => {
  const parsed = ScheduleInput.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
};

describe("a schedule's input", () => {
  it("is taken when it is whole, with addresses in lower case and the last day as the 31st", () => {
    const parsed = ScheduleInput.parse(
      input({ recipients: [{ email: " Ada@Example.com " }] }, { frequency: { every: "month", monthDay: "last" } }),
    );
    expect(parsed.recipients).toEqual([{ email: "ada@example.com", language: null }]);
    expect(parsed.rhythm.frequency).toEqual({ every: "month", monthDay: 31 });
    expect(faults(input({}, { frequency: { every: "week", weekday: "7" } }))).toEqual([]);
  });

  it("goes as usual where no timing is named, and keeps the conditions that are", () => {
    expect(ScheduleInput.parse(input()).timing).toEqual(USUAL_TIMING);
    const conditions = { mode: "any", of: [ROSE] };
    expect(ScheduleInput.parse(input({ timing: { waitHours: 12, conditions } })).timing).toMatchObject({
      waitHours: 12,
      conditions,
    });
    expect(faults(input({ timing: { waitHours: 2 } })).map(([path]) => path)).toEqual(["timing.waitHours"]);
  });

  it("holds a note of at most 2,000 signs, whose line ends count as one", () => {
    const lines = `a\r\n`.repeat(1000).trimEnd();
    expect(ScheduleInput.parse(input({ foreword: `  ${lines} ` })).foreword).toBe("a\n".repeat(1000).trimEnd());
    expect(ScheduleInput.parse(input()).foreword).toBe("");
  });

  it("reads a title in the order of its letters: what turns their direction is taken out", () => {
    const turned = { title: "Sales \u202eevil\u202c \u2067now\u2069", foreword: "\u202edear" };
    expect(ScheduleInput.parse(input(turned))).toMatchObject({ title: "Sales evil now", foreword: "dear" });
  });

  it("takes a value below nothing where a value is asked for", () => {
    const of = [{ metric: "netProfit", test: "below", value: "-500" }];
    expect(faults(input({ timing: { conditions: { mode: "all", of } } }))).toEqual([]);
  });

  it("takes what is usual where its sections' options are not named, and refuses what cannot be shown", () => {
    expect(ScheduleInput.parse(input()).options).toEqual(USUAL_OPTIONS);
    const options = { keyFigures: ["mrr"], rows: { products: 50 } };
    expect(ScheduleInput.parse(input({ options })).options).toMatchObject({ keyFigures: ["mrr"] });
    expect(faults(input({ options: { rows: { products: 51 } } })).map(([path]) => path)).toEqual([
      "options.rows.products",
    ]);
  });

  it("compares with a span by its first and last day, of chosen orders", () => {
    const compared = { start: "2025-01-01", last: "2025-01-31" };
    const parsed = ScheduleInput.parse(input({ comparison: "chosen", compared, filter: { channel: ["", "web"] } }));
    expect(parsed).toMatchObject({
      compared: { start: "2025-01-01", end: "2025-02-01" },
      filter: { channel: ["", "web"] },
    });
    expect(faults(input({ filter: { colour: ["red"] } })).map(([path]) => path)).toEqual(["filter"]);
  });

  it.each([
    ...["rose", "fell", "moved"].map(
      (test) =>
        [
          { timing: { conditions: { mode: "all", of: [{ metric: "netSales", test, value: "-0.05" }] } } },
          {},
          "timing.conditions.of.0.value",
          SCHEDULE_FAULTS.changeSize,
        ] as [object, object, string, string],
    ),
    [
      { comparison: "chosen", compared: { start: "2025-01-01", last: "2999-01-31" } },
      {},
      "compared",
      SCHEDULE_FAULTS.comparedAhead,
    ],
    [{ title: "\u202e \u2066" }, {}, "title", SCHEDULE_FAULTS.title],
    [{ title: " " }, {}, "title", SCHEDULE_FAULTS.title],
    [{ title: "a\r\nBcc: x" }, {}, "title", SCHEDULE_FAULTS.title],
    [{ foreword: "x".repeat(2001) }, {}, "foreword", SCHEDULE_FAULTS.foreword],
    [{ sections: [] }, {}, "sections", SCHEDULE_FAULTS.sections],
    [{ sections: ["sales", "sales"] }, {}, "sections", SCHEDULE_FAULTS.sections],
    [{ comparison: "chosen" }, {}, "compared", SCHEDULE_FAULTS.compared],
    [
      { comparison: "chosen", compared: { start: "2025-01-31", last: "2025-01-01" } },
      {},
      "compared",
      SCHEDULE_FAULTS.compared,
    ],
    [
      { comparison: "chosen", compared: { start: "", last: "2025-01-01" } },
      {},
      "compared.start",
      SCHEDULE_FAULTS.compared,
    ],
    [{ compared: { start: "2025-01-01", last: "2025-01-31" } }, {}, "compared", SCHEDULE_FAULTS.compared],
    [{}, { localTime: "8:30" }, "rhythm.localTime", SCHEDULE_FAULTS.localTime],
    [{}, { localTime: "24:00" }, "rhythm.localTime", SCHEDULE_FAULTS.localTime],
    [{}, { localTime: "08:30\n" }, "rhythm.localTime", SCHEDULE_FAULTS.localTime],
    [{}, { timeZone: "Foo/Bar" }, "rhythm.timeZone", SCHEDULE_FAULTS.timeZone],
    [{}, { timeZone: "+05:30" }, "rhythm.timeZone", SCHEDULE_FAULTS.timeZone],
    [{}, { timeZone: "" }, "rhythm.timeZone", SCHEDULE_FAULTS.timeZone],
    [{}, { frequency: { every: "week", weekday: 8 } }, "rhythm.frequency.weekday", SCHEDULE_FAULTS.weekday],
    [{}, { frequency: { every: "quarter", month: 4, monthDay: 1 } }, "rhythm.frequency.month", SCHEDULE_FAULTS.month],
    [{}, { frequency: { every: "year", month: 13, monthDay: 1 } }, "rhythm.frequency.month", SCHEDULE_FAULTS.month],
    [
      { comparison: "none", timing: { conditions: { mode: "all", of: [ROSE] } } },
      {},
      "timing.conditions.of.0.test",
      SCHEDULE_FAULTS.conditionChange,
    ],
    [
      { timing: { conditions: { mode: "all", of: [{ ...ROSE, metric: "lifetimeValue" }] } } },
      {},
      "timing.conditions.of.0.test",
      SCHEDULE_FAULTS.conditionChange,
    ],
    [{}, { frequency: { every: "month", monthDay: 0 } }, "rhythm.frequency.monthDay", SCHEDULE_FAULTS.monthDay],
    [{}, { frequency: { every: "month", monthDay: 32 } }, "rhythm.frequency.monthDay", SCHEDULE_FAULTS.monthDay],
    [{ recipients: [] }, {}, "recipients", SCHEDULE_FAULTS.recipients],
    [
      { recipients: [{ email: "ada@example.com" }, { email: "ADA@example.com" }] },
      {},
      "recipients",
      SCHEDULE_FAULTS.recipients,
    ],
    ...[
      "a@b.co,c@d.co",
      "ada@example.com\nBcc: eve@x.co",
      "ada@example.com\u0000",
      "ada",
      `${"a".repeat(250)}@b.co`,
    ].map(
      (email) =>
        [{ recipients: [{ email }] }, {}, "recipients.0.email", SCHEDULE_FAULTS.email] as [
          object,
          object,
          string,
          string,
        ],
    ),
  ] as [object, object, string, string][])("%j %j is told what is wrong", (change, rhythm, path, message) => {
    expect(faults(input({ ...change }, { ...rhythm }))).toContainEqual([path, message]);
  });
});
