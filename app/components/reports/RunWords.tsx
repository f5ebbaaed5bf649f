import { Badge } from "@shopify/polaris";
import { type Decision, isOfChange, type Verdict } from "~/analytics/conditions";
import { useWords, type Words } from "~/components/shell/words";
import { formatRatio, formatValue } from "~/i18n/format";
import type { RunStateName, RunView } from "./runEntry";

const TONES = {
  pending: "info",
  waiting: "attention",
  built: "success",
  skipped: "warning",
  notNeeded: undefined,
  failed: "critical",
} as const satisfies Record<RunStateName, string | undefined>;

/** How a run stands, as a badge. */
export function RunState({ state }: { readonly state: RunStateName }) {
  const { t } = useWords();
  return <Badge tone={TONES[state]}>{t(`timing.runs.states.${state}`)}</Badge>;
}

/** Why a run stands as it does, a line for each reason. */
export function RunReasons({ run }: { readonly run: RunView }) {
  const words = useWords();
  return (
    <>
      {[...reasons(run, words), ...decided(run.decision, words)].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}

export function reasons(run: RunView, { t, instant }: Pick<Words, "t" | "instant">): string[] {
  const parts = run.missing.map((part) => t(`timing.parts.${part}`)).join(t("timing.and"));
  switch (run.state) {
    case "waiting": {
      const until = { until: instant(run.waitsUntil) };
      return [
        t("timing.runs.waiting", { since: instant(run.waitingSince ?? run.asOf), parts }),
        t(run.ifIncomplete === "skip" ? "timing.runs.untilSkip" : "timing.runs.untilSend", until),
      ];
    }
    case "pending":
      return run.why === null
        ? []
        : [t("timing.runs.fault"), t("timing.runs.tryAgain", { at: instant(run.nextTryAt) })];
    case "built":
      return [
        run.mails === 0 ? t("timing.runs.noMails") : t("timing.runs.mails", { count: run.mails }),
        ...(parts === "" ? [] : [t("timing.runs.without", { parts })]),
      ];
    case "skipped":
      return [skipped(run.why, parts, t)];
    case "notNeeded":
      return [];
    case "failed":
      return run.why === null ? [] : [t(run.why === "unreadable" ? "timing.runs.unreadable" : "timing.runs.gaveUp")];
  }
}

function skipped(why: string | null, parts: string, t: Words["t"]): string {
  if (why === "incomplete") return t("timing.runs.incomplete", { parts });
  return t(why === "missed" ? "timing.runs.missed" : "timing.runs.deleted");
}

function decided(decision: Decision | null, words: Words): string[] {
  if (decision === null) return [];
  const { asked, holds, currency } = decision;
  const { t } = words;
  const told = t(asked ? (holds ? "timing.runs.held" : "timing.runs.notHeld") : "timing.runs.unasked");
  return [told, ...decision.of.map((verdict) => verdictText(verdict, currency, words))];
}

function verdictText(verdict: Verdict, currency: string, { t, language }: Words): string {
  const { metric, test, unit, figure, previous, untried } = verdict;
  const write = (value: number | null) => formatValue(value, unit, currency, language);
  const asked = {
    metric: t(`metrics.${metric}.label`),
    test: t(`timing.conditions.tests.${test}`),
    value: askedFor(verdict, write, t, language),
  };
  if (untried !== null) return t(`timing.runs.untried.${untried}`, asked);
  const told = { ...asked, figure: write(figure) };
  if (!isOfChange(test)) return t("timing.runs.verdict", told);
  return t("timing.runs.verdictChange", { ...told, previous: write(previous) });
}

function askedFor(
  { test, unit, value }: Verdict,
  write: (value: number) => string,
  t: Words["t"],
  language: Words["language"],
): string {
  // Kept exact as a decimal; shown it is rounded anyway.
  const number = Number(value);
  if (!isOfChange(test)) return write(number);
  const percent = formatRatio(number, language);
  return unit === "ratio" ? `${percent.replace(/[%\s]/g, "")} ${t("timing.conditions.points")}` : percent;
}
