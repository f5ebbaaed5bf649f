import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** The app's webhook routes behind a port of their own, as the web server has them. */
export interface WebhookServer {
  readonly url: string;
  /** Status of each delivery, in the order of their answers. */
  readonly statuses: readonly number[];
}

export async function webhookServer(): Promise<WebhookServer> {
  const routes: Readonly<Record<string, () => Promise<{ action: (args: { request: Request }) => Promise<Response> }>>> =
    {
      "/webhooks/shop": async () => withRequestOnly(await import("~/routes/webhooks.shop")),
      "/webhooks/app": async () => withRequestOnly(await import("~/routes/webhooks.app")),
      "/webhooks/compliance": async () => withRequestOnly(await import("~/routes/webhooks.compliance")),
    };
  const statuses: number[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const route = routes[incoming.url ?? ""];
    const headers = new Headers(
      Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const request = new Request(`http://app.example${incoming.url}`, {
      method: "POST",
      headers,
      body: Buffer.concat(chunks),
    });
    const answer = route ? await (await route()).action({ request }) : new Response(null, { status: 404 });
    statuses.push(answer.status);
    outgoing.writeHead(answer.status);
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const { closeQueue } = await import("~/jobs/queue.server");
    await closeQueue();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, statuses };
}

type RouteAction = (args: {
  request: Request;
  params: Record<string, string>;
  context: Record<string, unknown>;
}) => Promise<Response>;

function withRequestOnly({ action }: { action: RouteAction }) {
  return { action: ({ request }: { request: Request }) => action({ request, params: {}, context: {} }) };
}
