import type { BridgePart } from "~/analytics/dialects";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import { reasonOf } from "./dialectWords";

interface BridgeTableProps {
  /** Name and amount of where the bridge begins and where it ends; the parts between sum to the difference. */
  readonly from: { readonly name: string; readonly amount: number | null };
  readonly to: { readonly name: string; readonly amount: number | null };
  readonly parts: readonly BridgePart[];
  /** What stays unexplained at the end, with its name. */
  readonly rest?: { readonly name: string; readonly amount: number } | null;
  readonly label: string;
}

/** The way from our figure to another's, one line for each reason, to be added up as it stands. */
export function BridgeTable({ from, to, parts, rest, label }: BridgeTableProps) {
  const { t, money, language } = useWords();
  const most = Math.max(1, ...parts.map(({ amount }) => Math.abs(amount)));
  return (
    <FiguresScroll label={label}>
      <table className="figures bridge">
        <tbody>
          <tr className="statement-subtotal">
            <th scope="row">{from.name}</th>
            <td className="number">{money(from.amount)}</td>
            <td className="bridge-track" />
          </tr>
          {parts.map(({ reason, amount }) => {
            const words = reasonOf(reason, language, t);
            return (
              <tr key={words} className="statement-adds">
                <th scope="row" className="wrap">
                  {words}
                </th>
                <td className="number">{signed(amount, money)}</td>
                <td className="bridge-track">
                  <Bar amount={amount} most={most} />
                </td>
              </tr>
            );
          })}
          {rest && rest.amount !== 0 ? (
            <tr className="statement-adds">
              <th scope="row" className="wrap">
                {rest.name}
              </th>
              <td className="number">{signed(rest.amount, money)}</td>
              <td className="bridge-track" />
            </tr>
          ) : null}
          <tr className="statement-subtotal">
            <th scope="row">{to.name}</th>
            <td className="number">{money(to.amount)}</td>
            <td className="bridge-track" />
          </tr>
        </tbody>
      </table>
    </FiguresScroll>
  );
}

const signed = (amount: number, money: (amount: number) => string): string =>
  amount > 0 ? `+${money(amount)}` : money(amount);

/** How large a part is beside the largest: to the right what makes the other figure larger, to the left what makes it smaller. */
function Bar({ amount, most }: { amount: number; most: number }) {
  const width = `${Math.max(1, (Math.abs(amount) / most) * 50)}%`;
  const side = amount < 0 ? { right: "50%", width } : { left: "50%", width };
  return <span className={amount < 0 ? "bridge-bar bridge-loss" : "bridge-bar"} style={side} aria-hidden />;
}
