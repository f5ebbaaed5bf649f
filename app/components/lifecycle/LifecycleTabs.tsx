import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "board", path: "/app/lifecycle" },
  { id: "rhythm", path: "/app/lifecycle/rhythm" },
] as const;

/** The board of stages, and the rhythm it rests on. */
export function LifecycleTabs() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`lifecycle.tabs.${id}`) }))}
      selected={Math.max(
        0,
        TABS.findIndex(({ path }) => path === pathname),
      )}
      onSelect={(index) => navigate(TABS[index]?.path ?? "/app/lifecycle")}
      disclosureText={t("lifecycle.tabs.more")}
    />
  );
}
