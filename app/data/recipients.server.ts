import { withShopClient } from "~/db.server";
import type { FileFormat } from "./fileFormat";

/** What one reader of a schedule gets. */
export interface RecipientChoice {
  /** Null: the schedule's. */
  readonly language: string | null;
  /** Null: the schedule's files; none of them for the mail alone. */
  readonly formats: readonly FileFormat[] | null;
  /** Whether customers stand in it as more than numbers. */
  readonly seesPersons: boolean;
  /** On whose clock instants are told; null: the shop's. */
  readonly timeZone: string | null;
}

/** Changes what a reader gets from the next report on; false when the schedule has no such reader. */
export async function chooseForRecipient(
  shopId: bigint,
  scheduleId: string,
  email: string,
  { language, formats, seesPersons, timeZone }: RecipientChoice,
): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE schedule_recipients SET language = $4, formats = $5, sees_persons = $6, time_zone = $7
       WHERE shop_id = $1 AND schedule_id = $2 AND email = $3`,
      [shopId, scheduleId, email, language, formats, seesPersons, timeZone],
    ),
  );
  return rowCount === 1;
}
