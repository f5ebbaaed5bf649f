import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What a request of the tiny app carried. */
export interface SeenRequest {
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly requestedWith: string | undefined;
  readonly body: string;
}

export interface TinyApp {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Where `/app-bridge.js` comes from; set once the dev store listens. */
  setBridge(url: string): void;
  stop(): Promise<void>;
}

/** An app of one page for every path, with the links, form, buttons and React parts that tests press. */
export async function startTinyApp(apiKey: string): Promise<TinyApp> {
  const seen: SeenRequest[] = [];
  let bridge = "";
  const react = await reactPart();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://app.test");
    const body = await text(request);
    const { authorization } = request.headers;
    seen.push({ url, authorization, requestedWith: request.headers["x-requested-with"]?.toString(), body });
    if (url.pathname === "/react.js") return end(response, 200, "text/javascript", react);
    if (url.pathname === "/api/again" && seen.filter((one) => one.url.pathname === "/api/again").length === 1) {
      response.setHeader("X-Shopify-Retry-Invalid-Session-Request", "1");
      return end(response, 401, "text/plain", "expired");
    }
    if (url.pathname.startsWith("/api/")) return end(response, 200, "text/plain", `${request.method} ${body}`);
    end(response, 200, "text/html; charset=utf-8", page(bridge, apiKey));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    setBridge: (url) => {
      bridge = url;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type });
  response.end(body);
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** The React components the real app uses, bundled as its build would. */
async function reactPart(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { Modal, NavMenu, SaveBar, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
        import { createElement as h, useState } from "react";
        import { createRoot } from "react-dom/client";
        function Part() {
          const shopify = useAppBridge();
          const [open, setOpen] = useState(false);
          const [dirty, setDirty] = useState(false);
          const [log, setLog] = useState("");
          return h("section", null,
            h("button", { id: "react-modal", onClick: () => setOpen(true) }, "Open React modal"),
            h("button", { id: "react-dirty", onClick: () => setDirty(true) }, "Change something"),
            h("output", { id: "react-log" }, log),
            h(Modal, { open, onHide: () => { setOpen(false); setLog("hidden"); } },
              h("p", { style: { padding: "16px" } }, "Costs are applied from this day on."),
              h("input", { id: "react-input", "aria-label": "Cost" }),
              h(TitleBar, { title: "Set unit cost" },
                h("button", { variant: "primary", onClick: () => { setLog("applied"); setOpen(false); } }, "Apply"),
                h("button", { onClick: () => setOpen(false) }, "Cancel"))),
            h(SaveBar, { id: "costs", open: dirty, discardConfirmation: true },
              h("button", { variant: "primary", onClick: () => { setDirty(false); setLog("saved"); shopify.toast.show("Costs saved"); } }),
              h("button", { onClick: () => { setDirty(false); setLog("discarded"); } })));
        }
        createRoot(document.getElementById("react")).render(h(Part));`,
      resolveDir: fileURLToPath(new URL("../../..", import.meta.url)),
      loader: "js",
    },
    bundle: true,
    format: "iife",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0]?.text ?? "";
}

function page(bridge: string, apiKey: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>Overview</title>
<meta name="shopify-api-key" content="${apiKey}">
<script src="${bridge}/app-bridge.js"></script>
<style>body{font:400 13px/20px system-ui,sans-serif;margin:16px;background:#f1f1f1;color:#303030}
 main{background:#fff;padding:16px;border-radius:12px;max-width:900px;margin:auto} button,input{margin:4px 4px 4px 0}</style></head>
<body>
<ui-nav-menu><a href="/" rel="home">Home</a><a href="/cohorts">Cohorts</a><a href="/customers">Customers</a><a href="/settings">Settings</a></ui-nav-menu>
<main><h1 id="where"></h1>
<ui-title-bar title="Overview"><button variant="primary" id="export">Export</button><button id="compare">Compare</button></ui-title-bar>
<p><a id="inner" href="/cohorts/2025-01">January cohort</a> <a id="customer" href="shopify:admin/customers/9001">Customer 9001</a>
<a id="order" href="https://admin.shopify.com/store/kestrel/orders/1001" target="_top">Order 1001</a></p>
<form id="settings" data-save-bar><label>Lapse point <input name="lapse" value="90"></label></form>
<p><button id="toast">Toast</button><button id="error">Error toast</button><button id="modal">Modal</button><button id="open">Open product</button></p>
<ui-modal id="details"><p style="padding:16px">How it is computed</p><ui-title-bar title="Net sales"><button variant="primary" id="ok">OK</button></ui-title-bar></ui-modal>
<div id="react"></div><output id="log"></output></main>
<script>
 const log = (text) => { document.getElementById("log").textContent += text + ";"; };
 const show = () => { document.getElementById("where").textContent = location.pathname; };
 const go = (href) => { history.pushState(null, "", href); show(); };
 if (!location.search.includes("router=off")) addEventListener("shopify:navigate", (event) => go(event.target.getAttribute("href")));
 document.querySelector('ui-nav-menu a[href="/settings"]').addEventListener("click", (event) => { event.preventDefault(); go("/settings"); log("own link"); });
 addEventListener("popstate", show);
 document.getElementById("inner").addEventListener("click", (event) => { event.preventDefault(); go("/cohorts/2025-01"); });
 document.getElementById("settings").addEventListener("submit", (event) => { event.preventDefault(); log("submitted " + new FormData(event.target).get("lapse")); });
 document.getElementById("toast").onclick = () => shopify.toast.show("Report scheduled", { action: "Undo", onAction: () => log("undone") });
 document.getElementById("error").onclick = () => shopify.toast.show("Could not send", { isError: true });
 document.getElementById("modal").onclick = () => shopify.modal.show("details");
 document.getElementById("ok").onclick = () => { log("ok"); shopify.modal.hide("details"); };
 document.getElementById("open").onclick = () => open("shopify:admin/products/501", "_top");
 document.getElementById("export").onclick = () => log("exported");
 show();
</script>
<script src="/react.js"></script></body></html>`;
}
