import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import type { Faults } from "~/components/form/fault";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";

/** What a year of waiting takes off. */
export function DiscountCard({ rate }: { rate: number }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const draft = useDraft({ discountRate: String(Number((rate * 100).toPrecision(12))) });
  const faults = fetcher.data?.faults ?? {};
  useSaved(fetcher, Object.keys(faults).length === 0, t("predictions.settings.saved"));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("predictions.settings.title")}
        </Text>
        <TextField
          label={t("predictions.settings.rate")}
          helpText={t("predictions.settings.help")}
          inputMode="decimal"
          autoComplete="off"
          value={draft.values.discountRate}
          error={faults.discountRate ? t("predictions.settings.wrong") : undefined}
          onChange={(discountRate) => draft.set({ discountRate })}
        />
        <InlineStack>
          <Button
            disabled={!draft.dirty}
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit(JSON.stringify({ intent: "save", values: draft.values }), JSON_POST)}
          >
            {t("predictions.settings.save")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
