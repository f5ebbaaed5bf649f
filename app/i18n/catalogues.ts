import type { SameKeys } from "./catalogue";
import { en } from "./en";
import { ja } from "./ja";
import type { Language } from "./languages";
import { tr } from "./tr";
import { zhCN } from "./zh-CN";

/** The English catalogue; its keys are those of every language. */
export type English = typeof en;

/** All words of all languages, by namespace. */
export const CATALOGUES: Readonly<Record<Language, SameKeys<English>>> = { en, ja, tr, "zh-CN": zhCN };
