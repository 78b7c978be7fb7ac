declare const reply: unique symbol;

/** A reply that is JSON text already, made by the database: parsing it only to write it again would cost most of a hot read. */
export class PreparedJson<Reply> {
  /** What the text says, for the compiler only. */
  declare readonly [reply]: Reply;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
