import type { SameKeys } from "../catalogue";
import type { pages as en } from "../en/pages";

export const pages = {} satisfies SameKeys<typeof en>;
