import { resolve } from "node:path";
import { fillFolder } from "./folder";
import { writeGiftware } from "./giftware/build";
import { parseDay } from "./localTime";
import { writeRoastery } from "./roastery/build";

export type DemoStoreName = "giftware" | "roastery";

export type BuildOptions = {
  /** The store's own folder; made if missing, kept if it was finished before for the same day. */
  readonly into: string;
  /** The local date on which the store stands, YYYY-MM-DD; its last orders are of the days before. */
  readonly today: string;
  /** Orders written, of how many. Not called when the folder is kept. */
  onProgress?(done: number, total: number): void;
};

const WRITERS = { giftware: writeGiftware, roastery: writeRoastery } as const;

/** Raised when a store would come out differently, so that folders of older versions are built again. */
const VERSION = 2;

/**
 * Makes the store folder of a demo store and returns its path. The same name and day give the same bytes on every
 * platform. Throws on a day that is none, and on a folder that holds anything else.
 */
export async function buildDemoStore(name: DemoStoreName, options: BuildOptions): Promise<{ folder: string }> {
  const folder = resolve(options.into);
  const today = parseDay(options.today);
  const key = JSON.stringify({ name, today, version: VERSION });
  await fillFolder(folder, key, (empty) => WRITERS[name](empty, today, options.onProgress));
  return { folder };
}
