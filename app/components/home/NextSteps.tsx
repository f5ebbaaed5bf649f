import { BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { Period } from "~/analytics/period";
import { useWords } from "~/components/shell/words";
import type { NextStep } from "./nextSteps";

interface NextStepsProps {
  readonly steps: readonly NextStep[];
  /** The period whose figures the steps' shares and counts are of. */
  readonly about: Period;
}

/** What to do next; the first is what changes the numbers most. */
export function NextSteps({ steps, about }: NextStepsProps) {
  const { t, period } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("pages.home.next")}
        </Text>
        {steps.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("pages.home.nextDone")}
          </Text>
        ) : null}
        {steps.some(({ share, count }) => share !== null || count !== null) ? (
          <Text as="p" tone="subdued">
            {t("statement.stepsAbout", { period: period(about) })}
          </Text>
        ) : null}
        {steps.map((step, index) => (
          <Fragment key={step.name}>
            {index > 0 ? <Divider /> : null}
            <Step step={step} />
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}

function Step({ step }: { step: NextStep }) {
  const { t } = useWords();
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <div className="step-text">
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {t(`pages.steps.${step.name}.title`)}
          </Text>
          <Text as="p" tone="subdued">
            <StepText step={step} />
          </Text>
        </BlockStack>
      </div>
      {step.path === null || step.name === "history" ? null : (
        <Button url={step.path}>{t(`pages.steps.${step.name}.action`)}</Button>
      )}
    </InlineStack>
  );
}

function StepText({ step: { name, share, count: counted } }: { step: NextStep }) {
  const { t, ratio, count } = useWords();
  switch (name) {
    case "costs":
      return t("pages.steps.costs.text", { share: ratio(share) });
    case "fees":
    case "shippingCost":
      return t(`pages.steps.${name}.text`, { count: count(counted) });
    default:
      return t(`pages.steps.${name}.text`);
  }
}
