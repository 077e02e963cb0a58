import type { Style } from '../console/colour.ts';
import type { Progress } from '../console/progress.ts';
import type { Work } from './work.ts';

/** One option of a command. Every command also has `--root`, `--format` and `--help`. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly description: string;
  /** Whether it may be there several times: its value is a list then. Default: the last one counts. */
  readonly multiple?: true;
}

/** The data of `--help` and of parsing: both come from here, so they agree. */
export interface Usage {
  /** The purpose of the command, in one sentence. */
  readonly summary: string;
  /** Names of the positional arguments, in their order; those in brackets may be left out, `[base]`; the last may be several, `image...`. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Two or three real calls, each with what it is for. */
  readonly examples: readonly (readonly [call: string, purpose: string])[];
}

/** The arguments and services that a command runs with. */
export interface CommandContext {
  /** The repository to work on: absolute. */
  readonly root: string;
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly progress: Progress;
  /** Writes a message to standard error at once, while the command runs. */
  readonly say: (text: string) => void;
  /** What it shares with the commands before and after it. Default: nothing. */
  readonly work?: Work;
}

/** A form of results for programs. */
export interface Format<Result> {
  show(result: Result): string | Promise<string>;
  /** What standard output gets where the command fails: status 2. Default: nothing. */
  failure?(failure: { readonly message: string; readonly fix: string }): string;
}

/** A command is data in, data out; views turn the data into text. */
export interface Command<Result> {
  readonly name: string;
  readonly usage: Usage;
  run(context: CommandContext): Promise<Result>;
  /** What a run leaves that is interrupted, in one sentence. Default: nothing in the repository was changed. */
  readonly leaves?: string;
  /** For people; `--format json` prints the result itself. */
  text(result: Result, style: Style): string | Promise<string>;
  /** Further formats, by the name that `--format` takes. */
  readonly formats?: Readonly<Record<string, Format<Result>>>;
  /** Whether the command succeeded: exit status 0, else 1. */
  succeeded(result: Result): boolean;
}
