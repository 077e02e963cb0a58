import type { Settings } from './ring.ts';

/** An Application as the hub reports it: the fields that a release needs. */
export interface HubApplication {
  readonly name: string;
  /** It is being deleted. */
  readonly deleting: boolean;
  /** Its sources as they were at the last comparison, with what each was resolved to. */
  readonly compared: readonly ComparedSource[];
  /** Its settings at the last comparison. */
  readonly settings: Settings;
  /** Its settings have changed since the last comparison. */
  readonly changedSince: boolean;
  /** `Synced`, `OutOfSync` or `Unknown`. */
  readonly sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing` or `Unknown`. */
  readonly health: string;
  /** The time of the last change of health; milliseconds since 1970, as all times here. */
  readonly healthSince: number | undefined;
  /** The time of its last comparison with git. */
  readonly reconciled: number | undefined;
  /** The last operation, or the present one. */
  readonly operation: SyncOperation | undefined;
  /** Its conditions that are errors, such as `ComparisonError: …`. */
  readonly errors: readonly string[];
}

/** A source of an Application, and the commit or chart version that it was resolved to. */
export interface ComparedSource {
  readonly revision: string;
  /** It is not this repository: the revision is the version of a chart, or a commit of another repository. */
  readonly pinned: boolean;
}

/** A sync. */
export interface SyncOperation {
  /** It waits, runs or is being terminated. */
  readonly running: boolean;
  readonly succeeded: boolean;
  /** The synced revisions, by source; empty where it failed before they were known. */
  readonly revisions: readonly string[];
  readonly finished: number | undefined;
  readonly message: string;
}

/** All Applications of the hub at one moment. */
export interface HubState {
  readonly applications: ReadonlyMap<string, HubApplication>;
  /** The time by the hub's own clock, so that the clock of this machine does not matter. */
  readonly now: number;
}

/** A hub: the source of the state of Applications. */
export interface HubApi {
  /** For messages: its address. */
  readonly name: string;
  /** Nobody verifies its certificate: what it says may come from somebody else, who also gets the credentials. */
  readonly unverified?: boolean;
  /**
   * Reads all Applications.
   * @throws Failure when it cannot be reached or denies access
   */
  read(): Promise<HubState>;
}
