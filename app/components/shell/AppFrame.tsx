import { Link, useLocation, useNavigation } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider, SkeletonBodyText, SkeletonPage } from "@shopify/polaris";
import { type ComponentProps, forwardRef, type ReactNode, useEffect, useState } from "react";
import { ExplainProvider } from "~/components/explain/ExplainProvider";
import type { Language } from "~/i18n/languages";
import { useWords, WordsProvider } from "./words";

export interface FrameShop {
  readonly currency: string;
  readonly timeZone: string;
}

interface AppFrameProps {
  readonly language: Language;
  /** Polaris's own words in that language. */
  readonly polarisWords: ComponentProps<typeof AppProvider>["i18n"];
  readonly shop: FrameShop;
  readonly children: ReactNode;
}

/** What stands around every page: look, language, navigation and the explanation of figures. */
export function AppFrame({ language, polarisWords, shop, children }: AppFrameProps) {
  return (
    <AppProvider i18n={polarisWords} linkComponent={PolarisLink}>
      <WordsProvider language={language} currency={shop.currency} timeZone={shop.timeZone}>
        <Navigation />
        <ExplainProvider>
          <Loading>{children}</Loading>
        </ExplainProvider>
      </WordsProvider>
    </AppProvider>
  );
}

/** The app's navigation is Shopify's: it stands in the admin's side bar, outside of this page. */
function Navigation() {
  const { t } = useWords();
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t("pages.nav.home")}
      </Link>
      <Link to="/app/lifetime-value">{t("pages.nav.lifetimeValue")}</Link>
      <Link to="/app/customers">{t("pages.nav.customers")}</Link>
      <Link to="/app/predictions">{t("predictions.nav")}</Link>
      <Link to="/app/lifecycle">{t("lifecycle.title")}</Link>
      <Link to="/app/subscriptions">{t("subscriptions.nav")}</Link>
      <Link to="/app/products">{t("pages.nav.products")}</Link>
      <Link to="/app/profit-and-loss">{t("pages.nav.profitAndLoss")}</Link>
      <Link to="/app/compare">{t("compare.nav")}</Link>
      <Link to="/app/platforms">{t("platforms.nav")}</Link>
      <Link to="/app/reconciliation">{t("reconciliation.nav")}</Link>
      <Link to="/app/reports">{t("pages.nav.reports")}</Link>
      <Link to="/app/alerts">{t("alerts.nav")}</Link>
      <Link to="/app/settings">{t("pages.nav.settings")}</Link>
    </NavMenu>
  );
}

type LinkComponent = NonNullable<ComponentProps<typeof AppProvider>["linkComponent"]>;

/** Polaris's links go through the router, so that the session token travels along; links out of the app leave the frame. */
const PolarisLink = forwardRef<HTMLAnchorElement, ComponentProps<LinkComponent>>(({ url, external, ...rest }, ref) =>
  external || /^[a-z]+:/.test(url) ? (
    <a {...rest} ref={ref} href={url} target={external ? "_blank" : "_top"} rel="noreferrer" />
  ) : (
    <Link {...rest} ref={ref} to={url} />
  ),
);
PolarisLink.displayName = "PolarisLink";

const PATIENCE_MS = 200;

/** Shows a page's outline when it is slow to come; while the same page takes other figures, the old ones stay, dimmed. */
function Loading({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { state, location } = useNavigation();
  const loading = state === "loading";
  const slow = useSlow(loading);
  useAdminLoading(loading);
  if (slow && location && location.pathname !== pathname) return <PageOutline />;
  return (
    <div aria-busy={loading} className={slow ? "page-body dimmed" : "page-body"}>
      {children}
    </div>
  );
}

function useSlow(loading: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!loading) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [loading]);
  return slow;
}

/** The bar at the top of the admin that tells that something is being fetched. */
function useAdminLoading(loading: boolean) {
  useEffect(() => {
    window.shopify?.loading?.(loading);
  }, [loading]);
}

function PageOutline() {
  return (
    <SkeletonPage primaryAction>
      <div className="outline-card">
        <SkeletonBodyText lines={3} />
      </div>
      <div className="outline-card outline-tall">
        <SkeletonBodyText lines={8} />
      </div>
    </SkeletonPage>
  );
}
