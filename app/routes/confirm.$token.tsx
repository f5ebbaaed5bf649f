import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PlainPage, plainAnswer } from "~/components/PlainPage";
import { confirmAsk, findAsk } from "~/data/consents.server";
import { suppress } from "~/data/suppressions.server";
import { languageFor } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { readConfirmLink } from "~/jobs/recipients.server";

/** Only asks: programs that fetch every link of a mail must not confirm anything. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return show(request, params.token ?? "");
}

/** Takes the person's answer. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response("", { status: 405, headers: { Allow: "GET, POST" } });
  const token = params.token ?? "";
  const found = await askOf(token);
  const wish = (await request.formData().catch(() => null))?.get("wish");
  if (found && wish === "confirm") await confirmAsk(found.shopId, found.askId, new Date());
  if (found && wish === "never") await suppress(found.shopId, found.ask.email, "unsubscribed");
  return show(request, token);
}

async function askOf(token: string) {
  const link = readConfirmLink(token, new Date());
  const ask = link && (await findAsk(link.shopId, link.askId));
  return ask ? { ...link, ask } : null;
}

async function show(request: Request, token: string): Promise<Response> {
  const language = languageFor(request.headers.get("accept-language")?.split(",")[0]);
  const t = translator(language);
  const found = await askOf(token);
  if (!found)
    return plainAnswer(
      <PlainPage title={t("mails.confirm.heading")} language={language} isNarrow>
        <div className="card">{t("mails.confirm.unknown")}</div>
      </PlainPage>,
      404,
    );
  const { shopName, isConfirmed, isOut } = found.ask;
  const state = isOut ? "left" : isConfirmed ? "confirmed" : "question";
  return plainAnswer(
    <PlainPage title={t("mails.confirm.heading")} language={language} isNarrow>
      <div className="card">
        <h1>{t(`mails.confirm.${state}`, { shop: shopName })}</h1>
        <form method="post">
          {state === "confirmed" ? null : (
            <button type="submit" name="wish" value="confirm">
              {t("mails.confirm.button")}
            </button>
          )}{" "}
          {state === "left" ? null : (
            <button type="submit" name="wish" value="never">
              {t("mails.confirm.never")}
            </button>
          )}
        </form>
      </div>
    </PlainPage>,
  );
}
