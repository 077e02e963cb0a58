import { checkNames } from './argocd/checkNames.ts';
import { clustersOf } from './judge/overlays.ts';
import { checkLinks } from './link/check.ts';
import type { Plan } from './model/file.ts';
import type { Finding } from './model/finding.ts';
import type { Catalogue, Fleet } from './model/fleet.ts';
import { planTree } from './plan/plan.ts';
import { readFleet } from './read/read.ts';
import { hasErrors } from './report/findings.ts';
import { loadCatalogue } from './repository.ts';

/** A repository as far as its settings and apps go. */
export interface Model {
  readonly catalogue: Catalogue;
  /** Missing when the settings have errors. */
  readonly fleet: Fleet | undefined;
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

/**
 * overlays/**\/*.yaml ─ readFleet ─▶ Fleet ┐
 *                                          ├─ link ─▶ Graph ─ render, layer ─▶ Plan
 * apps/*.ts ─────── loadCatalogue ─▶ App[] ┘
 *
 * Everything up to the plan, in memory; `emit` writes it and `validate` holds it against the files on disk.
 */
export async function loadModel(root: string): Promise<Model> {
  const catalogue = await loadCatalogue(root);
  const { fleet, findings } = readFleet(root, catalogue);
  if (!fleet) return { catalogue, fleet, plan: undefined, findings, counts: countsOf(catalogue, fleet, 0) };
  let overlays = 0;
  const all = [...findings, ...checkNames(catalogue, fleet)];
  for (const { environment, cluster, graph, overlays: folders } of clustersOf(catalogue, fleet)) {
    overlays += folders.length;
    all.push(...checkLinks(catalogue, fleet, { layer: 'cluster', environment, cluster }, graph));
  }
  const plan = hasErrors(all) ? undefined : planTree(catalogue, fleet);
  return { catalogue, fleet, plan, findings: all, counts: countsOf(catalogue, fleet, overlays) };
}

function countsOf({ apps }: Catalogue, fleet: Fleet | undefined, overlays: number): Counts {
  const environments = fleet?.environments ?? [];
  return {
    apps: apps.length,
    environments: environments.length,
    clusters: environments.reduce((sum, { settings }) => sum + settings.clusters.length, 0),
    overlays,
  };
}
