import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "~/log.server";
import { documentHeaders } from "~/shopify/documentHeaders.server";

const ABORT_AFTER_MS = 10_000;

/** What a page or an action threw; a visitor who left is no error. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted)
    log.error({ error, path: new URL(request.url).pathname }, "a page could not be answered");
};

/** Renders a document: streamed as soon as the shell stands, to a crawler only when all of it is ready. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  documentHeaders(request, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let answer = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [readyEvent]: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error) => {
        answer = 500;
        log.error({ error }, "a page could not be drawn");
      },
    });
    setTimeout(abort, ABORT_AFTER_MS).unref();
  });
}
