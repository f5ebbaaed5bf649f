import { isKnownPlatform } from "~/analytics/platforms";
import type { Language } from "./languages";
import { translator } from "./translate";

/** A platform by its name in the language; one of the merchant's own as they call it. */
export const platformText = (platform: string, language: Language): string =>
  isKnownPlatform(platform) ? translator(language)(`platforms.names.${platform}`) : platform;
