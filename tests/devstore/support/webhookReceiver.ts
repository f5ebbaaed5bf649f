import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A webhook as it arrived. */
export interface Arrived {
  readonly path: string;
  readonly topic: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly isSigned: boolean;
  readonly payload: Record<string, unknown>;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly arrived: Arrived[];
  /** What the next answers are, in order; 200 when none is left. `hang` never answers. */
  readonly answers: (number | "hang")[];
  stop(): Promise<void>;
}

/** The app's end of webhooks: takes what comes and answers as told. */
export async function startReceiver(secret: string): Promise<WebhookReceiver> {
  const arrived: Arrived[] = [];
  const answers: (number | "hang")[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const header = (name: string) => String(request.headers[name] ?? "");
    arrived.push({
      path: request.url ?? "",
      topic: header("x-shopify-topic"),
      webhookId: header("x-shopify-webhook-id"),
      eventId: header("x-shopify-event-id"),
      headers: request.headers,
      isSigned: createHmac("sha256", secret).update(body).digest("base64") === header("x-shopify-hmac-sha256"),
      payload: JSON.parse(body.toString("utf8")) as Record<string, unknown>,
    });
    const answer = answers.shift() ?? 200;
    if (answer === "hang") return;
    response.writeHead(answer, answer >= 300 && answer < 400 ? { location: "/elsewhere" } : {});
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answers,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
