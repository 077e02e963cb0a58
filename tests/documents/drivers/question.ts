/** What an app has of the other side of a connection: what its bindings give. */
export interface Question {
  readonly url: string;
  readonly jdbc?: string;
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password: string;
  readonly database?: string;
  /** Path of the certificate of a private authority. */
  readonly authority?: string;
}

/** A usual driver of an engine: connects, asks for something, and returns the answer, or the driver's error. */
export type Driver = (question: Question) => Promise<string>;
