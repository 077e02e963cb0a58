import type { LinkedFleet } from '../link/clusters.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';

/** The model of a repository: its settings and apps, linked and planned. */
export interface Model {
  readonly catalogue: Catalogue;
  /** Missing when the settings have errors. */
  readonly fleet: Fleet | undefined;
  /** Missing when the settings have errors. */
  readonly linked: LinkedFleet | undefined;
  /** Missing when there are errors: nothing is written from an incomplete model. */
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

/** Counts of a model, for the summary. */
export interface Counts {
  readonly apps: number;
  readonly environments: number;
  readonly clusters: number;
  readonly overlays: number;
}
