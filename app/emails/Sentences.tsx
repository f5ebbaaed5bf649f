import { Fragment } from "react";
import { cutAtAmounts } from "~/i18n/signedAmounts";

/** A paragraph's words, of which no amount is torn from its sign at the end of a line. */
export const Sentences = ({ text }: { readonly text: string }) => (
  <>
    {cutAtAmounts(text).map((piece, index) =>
      index % 2 === 1 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
        <span key={index} className="n">
          {piece}
        </span>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
        <Fragment key={index}>{piece}</Fragment>
      ),
    )}
  </>
);
