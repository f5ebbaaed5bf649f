export const mails = {
  testPrefix: "[Test]",
  subject: "{shop}: {title}, {period}",
  open: "Open the report in the app",
  received: "You receive this because {shop} has this report sent to your address.",
  unsubscribe: "Unsubscribe",
  settings: "Change the schedule",
  attached: "The whole report is attached as a spreadsheet and as a PDF.",
} as const;
