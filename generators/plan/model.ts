import type { LinkedFleet } from '../link/clusters.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';

/** A repository as far as its settings and apps go. */
export interface Model {
  readonly catalogue: Catalogue;
  /** Missing when the settings have errors. */
  readonly fleet: Fleet | undefined;
  /** Missing when the settings have errors. */
  readonly linked: LinkedFleet | undefined;
  /** Missing when anything has errors: nothing is written from half a model. */
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

/** How much there is. */
export interface Counts {
  readonly apps: number;
  readonly environments: number;
  readonly clusters: number;
  readonly overlays: number;
}
