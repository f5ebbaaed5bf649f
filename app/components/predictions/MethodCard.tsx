import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { ShopPredicted } from "~/reports/predictionTypes";

/** How the forecasts are made, in plain words. */
export function MethodCard({ predicted }: { predicted: ShopPredicted }) {
  const { t } = useWords();
  const { purchases, spend, hasSeasons } = predicted.method;
  const lines = [
    t("predictions.method.orders", { model: t(`predictions.method.models.${purchases}`) }),
    spend === null
      ? t("predictions.method.noSpend")
      : t("predictions.method.spend", { model: t(`predictions.method.models.${spend}`) }),
    t(hasSeasons ? "predictions.method.seasons" : "predictions.method.noSeasons"),
    t("predictions.method.choice"),
    t("predictions.method.orderRule"),
  ];
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("predictions.method.title")}
        </Text>
        <List>
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
