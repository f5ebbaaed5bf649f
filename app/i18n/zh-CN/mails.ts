import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［测试］",
} satisfies SameKeys<typeof en>;
