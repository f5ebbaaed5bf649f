/** Languages of the admin frame; the app gets the chosen one as `locale`. */
export const locales = ["en", "ja", "tr", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

/** Each language in its own name. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: "English",
  ja: "日本語",
  tr: "Türkçe",
  "zh-CN": "简体中文",
};

export interface Words {
  readonly devStore: string;
  readonly devStoreHint: string;
  readonly search: string;
  readonly menu: string;
  readonly close: string;
  readonly language: string;
  readonly outbox: string;
  readonly orders: string;
  readonly products: string;
  readonly customers: string;
  readonly apps: string;
  readonly unsaved: string;
  readonly save: string;
  readonly discard: string;
  readonly discardTitle: string;
  readonly discardText: string;
  readonly keepEditing: string;
  readonly leaveTitle: string;
  readonly leaveText: string;
  readonly leave: string;
  readonly stay: string;
  readonly scopesTitle: string;
  readonly allow: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly notFound: string;
  readonly notHere: string;
  readonly backToApp: string;
  readonly loading: string;
}

export const words: Readonly<Record<Locale, Words>> = {
  en: {
    devStore: "dev store",
    devStoreHint: "A store on this machine, not Shopify",
    search: "Search",
    menu: "Menu",
    close: "Close",
    language: "Language",
    outbox: "Mail outbox",
    orders: "Orders",
    products: "Products",
    customers: "Customers",
    apps: "Apps",
    unsaved: "Unsaved changes",
    save: "Save",
    discard: "Discard",
    discardTitle: "Discard all unsaved changes?",
    discardText: "What you changed since you last saved will be lost.",
    keepEditing: "Continue editing",
    leaveTitle: "Leave page with unsaved changes?",
    leaveText: "Leaving this page discards what you have not saved.",
    leave: "Leave page",
    stay: "Stay",
    scopesTitle: "asks for more permissions",
    allow: "Allow",
    cancel: "Cancel",
    dismiss: "Dismiss",
    notFound: "There is nothing here",
    notHere: "This page of the admin is not part of the dev store.",
    backToApp: "Back to the app",
    loading: "Loading",
  },
  ja: {
    devStore: "開発ストア",
    devStoreHint: "このコンピューター上のストアです（Shopifyではありません）",
    search: "検索",
    menu: "メニュー",
    close: "閉じる",
    language: "言語",
    outbox: "送信メール",
    orders: "注文管理",
    products: "商品管理",
    customers: "顧客管理",
    apps: "アプリ",
    unsaved: "保存されていない変更",
    save: "保存",
    discard: "破棄",
    discardTitle: "保存されていない変更を破棄しますか？",
    discardText: "最後に保存してからの変更はすべて失われます。",
    keepEditing: "編集を続ける",
    leaveTitle: "変更を保存せずにページを離れますか？",
    leaveText: "このページを離れると、保存されていない変更は失われます。",
    leave: "ページを離れる",
    stay: "とどまる",
    scopesTitle: "が追加の権限を求めています",
    allow: "許可する",
    cancel: "キャンセル",
    dismiss: "閉じる",
    notFound: "見つかりません",
    notHere: "この管理画面のページは開発ストアにはありません。",
    backToApp: "アプリに戻る",
    loading: "読み込み中",
  },
  tr: {
    devStore: "geliştirme mağazası",
    devStoreHint: "Bu bilgisayardaki bir mağaza, Shopify değil",
    search: "Ara",
    menu: "Menü",
    close: "Kapat",
    language: "Dil",
    outbox: "Giden e-postalar",
    orders: "Siparişler",
    products: "Ürünler",
    customers: "Müşteriler",
    apps: "Uygulamalar",
    unsaved: "Kaydedilmemiş değişiklikler",
    save: "Kaydet",
    discard: "Vazgeç",
    discardTitle: "Kaydedilmemiş değişiklikler silinsin mi?",
    discardText: "Son kayıttan sonra yaptığınız değişiklikler kaybolacak.",
    keepEditing: "Düzenlemeye devam et",
    leaveTitle: "Değişiklikleri kaydetmeden sayfadan ayrılsın mı?",
    leaveText: "Bu sayfadan ayrılırsanız kaydetmedikleriniz kaybolur.",
    leave: "Sayfadan ayrıl",
    stay: "Sayfada kal",
    scopesTitle: "ek izinler istiyor",
    allow: "İzin ver",
    cancel: "İptal",
    dismiss: "Kapat",
    notFound: "Burada bir şey yok",
    notHere: "Yönetim panelinin bu sayfası geliştirme mağazasında yok.",
    backToApp: "Uygulamaya dön",
    loading: "Yükleniyor",
  },
  "zh-CN": {
    devStore: "开发商店",
    devStoreHint: "本机上的商店，并非 Shopify",
    search: "搜索",
    menu: "菜单",
    close: "关闭",
    language: "语言",
    outbox: "发件箱",
    orders: "订单",
    products: "产品",
    customers: "客户",
    apps: "应用",
    unsaved: "未保存的更改",
    save: "保存",
    discard: "放弃",
    discardTitle: "放弃所有未保存的更改？",
    discardText: "自上次保存以来的更改都将丢失。",
    keepEditing: "继续编辑",
    leaveTitle: "离开页面而不保存更改？",
    leaveText: "离开此页面将丢失未保存的更改。",
    leave: "离开页面",
    stay: "留下",
    scopesTitle: "请求更多权限",
    allow: "允许",
    cancel: "取消",
    dismiss: "关闭",
    notFound: "这里什么也没有",
    notHere: "开发商店没有此后台页面。",
    backToApp: "返回应用",
    loading: "正在加载",
  },
};

/** The language of a request: the chosen one (cookie), else the first the browser asks for, else English. */
export function localeOf(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  const chosen = /(?:^|;\s*)locale=([A-Za-z-]+)/.exec(cookie ?? "")?.[1];
  const asked = (acceptLanguage ?? "").split(",").map((entry) => entry.split(";")[0]?.trim() ?? "");
  for (const wanted of [chosen ?? "", ...asked]) {
    const found = matching(wanted);
    if (found !== null) return found;
  }
  return "en";
}

/** The frame's language for a tag such as `zh-Hans-CN` or `ja-JP`, or null. */
export function matching(tag: string): Locale | null {
  const language = tag.toLowerCase().split("-")[0] ?? "";
  if (language === "") return null;
  return locales.find((locale) => locale.toLowerCase().split("-")[0] === language) ?? null;
}
