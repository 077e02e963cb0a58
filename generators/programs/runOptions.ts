/** Where a program runs, and with what. */
export interface RunOptions {
  /** Default: the folder of this process. */
  readonly cwd?: string;
  /** All its variables. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What it reads. Default: nothing. */
  readonly input?: string | Buffer;
}
