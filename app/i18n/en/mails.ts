export const mails = {
  testPrefix: "[Test]",
} as const;
