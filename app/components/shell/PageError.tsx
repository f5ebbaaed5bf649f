import { isRouteErrorResponse, useRevalidator } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { useWords } from "./words";

/** What stands in the place of a page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  const { t } = useWords();
  const { revalidate } = useRevalidator();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Page title={t(missing ? "pages.errors.notFoundTitle" : "pages.errors.title")}>
      <Banner
        tone={missing ? "info" : "critical"}
        action={missing ? undefined : { content: t("pages.errors.again"), onAction: revalidate }}
      >
        <p>{t(missing ? "pages.errors.notFoundText" : "pages.errors.text")}</p>
      </Banner>
    </Page>
  );
}
