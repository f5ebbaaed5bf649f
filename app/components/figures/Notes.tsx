import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { Note } from "~/reports/report";

/** The caveats of a report, in words. Nothing is drawn where there are none. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  const { t, ratio, count } = useWords();
  if (notes.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("pages.figures.notes")}
        </Text>
        <List>
          {notes.map((note) => (
            <List.Item key={note.code}>
              {t(`reports.notes.${note.code}`, { share: ratio(note.share), count: count(note.count) })}
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
