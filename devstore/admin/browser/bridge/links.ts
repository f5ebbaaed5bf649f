import { frameOrigin, tell } from "./frame";

const adminUrl = /^(?:shopify:(?:\/\/)?admin\/?|https:\/\/admin\.shopify\.com\/)/;

/**
 * Sends links into the admin to the admin frame: `shopify:admin/customers/123`, `shopify://admin/…` and
 * `https://admin.shopify.com/store/…`, in a link or given to `open`. Anything for the whole window goes the same way.
 */
export function patchLinks(): void {
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const address = String(url ?? "");
    if (adminUrl.test(address)) return openAdmin(address, target !== "_blank" ? null : plainOpen);
    if (target === "_top" || target === "_parent") {
      tell({ type: "open", url: new URL(address, location.href).toString(), newTab: false });
      return null;
    }
    return plainOpen(url, target, features);
  };
  document.addEventListener("click", (event) => clicked(event, plainOpen), { capture: true });
}

type Open = (url: string, target: string) => Window | null;

function openAdmin(url: string, plainOpen: Open | null): Window | null {
  const shown = `${frameOrigin}/admin-frame/open?url=${encodeURIComponent(url)}`;
  if (plainOpen) return plainOpen(shown, "_blank");
  tell({ type: "open", url: shown, newTab: false });
  return null;
}

function clicked(event: MouseEvent, plainOpen: Open): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const href = link instanceof HTMLAnchorElement ? (link.getAttribute("href") ?? "") : "";
  if (!(link instanceof HTMLAnchorElement) || !adminUrl.test(href)) return;
  event.preventDefault();
  const newTab = link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey;
  openAdmin(href, newTab ? plainOpen : null);
}
