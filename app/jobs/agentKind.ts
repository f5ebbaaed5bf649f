import { isbot } from "isbot";
import type { AgentKind } from "~/data/shares.server";

/** What a reader's device is, as coarse as it can be told: nobody is known again by it. Programs that look at links for others say so. */
export function agentKind(userAgent: string | null): AgentKind {
  if (!userAgent) return "unknown";
  if (isbot(userAgent)) return "program";
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(userAgent)) return "tablet";
  if (/iPhone|Mobi|Android/i.test(userAgent)) return "phone";
  return /Windows|Macintosh|X11|Linux|CrOS/.test(userAgent) ? "computer" : "unknown";
}
