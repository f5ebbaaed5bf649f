import { z } from "zod";

/** What goes wrong on request. A count goes down with each use; the rest lasts until it is changed. */
export const faultsSchema = z
  .object({
    /** The next n GraphQL calls answer THROTTLED. */
    throttleNext: z.int().min(0),
    /** The next n Admin calls answer `serverErrorStatus`. */
    serverErrorNext: z.int().min(0),
    serverErrorStatus: z.int().min(500).max(599),
    /** Every Admin call takes this much longer. */
    slowMs: z.int().min(0),
    /** All tokens given so far are refused, as after an uninstall or a revocation. */
    revokedToken: z.boolean(),
    /** The next n token replies are lost on the way: the tokens were made, the connection breaks. */
    tokenReplyLostNext: z.int().min(0),
    /** The next n bulk operations end FAILED (INTERNAL_SERVER_ERROR) with half of their rows in `partialDataUrl`. */
    bulkFailNext: z.int().min(0),
    /** The next n bulk files are cut in the middle of a line. */
    bulkTruncateNext: z.int().min(0),
    /** Added to the `objectCount` of the bulk operations that follow. */
    bulkObjectCountOff: z.int(),
    /** Bulk URLs are expired. */
    bulkUrlExpired: z.boolean(),
    /** The next n webhooks are never sent. */
    webhooksLostNext: z.int().min(0),
    /** Every webhook is sent this many times. */
    webhookCopies: z.int().min(1),
    /** Every webhook is sent this much later. */
    webhooksLateMs: z.int().min(0),
    /** Webhooks are held back and sent in batches, in another order than the changes were made. */
    webhooksShuffled: z.boolean(),
  })
  .strict();

export type FaultSettings = z.infer<typeof faultsSchema>;

const none: FaultSettings = {
  throttleNext: 0,
  serverErrorNext: 0,
  serverErrorStatus: 503,
  slowMs: 0,
  revokedToken: false,
  tokenReplyLostNext: 0,
  bulkFailNext: 0,
  bulkTruncateNext: 0,
  bulkObjectCountOff: 0,
  bulkUrlExpired: false,
  webhooksLostNext: 0,
  webhookCopies: 1,
  webhooksLateMs: 0,
  webhooksShuffled: false,
};

type Countdown = {
  [Key in keyof FaultSettings]: Key extends `${string}Next` ? Key : never;
}[keyof FaultSettings];

/** The faults in force. */
export class Faults {
  private settings: FaultSettings = none;
  private readonly revocations: (() => void)[] = [];

  get current(): Readonly<FaultSettings> {
    return this.settings;
  }

  /** Changes some of the settings. */
  set(changes: Partial<FaultSettings>): void {
    this.settings = { ...this.settings, ...changes };
    if (changes.revokedToken) for (const revoke of this.revocations) revoke();
  }

  /** No faults any more. */
  clear(): void {
    this.settings = none;
  }

  /** Whether a counted fault strikes now; counts it down. */
  strikes(fault: Countdown): boolean {
    if (this.settings[fault] === 0) return false;
    this.settings = { ...this.settings, [fault]: this.settings[fault] - 1 };
    return true;
  }

  /** Called at the moment tokens are revoked. */
  onRevoke(revoke: () => void): void {
    this.revocations.push(revoke);
  }
}
