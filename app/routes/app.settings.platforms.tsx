import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PLATFORMS, platformer, sourceWord } from "~/analytics/platforms";
import { previewOf } from "~/components/form/csvOutcome";
import { PlatformSettings, platformNamed } from "~/components/platforms/PlatformSettings";
import { listPlatformSpend } from "~/data/adSpend.server";
import { listPlatformRules, listSources, savePlatformRules } from "~/data/platforms.server";
import { importSessions, parseSessionsCsv, sessionsStored } from "~/data/sessions.server";
import type { Language } from "~/i18n/languages";
import { platformText } from "~/i18n/platformText";
import { requireShop } from "~/shopify/requireShop.server";

const RuleText = z.string().trim().min(1).max(60);
const Wish = z.union([
  z.object({ intent: z.enum(["previewSessions", "importSessions"]), csv: z.string() }),
  z.object({
    intent: z.literal("saveRules"),
    rules: z.array(z.object({ source: RuleText, platform: RuleText })).max(200),
  }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await requireShop(request);
  const [rules, stored, spend, sources] = await Promise.all([
    listPlatformRules(shop.shopId),
    sessionsStored(shop.shopId),
    listPlatformSpend(shop.shopId),
    listSources(shop.shopId),
  ]);
  const of = platformer(
    rules,
    spend.map(({ platform }) => platform),
  );
  return {
    rules: [...rules].map(([source, platform]) => ({ source, platform: platformText(platform, language) })),
    sources: sources.map((seen) => ({ ...seen, platform: of(seen.source) ?? "notKnown" })),
    stored,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, language } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  if (wish.intent === "saveRules") {
    const names = namesIn(language);
    const rules = wish.rules.map(({ source, platform }) => ({
      source: sourceWord(source),
      platform: platformNamed(platform, names),
    }));
    await savePlatformRules(shop.shopId, rules);
    return { saved: true };
  }
  return readSessions(shop.shopId, wish.csv, wish.intent === "importSessions");
}

/** Our platforms by what the merchant sees them called. */
const namesIn = (language: Language): ReadonlyMap<string, string> =>
  new Map(PLATFORMS.map((platform) => [platformText(platform, language).toLowerCase(), platform]));

async function readSessions(shopId: bigint, csv: string, store: boolean) {
  const file = parseSessionsCsv(csv);
  const preview = previewOf(file);
  return store ? { ...preview, imported: await importSessions(shopId, file.rows) } : preview;
}

export default function Platforms() {
  return <PlatformSettings view={useLoaderData<typeof loader>()} />;
}
