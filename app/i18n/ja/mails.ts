import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［テスト］",
} satisfies SameKeys<typeof en>;
