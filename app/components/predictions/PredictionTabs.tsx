import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "proof", path: "/app/predictions" },
  { id: "customers", path: "/app/predictions/customers" },
] as const;

/** The pages about predictions. */
export function PredictionTabs() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`predictions.tabs.${id}`) }))}
      selected={TABS.findIndex(({ path }) => path === pathname) === 1 ? 1 : 0}
      onSelect={(index) => navigate(TABS[index]?.path ?? "/app/predictions")}
    />
  );
}
