import { gid, type JourneyNode, type VisitNode } from "./shapes";

/** Where a visit comes from. */
export type Channel = "googleAds" | "googleSearch" | "metaAds" | "tiktokAds" | "email" | "direct";

/** The word that sessions, UTM sources and advertising spend share. */
export type Platform = "google" | "meta" | "tiktok" | "email" | "direct";

type Origin = Pick<VisitNode, "source" | "sourceType" | "referrerUrl" | "utmParameters"> & {
  readonly platform: Platform;
};

const ORIGINS: Readonly<Record<Channel, Origin>> = {
  googleAds: {
    platform: "google",
    source: "Google",
    sourceType: "AD",
    referrerUrl: "https://www.google.com/",
    utmParameters: { source: "google", medium: "cpc", campaign: "category" },
  },
  googleSearch: {
    platform: "google",
    source: "Google",
    sourceType: "SEO",
    referrerUrl: "https://www.google.com/",
    utmParameters: null,
  },
  metaAds: {
    platform: "meta",
    source: "Facebook",
    sourceType: "AD",
    referrerUrl: "https://www.facebook.com/",
    utmParameters: { source: "meta", medium: "paid_social", campaign: "prospecting" },
  },
  tiktokAds: {
    platform: "tiktok",
    source: "TikTok",
    sourceType: "AD",
    referrerUrl: "https://www.tiktok.com/",
    utmParameters: { source: "tiktok", medium: "paid_social", campaign: "prospecting" },
  },
  email: {
    platform: "email",
    source: "Email",
    sourceType: "NEWSLETTER",
    referrerUrl: null,
    utmParameters: { source: "email", medium: "email", campaign: "newsletter" },
  },
  direct: { platform: "direct", source: "direct", sourceType: null, referrerUrl: null, utmParameters: null },
};

export function platformOf(channel: Channel): Platform {
  return ORIGINS[channel].platform;
}

/** The journey to one order: a first visit from one channel and the visit that bought, maybe from another. */
export function journeyOf(journey: {
  readonly orderNumber: number;
  readonly host: string;
  readonly customerOrderIndex: number | null;
  readonly days: number;
  readonly first: { readonly channel: Channel; readonly at: string };
  readonly last: { readonly channel: Channel; readonly at: string };
}): JourneyNode {
  return {
    ready: true,
    customerOrderIndex: journey.customerOrderIndex,
    daysToConversion: journey.days,
    momentsCount: { count: journey.days === 0 ? 1 : 2 },
    firstVisit: visitOf(journey.orderNumber * 2, journey.host, journey.first),
    lastVisit: visitOf(journey.orderNumber * 2 + 1, journey.host, journey.last),
  };
}

function visitOf(number: number, host: string, visit: { readonly channel: Channel; readonly at: string }): VisitNode {
  const { platform: _, ...origin } = ORIGINS[visit.channel];
  return { id: gid("CustomerVisit", number), occurredAt: visit.at, landingPage: `https://${host}/`, ...origin };
}
