import type { Position } from './position.ts';

/** `error` fails a command, `warning` does not, `note` is information. */
export type Severity = 'error' | 'warning' | 'note';

/** The scope of a finding: an app in a cluster, or a part of that. */
export interface Scope {
  readonly environment?: string;
  readonly cluster?: string;
  readonly app?: string;
}

/**
 * The report of a check about the configuration. It is data, and never a defect of this tool, which is a {@link
 * Failure}. Codes are an interface: kebab-case, never reused for something else.
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
  /** `Kind/name` of the resource, where the finding is about one; `Kind/namespace/name` where there are several. */
  readonly object?: string;
  /** Path in the resource or settings file, for example `spec.template.spec.containers[api].image`. */
  readonly field?: string;
  readonly in?: Scope;
  /** A note about what the object declares as an exception: nothing is to be mended. */
  readonly excepted?: true;
}

/** Whether a command fails. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/**
 * A failure of the tool itself: a missing program, an unreadable disk, wrong usage. The command exits with status 2.
 * @param message one sentence: what was attempted and what prevented it
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
