export const mails = {
  testPrefix: "[Test]",
  subject: "{shop}: {title}, {period}",
  open: "Open the report in the app",
  received: "You receive this because {shop} has this report sent to your address.",
  unsubscribe: "Unsubscribe",
  settings: "Change the schedule",
  attached: {
    both: "The whole report is attached as a spreadsheet and as a PDF.",
    xlsx: "The whole report is attached as a spreadsheet.",
    pdf: "The whole report is attached as a PDF.",
  },
  late: "This report was due on {due} and comes late.",
  unsubscribePage: {
    title: "Reports by e-mail",
    question: "Stop sending reports of {shop} to {address}?",
    confirm: "Unsubscribe",
    done: "{address} gets no more reports of {shop}.",
    undo: "Subscribe again",
    unknown: "This link is not known, or its reports exist no longer. Nothing is sent because of it.",
  },
} as const;
