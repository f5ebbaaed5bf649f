import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［测试］",
  subject: "{shop}：{title}（{period}）",
  open: "在应用中打开报告",
  cut: "为避免邮件被截断，此处仅显示 {count} 行中的前 {shown} 行。",
  cutLink: "在应用中查看全部行",
  seeInApp: "在应用中查看",
  received: "您收到此邮件，是因为 {shop} 设置将此报告发送到您的邮箱。",
  unsubscribe: "退订",
  settings: "更改发送计划",
  attached: "完整报告以{forms}形式附上。",
  attachedForms: {
    xlsx: "电子表格",
    pdf: "PDF",
    csv: "CSV 文件",
  },
  late: "此报告原定于 {due} 发送，现延迟送达。",
  againPrefix: "[重新发送]",
  again: "此邮件为重新发送，数字与第一封相同。",
  confirm: {
    heading: "电子邮件报告",
    subject: "{shop}：您想接收报告“{report}”吗？",
    asked: "{shop} 希望通过电子邮件向您发送报告“{report}”。如果您愿意接收，请确认。",
    button: "是的，请发送报告",
    nothing: "如果您不作任何操作，将不会发送任何内容。",
    never: "不，谢谢",
    question: "您想通过电子邮件接收 {shop} 的报告吗？",
    confirmed: "从下一份起，您将收到 {shop} 的报告。",
    left: "您不会收到 {shop} 的报告。",
    unknown: "此链接未知或已失效，不会因此发送任何内容。",
  },
  unsubscribePage: {
    title: "邮件报告",
    question: "要停止向 {address} 发送 {shop} 的报告吗？",
    confirm: "退订",
    done: "{address} 将不再收到 {shop} 的报告。",
    undo: "重新订阅",
    unknown: "此链接无效，或其报告已不存在。不会因此链接发送任何邮件。",
  },
} satisfies SameKeys<typeof en>;
