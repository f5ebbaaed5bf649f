import { z } from "zod";
import type { DevStoreContext } from "./context";
import { faultsSchema } from "./faults";
import type { Bucket } from "./graphql/bucket";
import { json, type Reply, type Request, type Router } from "./http";
import { StoreFolderError } from "./store/errors";
import type { RawNode } from "./store/types";

const nodeSchema = z.looseObject({ id: z.string() });

/**
 * What the demo and the end-to-end tests change from outside, under `/__devstore`: faults, nodes, the shop, the time.
 * No app ever calls it.
 */
export function registerControl(router: Router, context: DevStoreContext, bucket: Bucket): void {
  const { store, faults } = context;
  router.route("GET", "/__devstore/ready", () =>
    json(200, { shop: context.shopDomain, now: store.now().toISOString() }),
  );
  router.route("GET", "/__devstore/faults", () => json(200, faults.current));
  router.route("POST", "/__devstore/faults", async (request) => {
    const changes = faultsSchema.partial().safeParse(await jsonOf(request));
    if (!changes.success) return json(400, { errors: z.prettifyError(changes.error) });
    faults.set(changes.data);
    return json(200, faults.current);
  });
  router.route("DELETE", "/__devstore/faults", () => {
    faults.clear();
    return json(200, faults.current);
  });
  router.route("GET", "/__devstore/throttle", () => json(200, bucket.status()));
  router.route("POST", "/__devstore/shop", (request) => changed(request, (fields) => store.putShop(fields)));
  router.route("POST", "/__devstore/now", async (request) => {
    const body = z.object({ now: z.iso.datetime({ offset: true }).nullable() }).safeParse(await jsonOf(request));
    if (!body.success) return json(400, { errors: z.prettifyError(body.error) });
    store.setNow(body.data.now === null ? null : new Date(body.data.now));
    return json(200, { now: store.now().toISOString() });
  });
  nodes(
    router,
    "orders",
    (node) => store.putOrder(node),
    (id) => store.deleteOrder(id),
    (id) => store.order(id),
  );
  nodes(
    router,
    "products",
    (node) => store.putProduct(node),
    (id) => store.deleteProduct(id),
    (id) => store.product(id),
  );
  nodes(
    router,
    "customers",
    (node) => store.putCustomer(node),
    (id) => store.deleteCustomer(id),
    (id) => store.customer(id),
  );
  nodes(
    router,
    "sellingPlanGroups",
    (node) => store.putSellingPlanGroup(node),
    (id) => store.deleteSellingPlanGroup(id),
    (id) => store.sellingPlanGroups.get(id),
  );
}

/** POST puts a node; GET and DELETE take `?id=gid://…`. */
function nodes(
  router: Router,
  name: string,
  put: (node: RawNode) => RawNode,
  remove: (id: string) => boolean,
  find: (id: string) => RawNode | null,
): void {
  const path = `/__devstore/${name}`;
  router.route("POST", path, (request) =>
    changed(request, (fields) => {
      const node = nodeSchema.parse(fields);
      return put(node);
    }),
  );
  router.route("GET", path, (request) => {
    const node = find(request.url.searchParams.get("id") ?? "");
    return node ? json(200, node) : json(404, { errors: "Not Found" });
  });
  router.route("DELETE", path, (request) =>
    remove(request.url.searchParams.get("id") ?? "")
      ? json(200, { deleted: true })
      : json(404, { errors: "Not Found" }),
  );
}

async function changed(
  request: Request,
  change: (fields: Readonly<Record<string, unknown>>) => RawNode,
): Promise<Reply> {
  const fields = z.record(z.string(), z.unknown()).safeParse(await jsonOf(request));
  if (!fields.success) return json(400, { errors: "expected a JSON object" });
  try {
    return json(200, change(fields.data));
  } catch (error) {
    if (error instanceof StoreFolderError) return json(422, { errors: error.problems });
    if (error instanceof z.ZodError) return json(422, { errors: z.prettifyError(error) });
    throw error;
  }
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await request.body()).toString("utf8"));
  } catch {
    return undefined;
  }
}
