import type { Position } from './position.ts';

/** `error` fails a command, `warning` does not, `note` is only worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** Where a finding holds: an app in a cluster, or less where less is known. */
export interface Scope {
  readonly environment?: string;
  readonly cluster?: string;
  readonly app?: string;
}

/**
 * What a check reports about the configuration. It is data: it never stands for a defect of this tool
 * (that is a {@link Failure}), and codes are an interface: kebab-case, never reused for something else.
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, naming both sides and their values. */
  readonly message: string;
  /** One sentence: how to mend it. */
  readonly fix: string;
  /** The line a person would edit. */
  readonly at?: Position;
  /** `Kind/name` of the resource, where the finding is about one. */
  readonly object?: string;
  /** Path in the resource or settings file, for example `spec.template.spec.containers[api].image`. */
  readonly field?: string;
  readonly in?: Scope;
}

/** Whether a command fails. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/**
 * The tool could not do its work: a missing program, an unreadable disk, wrong usage. Ends a command with status 2.
 * @param message one sentence: what was attempted and what stood in the way
 * @param fix one sentence: what to do about it
 */
export class Failure extends Error {
  readonly fix: string;
  constructor(message: string, fix: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Failure';
    this.fix = fix;
  }
}
