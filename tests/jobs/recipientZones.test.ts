import { expect, it } from "vitest";
import { chooseForRecipient } from "~/data/recipients.server";
import { createSchedule, getSchedule, updateSchedule } from "~/data/schedules.server";
import type { Mail } from "~/emails/mail";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { draft, newShop, plainMakers } from "../support/schedules";
import { livesOn } from "./support";

const START = new Date("2026-11-02T07:00:00Z");

/** The mails of a report of the 2nd of November at 08:00 in London that is made two hours late. */
async function lateMails(zones: Readonly<Record<string, string | null>>) {
  const shopId = await newShop();
  const recipients = Object.entries(zones).map(([email, timeZone]) => ({ email, language: null, timeZone }));
  await createSchedule(shopId, draft({ recipients }), START);
  const mails: Mail[] = [];
  const rendered: string[] = [];
  const makers = plainMakers({
    render: (report, options) => {
      rendered.push(options.timeZone ?? "none");
      return renderReportEmail(report, options);
    },
  });
  const send = async (mail: Mail) => {
    mails.push(mail);
    return { kind: "sent", providerId: mail.deliveryId } as const;
  };
  await livesOn({ now: new Date("2026-11-02T10:00:00Z"), makers, send }, shopId);
  const textTo = (email: string) => mails.find(({ recipient }) => recipient === email)?.text ?? "";
  return { textTo, rendered };
}

it("a reader's mail tells instants on the reader's own clock, and names it", async () => {
  const { textTo } = await lateMails({ "ada@example.com": null, "bob@example.com": "Asia/Tokyo" });
  expect(textTo("ada@example.com")).toContain("This report was due on 2 Nov 2026, 08:00 and comes late.");
  expect(textTo("ada@example.com")).toMatch(/2 Nov 2026, 08:00.*Europe\/London/);
  expect(textTo("bob@example.com")).toContain("This report was due on 2 Nov 2026, 17:00 and comes late.");
  expect(textTo("bob@example.com")).toMatch(/2 Nov 2026, 17:00.*Asia\/Tokyo/);
});

it("readers with one clock share one rendering", async () => {
  const { rendered } = await lateMails({
    "ada@example.com": "Asia/Tokyo",
    "bob@example.com": null,
    "cem@example.com": "Asia/Tokyo",
  });
  expect(rendered.sort()).toEqual(["Asia/Tokyo", "Europe/London"]);
});

it("a reader's clock stays when the report is saved anew, and goes back to the shop's when that is chosen", async () => {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(shopId, draft(), START);
  const choice = { language: null, formats: null, seesPersons: false };
  await chooseForRecipient(shopId, scheduleId, "ada@example.com", { ...choice, timeZone: "Asia/Tokyo" });
  await updateSchedule(shopId, scheduleId, draft(), START);
  expect((await getSchedule(shopId, scheduleId)).recipients).toMatchObject([{ timeZone: "Asia/Tokyo" }]);
  await chooseForRecipient(shopId, scheduleId, "ada@example.com", { ...choice, timeZone: null });
  expect((await getSchedule(shopId, scheduleId)).recipients).toMatchObject([{ timeZone: null }]);
});
