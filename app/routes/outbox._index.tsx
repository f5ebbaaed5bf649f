import { PlainPage, plainAnswer } from "~/components/PlainPage";
import { listOutbox, outboxFolder, requireOutbox } from "~/emails/outbox.server";

/** The mails that would have been sent: what stands in for an inbox as long as there is no key for Resend. */
export async function loader(): Promise<Response> {
  requireOutbox();
  const mails = await listOutbox(outboxFolder());
  return plainAnswer(
    <PlainPage title="Outbox" language="en">
      <h1>Outbox</h1>
      <p className="quiet">
        Mails are kept on this machine, because RESEND_API_KEY is not set. Nothing here was sent to anyone.
      </p>
      <div className="card">
        {mails.length === 0 ? (
          <p>No mail yet. Send a test of a report, or wait for a schedule.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">Subject</th>
                <th scope="col">To</th>
                <th scope="col">Written</th>
                <th scope="col">Files</th>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <tr key={mail.deliveryId}>
                  <td>
                    <a href={`/outbox/${mail.deliveryId}`}>{mail.subject}</a>
                  </td>
                  <td>{mail.to}</td>
                  <td>
                    <time dateTime={mail.sentAt}>{moment(mail.sentAt)}</time>
                  </td>
                  <td>{mail.files.length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </PlainPage>,
  );
}

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
