import { useWords } from "~/components/shell/words";
import type { MrrReport } from "~/reports/subscriptionTypes";
import { Part } from "./Part";

const MOST_COHORTS = 13;
const MOST_MONTHS = 13;

/** Subscribers by the month they began, and the share of them who paid at the end of each month since. */
export function SubscriberCohorts({ cohorts }: Pick<MrrReport, "cohorts">) {
  const { t, count, ratio, monthShort } = useWords();
  const shown = cohorts.slice(-MOST_COHORTS).toReversed();
  const months = Array.from(
    { length: Math.min(MOST_MONTHS, Math.max(0, ...shown.map(({ shares }) => shares.length))) },
    (_, index) => index,
  );
  return (
    <Part title={t("subscriptions.cohorts.title")} text={t("subscriptions.cohorts.text")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="figures-scroll" tabIndex={0} aria-label={t("subscriptions.cohorts.title")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("subscriptions.movements.month")}
              </th>
              <th scope="col" className="number">
                {t("subscriptions.cohorts.size")}
              </th>
              {months.map((month) => (
                <th key={month} scope="col" className="number">
                  {month}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ month, size, shares }) => (
              <tr key={month}>
                <th scope="row" className="pinned">
                  {monthShort(month)}
                </th>
                <td className="number">{count(size)}</td>
                {months.map((index) => {
                  const share = shares[index] ?? null;
                  return (
                    <td
                      key={index}
                      className="number"
                      style={
                        share === null ? undefined : { background: `rgb(18 134 107 / ${(share * 0.45).toFixed(3)})` }
                      }
                    >
                      {share === null ? "" : ratio(share)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Part>
  );
}
