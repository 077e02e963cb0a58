import type { Settings } from './ring.ts';

/** An Application as the hub reports it, narrowed to what a release asks for. */
export interface HubApplication {
  readonly name: string;
  /** It is being deleted. */
  readonly deleting: boolean;
  /** Its sources as they were at the last comparison, with what each was resolved to. */
  readonly compared: readonly ComparedSource[];
  /** What it was made of at the last comparison. */
  readonly settings: Settings;
  /** It is made of something else now than at the last comparison. */
  readonly changedSince: boolean;
  /** `Synced`, `OutOfSync` or `Unknown`. */
  readonly sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing` or `Unknown`. */
  readonly health: string;
  /** When health became what it is; milliseconds since 1970, as all times here. */
  readonly healthSince: number | undefined;
  /** When it was last compared with git. */
  readonly reconciled: number | undefined;
  /** The last operation, or the present one. */
  readonly operation: Operation | undefined;
  /** What is wrong with it beyond its resources, such as `ComparisonError: …`. */
  readonly errors: readonly string[];
}

/** A source of an Application, and the commit or chart version it was resolved to. */
export interface ComparedSource {
  readonly revision: string;
  /** It is a chart of a Helm repository; the revision is its version. */
  readonly chart: boolean;
}

/** A sync. */
export interface Operation {
  /** It waits, runs or is being ended. */
  readonly running: boolean;
  readonly succeeded: boolean;
  /** What it synced to, by source; empty where it broke off before that was known. */
  readonly revisions: readonly string[];
  readonly finished: number | undefined;
  readonly message: string;
}

/** All Applications of the hub at one moment. */
export interface HubState {
  readonly applications: ReadonlyMap<string, HubApplication>;
  /** The moment by the hub's own clock, so that the clock of whoever asks does not matter. */
  readonly now: number;
}

/** Where Applications are read from. */
export interface Hub {
  /** For messages: its address. */
  readonly name: string;
  /** @throws Failure when it cannot be reached or does not let us */
  read(): Promise<HubState>;
}
