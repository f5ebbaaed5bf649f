/** A value that Shopify would derive and the folder does not give enough for, or gives in contradiction. */
export class DerivationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DerivationError";
  }
}
