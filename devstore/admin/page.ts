import { inlineJson, type Markup, markup } from "./html";
import { type Locale, localeNames, locales, type Words, words } from "./words";

/** What every page of the admin shows around its content. */
export interface AdminView {
  readonly shopName: string;
  readonly appName: string;
  /** `/store/<handle>` */
  readonly storePath: string;
  /** `/store/<handle>/apps/<app>` */
  readonly appPath: string;
  readonly locale: Locale;
  readonly outboxUrl: string | null;
}

export type Section = "orders" | "products" | "customers" | "app";

/** The page that embeds the app. `src` is the signed address, loaded once the frame listens; `settings` what its script reads. */
export function appPage(view: AdminView, src: string, settings: unknown): string {
  const content = markup`
    <header id="title-bar" class="title-bar"><p><a class="title-home" href="${view.appPath}">${view.appName}</a> <span id="title"></span></p><div id="title-actions"></div></header>
    <iframe id="app" title="${view.appName}" data-src="${src}" allow="clipboard-write"></iframe>
    <script type="application/json" id="frame-settings">${inlineJson(settings)}</script>`;
  return page(view, "app", view.appName, content);
}

/** A page of the admin itself: facts, lists, notices. */
export function contentPage(view: AdminView, section: Section | null, title: string, content: Markup): string {
  return page(view, section, title, markup`<div class="content"><h1>${title}</h1>${content}</div>`);
}

/** The page for addresses the dev store does not have. */
export function noticePage(view: AdminView, title: string, text: string): string {
  const back = words[view.locale].backToApp;
  return contentPage(
    view,
    null,
    title,
    markup`<section class="card"><p>${text}</p><p><a class="button" href="${view.appPath}">${back}</a></p></section>`,
  );
}

function page(view: AdminView, section: Section | null, title: string, content: Markup): string {
  const text = words[view.locale];
  return markup`<!doctype html>
<html lang="${view.locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · ${view.shopName}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/admin-frame/style.css">
</head>
<body class="${section === "app" ? "with-app" : ""}">
  ${topBar(view, section, text)}
  <div id="save-bar" class="save-bar" role="region" aria-label="${text.unsaved}" hidden></div>
  <div class="columns">
    ${navigation(view, section, text)}
    <div id="menu-shade"></div>
    <main>${content}</main>
  </div>
  <div id="toasts"></div>
  <script src="/admin-frame/frame.js"></script>
</body>
</html>`.text;
}

function topBar(view: AdminView, section: Section | null, text: Words): Markup {
  const options = locales.map(
    (locale) =>
      markup`<option value="${locale}"${locale === view.locale ? markup` selected` : null}>${localeNames[locale]}</option>`,
  );
  return markup`<header id="top-bar" class="top-bar">
    <button id="menu-button" type="button" aria-expanded="false" aria-controls="navigation" aria-label="${text.menu}"><span></span></button>
    <p class="label" title="${text.devStoreHint}">${text.devStore}</p>
    <input type="search" aria-label="${text.search}" placeholder="${text.search}" disabled>
    <select id="language" aria-label="${text.language}">${options}</select>
    <p class="shop">${view.shopName}</p>
    <div id="loading" class="loading" role="progressbar" aria-label="${text.loading}"${section === "app" ? null : markup` hidden`}></div>
  </header>`;
}

function navigation(view: AdminView, section: Section | null, text: Words): Markup {
  const link = (name: Section, label: string) =>
    markup`<li><a href="${view.storePath}/${name}"${section === name ? markup` aria-current="page"` : null}>${label}</a></li>`;
  const outbox = view.outboxUrl
    ? markup`<ul class="foot"><li><a href="${view.outboxUrl}" target="_blank" rel="noopener">${text.outbox} ↗</a></li></ul>`
    : null;
  return markup`<nav id="navigation" class="navigation" aria-label="${text.menu}">
    <ul>${link("orders", text.orders)}${link("products", text.products)}${link("customers", text.customers)}</ul>
    <h2>${text.apps}</h2>
    <ul><li><a id="app-home" href="${view.appPath}"${section === "app" ? markup` aria-current="page"` : null}>${view.appName}</a><ul id="app-links"></ul></li></ul>
    ${outbox}
  </nav>`;
}
