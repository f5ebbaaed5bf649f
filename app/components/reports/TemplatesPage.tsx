import { Badge, BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { SectionName } from "~/reports/report";
import type { ReportTemplate, TemplateName } from "~/reports/templates";

/** A template as its card shows it. */
export interface OfferedTemplate {
  readonly name: TemplateName;
  readonly sections: readonly SectionName[];
  readonly every: ReportTemplate["frequency"]["every"];
}

/** Where a new report begins: what it is to answer. */
export function TemplatesPage({ templates }: { templates: readonly OfferedTemplate[] }) {
  const { t } = useWords();
  return (
    <Page
      title={t("builder.templatesTitle")}
      subtitle={t("builder.templatesText")}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      fullWidth
    >
      <ul className="templates">
        {templates.map((template) => (
          <TemplateCard key={template.name} template={template} />
        ))}
        <li>
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {t("builder.blank.title")}
              </Text>
              <p className="template-text">{t("builder.blank.text")}</p>
              <InlineStack>
                <Button url="/app/reports/new">{t("builder.begin")}</Button>
              </InlineStack>
            </BlockStack>
          </Card>
        </li>
      </ul>
    </Page>
  );
}

function TemplateCard({ template: { name, sections, every } }: { template: OfferedTemplate }) {
  const { t } = useWords();
  const title = t(`builder.templates.${name}.title`);
  return (
    <li>
      <Card>
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <Badge>{t(`timing.every.${every}`)}</Badge>
          </InlineStack>
          <div className="template-text">
            <BlockStack gap="200">
              <p>{t(`builder.templates.${name}.answers`)}</p>
              <Text as="p" tone="subdued">
                {t("builder.contains", {
                  sections: sections.map((section) => t(`reports.sections.${section}`)).join(" · "),
                })}
              </Text>
            </BlockStack>
          </div>
          <InlineStack>
            <Button url={`/app/reports/new?template=${name}`} accessibilityLabel={t("builder.useNamed", { title })}>
              {t("builder.use")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </li>
  );
}
