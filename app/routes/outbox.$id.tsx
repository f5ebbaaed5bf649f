import type { LoaderFunctionArgs } from "@remix-run/node";
import { PlainPage, plainAnswer } from "~/components/PlainPage";
import { findOutboxMail, type OutboxMail, outboxFolder, readOutboxText, requireOutbox } from "~/emails/outbox.server";

/** One mail as its reader sees it, with its text part, headers and files. */
export async function loader({ params }: LoaderFunctionArgs): Promise<Response> {
  requireOutbox();
  const id = params.id ?? "";
  const mail = await findOutboxMail(outboxFolder(), id);
  if (!mail) throw new Response("No such mail in the outbox.", { status: 404 });
  const text = await readOutboxText(outboxFolder(), id, "txt");
  return plainAnswer(
    <PlainPage title={mail.subject} language="en">
      <p>
        <a href="/outbox">Outbox</a>
      </p>
      <h1>{mail.subject}</h1>
      <Head mail={mail} />
      <iframe
        title="The message"
        src={`/outbox/${mail.deliveryId}/message`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      />
      <details className="card">
        <summary>Text part</summary>
        <pre>{text}</pre>
      </details>
    </PlainPage>,
  );
}

function Head({ mail }: { readonly mail: OutboxMail }) {
  const rows: [string, string][] = [
    ["From", mail.from],
    ["To", mail.to],
    ["Written", mail.sentAt],
    ...Object.entries(mail.headers),
  ];
  return (
    <div className="card">
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Files</th>
            <td>
              {mail.files.map(({ name, bytes }) => (
                <div key={name}>
                  <a href={`/outbox/${mail.deliveryId}/files/${encodeURIComponent(name)}`}>{name}</a>{" "}
                  <span className="quiet">{Math.ceil(bytes / 1024)} KB</span>
                </div>
              ))}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
