import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

/** A report as it will arrive. */
export interface PreviewMail {
  readonly subject: string;
  readonly html: string;
}

interface PreviewProps {
  readonly mail: PreviewMail | null;
  readonly loading: boolean;
  readonly onShow: () => void;
}

/** Shows the mail in a frame of its own that runs no scripts, exactly as it will be sent. */
export function Preview({ mail, loading, onShow }: PreviewProps) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {t("pages.schedule.preview")}
            </Text>
            <Text as="p" tone="subdued">
              {t("pages.schedule.previewText")}
            </Text>
          </BlockStack>
          <Button onClick={onShow} loading={loading}>
            {t("pages.schedule.showPreview")}
          </Button>
        </InlineStack>
        {mail ? (
          <>
            <Text as="p">
              {t("pages.schedule.subject")}: <strong>{mail.subject}</strong>
            </Text>
            <iframe className="preview" title={t("pages.schedule.preview")} sandbox="" srcDoc={mail.html} />
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}
