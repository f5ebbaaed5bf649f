import { useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";
import { Explained } from "~/components/explain/Explained";
import { chosenSearch } from "~/components/filter/chosenIn";
import { useWords } from "~/components/shell/words";
import type { StageCard } from "~/reports/customerPages";

/** A card for each stage: how many stand there, the figure to watch, and whom to write to next. */
export function StageBoard({ stages }: { stages: readonly StageCard[] }) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 3, lg: 4 }} gap={{ xs: "200", sm: "300" }}>
      {stages.map((stage) => (
        <Stage key={stage.stage} of={stage} />
      ))}
    </InlineGrid>
  );
}

function Stage({ of: { stage, persons, metric, figure, month, lists } }: { of: StageCard }) {
  const { t, monthShort } = useWords();
  const chosen = chosenSearch(useSearchParams()[0]);
  return (
    <Card padding="400">
      <BlockStack gap="200">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            {t(`lifecycle.stages.${stage}`)}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {t(`lifecycle.meanings.${stage}`)}
          </Text>
        </BlockStack>
        <Text as="p" variant="headingLg">
          <Persons stage={stage} persons={persons} />
        </Text>
        {metric && figure ? (
          <p className="stage-figure">
            <span>
              {t(`metrics.${metric}.label`)}
              {month === null ? "" : ` (${monthShort(month)})`}
            </span>{" "}
            <Explained metric={metric} figure={figure} />
          </p>
        ) : null}
        {lists.map((list) => (
          <Link key={list} url={`/app/lifecycle/${list}${chosen}`}>
            {t(`lifecycle.lists.${list}`)}
          </Link>
        ))}
      </BlockStack>
    </Card>
  );
}

function Persons({ stage, persons }: Pick<StageCard, "stage" | "persons">) {
  const { t } = useWords();
  if (persons === null)
    return (
      <Text as="span" variant="bodyMd" tone="subdued">
        {t("lifecycle.sessionsUnknown")}
      </Text>
    );
  return t(stage === "reach" ? "lifecycle.sessions" : "lifecycle.persons", { count: persons });
}
