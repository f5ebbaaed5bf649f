/** A shared link as its merchant sees it. */
export interface ShareEntry {
  readonly shareId: string;
  /** For whom it is. */
  readonly label: string;
  /** Title of its report. */
  readonly title: string;
  readonly shows: "run" | "schedule";
  readonly state: "open" | "resting" | "expired" | "revoked";
  /** Null once it has ended. */
  readonly url: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** How often the page was opened, and when last. */
  readonly pages: number;
  readonly lastViewedAt: string | null;
}

/** Something a link can be made for: the value is "run:" or "schedule:" and its id. */
export interface ShareChoice {
  readonly value: string;
  readonly label: string;
}

/** What the action of the links answers. */
export interface ShareAnswer {
  /** The new link's address; null when none was made. */
  readonly created?: string | null;
  /** How many links may be open at once. */
  readonly most?: number;
  readonly revoked?: boolean;
}

/** Where links are made and withdrawn. */
export const SHARES = "/app/reports/shared";

export const SHARE_TONES = {
  open: "success",
  resting: "attention",
  expired: undefined,
  revoked: "warning",
} as const satisfies Record<ShareEntry["state"], string | undefined>;
