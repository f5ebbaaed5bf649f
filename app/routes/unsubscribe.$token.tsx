import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PlainPage, plainAnswer } from "~/components/PlainPage";
import { findSubscription } from "~/data/deliveries.server";
import { findSuppression, resubscribe, suppress } from "~/data/suppressions.server";
import { isLanguage, type Language, languageFor } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

/** Only shows a page: programs that fetch every link of a mail must not unsubscribe anyone. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return show(request, params.token ?? "");
}

/** Unsubscribes at once, without cookies or login, as a mail program's own button asks (RFC 8058); again changes nothing. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response("", { status: 405, headers: { Allow: "GET, POST" } });
  const token = params.token ?? "";
  const found = await findSubscription(token);
  if (found) {
    const wish = await request.formData().catch(() => null);
    if (wish?.get("wish") === "resubscribe") await resubscribe(found.shopId, found.email);
    else await suppress(found.shopId, found.email, "unsubscribed");
  }
  return show(request, token);
}

async function show(request: Request, token: string): Promise<Response> {
  const found = await findSubscription(token);
  if (!found) return unknown(languageFor(request.headers.get("accept-language")?.split(",")[0]));
  const language = isLanguage(found.language) ? found.language : "en";
  const t = translator(language);
  const isOut = (await findSuppression(found.shopId, found.email)) !== null;
  const names = { shop: found.shopName, address: masked(found.email) };
  return plainAnswer(
    <PlainPage title={t("mails.unsubscribePage.title")} language={language} isNarrow>
      <div className="card">
        <h1>{t(`mails.unsubscribePage.${isOut ? "done" : "question"}`, names)}</h1>
        <form method="post">
          <input type="hidden" name="wish" value={isOut ? "resubscribe" : "unsubscribe"} />
          <button type="submit">{t(`mails.unsubscribePage.${isOut ? "undo" : "confirm"}`)}</button>
        </form>
      </div>
    </PlainPage>,
  );
}

function unknown(language: Language): Response {
  const t = translator(language);
  return plainAnswer(
    <PlainPage title={t("mails.unsubscribePage.title")} language={language} isNarrow>
      <div className="card">{t("mails.unsubscribePage.unknown")}</div>
    </PlainPage>,
    404,
  );
}

/** Enough of the address to know it again: a mail may have been passed on. */
const masked = (email: string): string => email.replace(/^(.).*(?=@)/, "$1…");
