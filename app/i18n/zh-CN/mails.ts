import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［测试］",
  subject: "{shop}：{title}（{period}）",
  open: "在应用中打开报告",
  received: "您收到此邮件，是因为 {shop} 设置将此报告发送到您的邮箱。",
  unsubscribe: "退订",
  settings: "更改发送计划",
  attached: {
    both: "完整报告以电子表格和 PDF 形式附上。",
    xlsx: "完整报告以电子表格形式附上。",
    pdf: "完整报告以 PDF 形式附上。",
  },
  late: "此报告原定于 {due} 发送，现延迟送达。",
  unsubscribePage: {
    title: "邮件报告",
    question: "要停止向 {address} 发送 {shop} 的报告吗？",
    confirm: "退订",
    done: "{address} 将不再收到 {shop} 的报告。",
    undo: "重新订阅",
    unknown: "此链接无效，或其报告已不存在。不会因此链接发送任何邮件。",
  },
} satisfies SameKeys<typeof en>;
