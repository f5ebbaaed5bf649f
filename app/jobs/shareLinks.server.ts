import { z } from "zod";
import { FILE_FORMATS } from "~/data/fileFormat";
import { createShare, listShares, type Share, type ShareState } from "~/data/shares.server";
import { signToken } from "~/emails/signedToken";
import { env } from "~/env.server";
import { LANGUAGES } from "~/i18n/languages";

const DAY_MS = 86_400_000;

/** What a merchant asks of the links: another one, or an end to one. */
export const ShareInput = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("create"),
    /** "run:" or "schedule:" and its id. */
    subject: z
      .string()
      .regex(/^(run|schedule):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'expected "run:" or "schedule:" and an id'),
    label: z.string().trim().min(1).max(80),
    days: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
    language: z.enum(LANGUAGES).nullable(),
    seesPersons: z.boolean(),
    formats: z.array(z.enum(FILE_FORMATS)).max(FILE_FORMATS.length),
  }),
  z.object({ intent: z.literal("revoke"), shareId: z.uuid() }),
]);
type NewLink = Extract<z.infer<typeof ShareInput>, { intent: "create" }>;

/** Makes a link and answers its address; null when the shop has no such report, or too many links are open. */
export async function share(
  shopId: bigint,
  { subject, label, days, language, seesPersons, formats }: NewLink,
  createdBy: string | null,
  now: Date,
): Promise<string | null> {
  const [kind, id = ""] = subject.split(":");
  // Whole seconds, as tokens hold them: the address is the same whenever it is shown.
  const expiresAt = new Date(Math.floor((now.getTime() + days * DAY_MS) / 1000) * 1000);
  const shareId = await createShare(
    shopId,
    {
      subject: kind === "run" ? { kind: "run", runId: id } : { kind: "schedule", scheduleId: id },
      ...{ label, language, seesPersons, formats, expiresAt, createdBy },
    },
    now,
  );
  return shareId && shareUrl(shopId, { shareId, expiresAt });
}

/** The address behind which a report can be read until it expires: it names the link's row, and nobody else can have made it. */
export const shareUrl = (shopId: bigint, { shareId, expiresAt }: { shareId: string; expiresAt: Date }): string =>
  new URL(`/shared/${signToken("share", [String(shopId), shareId], expiresAt)}`, env.SHOPIFY_APP_URL).href;

/** A link as it travels to a page. */
export interface SharedLinkEntry {
  readonly shareId: string;
  readonly label: string;
  readonly title: string;
  readonly shows: "run" | "schedule";
  readonly state: ShareState;
  readonly url: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly pages: number;
  readonly lastViewedAt: string | null;
}

/** A link for its merchant's eyes; its address as long as it works. */
export function shareEntry(shopId: bigint, one: Share): SharedLinkEntry {
  const { shareId, label, title, state, pages } = one;
  return {
    ...{ shareId, label, title, state, pages },
    shows: one.scheduleId === null ? "run" : "schedule",
    url: state === "open" || state === "resting" ? shareUrl(shopId, one) : null,
    createdAt: one.createdAt.toISOString(),
    expiresAt: one.expiresAt.toISOString(),
    lastViewedAt: one.lastViewedAt?.toISOString() ?? null,
  };
}

/** Links to a run, and those to the newest of its schedule. */
export async function linksTo(
  shopId: bigint,
  { runId, scheduleId }: { readonly runId: string; readonly scheduleId: string | null },
  now: Date,
): Promise<SharedLinkEntry[]> {
  const shares = await listShares(shopId, { runId, scheduleId }, now);
  return shares.map((one) => shareEntry(shopId, one));
}
