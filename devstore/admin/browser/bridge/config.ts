/** What the app may read as `shopify.config`. */
export interface Config {
  readonly apiKey: string;
  readonly shop: string;
  readonly host: string;
  readonly locale: string;
  readonly appOrigins: readonly string[];
  readonly disabledFeatures: readonly string[];
  readonly experimentalFeatures: readonly string[];
  readonly debug: { readonly webVitals: boolean };
}

const storageKey = "app-bridge-config";
const scriptKey = document.currentScript?.getAttribute("data-api-key") ?? "";

/** From the URL the frame launched; a later document of the same tab, whose URL lacks them, remembers. */
export function readConfig(): Config {
  const parameters = new URLSearchParams(location.search);
  const remembered = recall();
  const of = (name: string) => parameters.get(name) ?? remembered.get(name) ?? "";
  remember(new URLSearchParams({ shop: of("shop"), host: of("host"), locale: of("locale") }));
  return {
    get apiKey() {
      return document.querySelector('meta[name="shopify-api-key"]')?.getAttribute("content") ?? scriptKey;
    },
    shop: of("shop"),
    host: of("host"),
    locale: of("locale") || "en-US",
    appOrigins: [],
    disabledFeatures: [],
    experimentalFeatures: [],
    debug: { webVitals: false },
  };
}

/** Storage may be closed to a framed page (third-party storage off, incognito): then only the URL counts. */
function recall(): URLSearchParams {
  try {
    return new URLSearchParams(sessionStorage.getItem(storageKey) ?? "");
  } catch {
    return new URLSearchParams();
  }
}

function remember(values: URLSearchParams): void {
  try {
    sessionStorage.setItem(storageKey, values.toString());
  } catch {
    return;
  }
}
