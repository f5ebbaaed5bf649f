import { Badge, InlineStack } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import { RunState } from "./RunWords";
import type { RunStateName } from "./runEntry";

/** What became of a schedule's newest report. */
export interface Outcome {
  readonly state: RunStateName;
  /** ISO instant that the report is as of. */
  readonly at: string;
  /** How many mails it came to, and how many of them were handed over and did not come back. */
  readonly mails: number;
  readonly reached: number;
}

/** A schedule's last outcome in a few words: how many were reached, or how it stands. */
export function OutcomeWords({ outcome }: { outcome: Outcome | null }) {
  const { t, instant } = useWords();
  if (outcome === null) return t("builder.outcomes.none");
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      {outcome.state === "built" ? <Reached {...outcome} /> : <RunState state={outcome.state} />}
      <span>{instant(outcome.at)}</span>
    </InlineStack>
  );
}

function Reached({ mails, reached }: Outcome) {
  const { t } = useWords();
  if (mails === 0) return <Badge tone="warning">{t("builder.outcomes.nobody")}</Badge>;
  return (
    <Badge tone={reached === mails ? "success" : "attention"}>
      {t("builder.outcomes.sent", { reached, count: mails })}
    </Badge>
  );
}
