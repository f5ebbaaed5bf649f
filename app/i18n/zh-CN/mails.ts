import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［测试］",
  subject: "{shop}：{title}（{period}）",
  open: "在应用中打开报告",
  received: "您收到此邮件，是因为 {shop} 设置将此报告发送到您的邮箱。",
  unsubscribe: "退订",
  settings: "更改发送计划",
  attached: "完整报告以电子表格和 PDF 形式附上。",
} satisfies SameKeys<typeof en>;
