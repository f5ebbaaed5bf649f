import { z } from "zod";
import { recostSlice } from "~/data/recost.server";
import { defineJob, ShopIdPayload } from "./queue.server";

/** How long one run goes on before other work of this process gets its turn. */
const TURN_MS = 10_000;

/** Computes anew what changes of a shop's costs touch, slice by slice, until nothing is open. */
export const recost = defineJob({
  name: "costs.recost",
  payload: z.object({ shopId: ShopIdPayload }),
  run: async ({ shopId }) => {
    const until = Date.now() + TURN_MS;
    while (await recostSlice(shopId)) if (Date.now() > until) return 0;
    return null;
  },
});
