import { BlockStack, Button, Card, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "~/components/shell/words";

interface TestMailProps {
  readonly address: string;
  readonly error: string | undefined;
  readonly sending: boolean;
  readonly onSend: (address: string) => void;
}

/** Sends the report as it stands in the form to one address, marked as a test. */
export function TestMail({ address: suggested, error, sending, onSend }: TestMailProps) {
  const { t } = useWords();
  const [address, setAddress] = useState(suggested);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("pages.schedule.sendTest")}
        </Text>
        <TextField
          label={t("pages.schedule.testTo")}
          type="email"
          autoComplete="email"
          value={address}
          error={error}
          onChange={setAddress}
          connectedRight={
            <Button disabled={address.trim() === ""} loading={sending} onClick={() => onSend(address)}>
              {t("pages.schedule.sendTest")}
            </Button>
          }
        />
      </BlockStack>
    </Card>
  );
}
