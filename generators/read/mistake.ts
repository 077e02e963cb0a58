/** The message about a wrong value. */
export interface Mistake {
  readonly code: string;
  /** The rest of a sentence that begins with the key; without its full stop. */
  readonly says: string;
  readonly fix: string;
}
