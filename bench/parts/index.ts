import type { Part } from "../bench";
import { generate } from "./generate";
import { importing } from "./import";

/** All parts, in the order in which they are run. */
export const PARTS: readonly Part[] = [generate, importing];
