import { isRouteErrorResponse, useRevalidator } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { z } from "zod";
import { FaultList } from "~/components/address/AddressNotice";
import { AddressFault } from "~/components/address/addressFaults";
import { useWords } from "./words";

const Unreadable = z.object({ faults: z.array(AddressFault).min(1) });

/** What stands in the place of a page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  const { t } = useWords();
  const { revalidate } = useRevalidator();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const unreadable = missing ? Unreadable.safeParse(error.data).data : undefined;
  if (unreadable)
    return (
      <Page title={t("filters.address.explainTitle")}>
        <Banner tone="warning">
          <p>{t("filters.address.explainText")}</p>
          <FaultList faults={unreadable.faults} />
        </Banner>
      </Page>
    );
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
