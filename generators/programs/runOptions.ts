import type { Readable } from 'node:stream';

/** The working directory, environment and input of a program. */
export interface RunOptions {
  /** Default: the folder of this process. */
  readonly cwd?: string;
  /** All its environment variables. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Its standard input. Default: empty. */
  readonly input?: string | Buffer | Readable;
}
