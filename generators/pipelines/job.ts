/** When a job runs: for a pull request, for `main` after a merge, once a night. */
export type Event = 'change' | 'main' | 'night';

/** What a job runs in: an image with packages on top. */
export type Machine = 'alpine' | 'debian';

/** A secret that a job has: the variables it comes in, and the name under which a system keeps them together. */
export interface Secret {
  readonly name: 'gitops-comment' | 'gitops-release';
  readonly variables: readonly string[];
}

/**
 * One step of a job. Commands that find something show it in the way of each system; a script is a line or several of
 * POSIX sh, for in `node:alpine` there is no other shell.
 */
export type PipelineStep =
  | { readonly kind: 'script'; readonly run: readonly string[] }
  /** A command of this repository with findings: `npm run <command> -- <args>`. */
  | { readonly kind: 'findings'; readonly command: string; readonly args?: readonly string[] }
  /** The same by the code of the branch that the pull request goes into, which the pull request cannot edit. */
  | { readonly kind: 'judgement'; readonly command: string };

/** A job of all systems. Its clone has the whole history, and everything is installed before its first step. */
export interface PipelineJob {
  /** Lower-case letters and `-`; unique. */
  readonly name: string;
  readonly on: readonly Event[];
  /** Whether a merge queue runs it, too. Default: where it is for pull requests. */
  readonly queued?: boolean;
  readonly machine: Machine;
  /** It is ended after so many. */
  readonly minutes: number;
  readonly steps: readonly PipelineStep[];
  /** Jobs that have to succeed first. */
  readonly after?: readonly string[];
  /** A file that it leaves for jobs after it, or that it takes from one before. */
  readonly leaves?: string;
  readonly takes?: string;
  /** A file for people, kept where a step fails, too. */
  readonly keeps?: string;
  /** Never for a fork: nothing of a fork runs with a secret at hand. */
  readonly secret?: Secret;
  /** One at a time, and never cancelled for a newer one. */
  readonly alone?: boolean;
}
