import { BlockStack, Card, List, Text } from "@shopify/polaris";
import type { Period } from "~/analytics/period";
import { useWords } from "~/components/shell/words";
import type { Note } from "~/reports/report";

interface NotesProps {
  readonly notes: readonly Note[];
  /** What they are about, where the page shows more than one period. */
  readonly about?: Period;
}

/** The caveats of a report, in words. Nothing is drawn where there are none. */
export function Notes({ notes, about }: NotesProps) {
  const { t, ratio, count, period } = useWords();
  if (notes.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("pages.figures.notes")}
        </Text>
        {about ? (
          <Text as="p" tone="subdued">
            {t("statement.about", { period: period(about) })}
          </Text>
        ) : null}
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
