import { Banner, BlockStack } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { Problem } from "./homeView";

const MOST_SHOWN = 2;

/** What stands in the way of right numbers, in plain words; the most urgent two. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <BlockStack gap="300">
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <Banner key={problem.kind} tone="warning">
          <p>
            <ProblemWords problem={problem} />
          </p>
        </Banner>
      ))}
    </BlockStack>
  );
}

function ProblemWords({ problem }: { problem: Problem }) {
  const { t } = useWords();
  switch (problem.kind) {
    case "missingScope":
      return t("pages.problems.missingScope", { scopes: problem.scopes });
    case "historyLimited":
      return t("pages.problems.historyLimited");
    case "syncFailed":
      return t("pages.problems.syncFailed", { reason: problem.reason });
    case "mailHeld":
      return t("pages.problems.mailHeld", { reason: problem.reason });
  }
}
