import { useFetcher, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { changeIn } from "~/analytics/drivers";
import { useWords } from "~/components/shell/words";
import { driverSentence, toldChange } from "~/i18n/driverText";
import type { Language } from "~/i18n/languages";
import { cutAtAmounts } from "~/i18n/signedAmounts";
import type { Translate } from "~/i18n/translate";
import type { DriversReport } from "~/reports/pageReports";
import type { DriverRow } from "~/reports/sectionRows";

/** What drove the key figures, read after the page: nothing is shown where nothing moved, or nothing is compared. */
export function Drivers() {
  const { t, language } = useWords();
  const [search] = useSearchParams();
  const { load, data, state } = useFetcher<DriversReport>();
  const asked = search.toString();
  useEffect(() => load(`/app/drivers?${asked}`), [load, asked]);
  const sentences = data === undefined || state !== "idle" ? [] : sentencesOf(data, language, t);
  if (sentences.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("drivers.title")}
        </Text>
        {sentences.map((sentence) => (
          <Text key={sentence} as="p">
            {cutAtAmounts(sentence).map((piece, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
              <span key={index} className={index % 2 === 1 ? "signed-amount" : undefined}>
                {piece}
              </span>
            ))}
          </Text>
        ))}
        <Text as="p" tone="subdued" variant="bodySm">
          {t("drivers.how")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Net sales by who bought, and by orders and prices; then profit: the sentences of the mail. */
function sentencesOf({ currency, drivers }: DriversReport, language: Language, t: Translate): string[] {
  const of = (section: DriverRow["section"]) => changeIn(drivers, section);
  const orders = toldChange(of("sales"), currency, language);
  return [
    ...driverSentence(of("keyFigures"), currency, language),
    ...(orders === null ? [] : [t("drivers.byOrders", orders)]),
    ...driverSentence(of("profitAndLoss"), currency, language),
  ];
}
