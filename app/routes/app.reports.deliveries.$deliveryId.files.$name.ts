import type { LoaderFunctionArgs } from "@remix-run/node";
import { mailWithFiles } from "~/jobs/mailFiles.server";
import { requireShop } from "~/shopify/requireShop.server";

/** A file of a mail, the very one that was sent while it is kept. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const found = await mailWithFiles(shop.shopId, params.deliveryId ?? "", new Date());
  const file = found?.attached.find(({ fileName }) => fileName === params.name);
  if (!file) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": file.contentType,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
