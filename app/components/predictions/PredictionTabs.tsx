import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "proof", path: "/app/predictions" },
  { id: "customers", path: "/app/predictions/customers" },
  { id: "groups", path: "/app/predictions/groups" },
  { id: "cohorts", path: "/app/predictions/cohorts" },
  { id: "versions", path: "/app/predictions/versions" },
] as const;

/** The pages about predictions. */
export function PredictionTabs() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`forecasts.tabs.${id}`) }))}
      selected={Math.max(
        0,
        TABS.findIndex(({ path }) => path === pathname),
      )}
      onSelect={(index) => navigate(TABS[index]?.path ?? "/app/predictions")}
      disclosureText={t("customers.tabs.more")}
    />
  );
}
