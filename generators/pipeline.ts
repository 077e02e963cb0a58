import { checkNames } from './argocd/checkNames.ts';
import { checkLinks } from './link/check.ts';
import { clustersOf } from './link/clusters.ts';
import { hasErrors } from './model/finding.ts';
import type { Catalogue, Fleet } from './model/fleet.ts';
import type { Counts, Model } from './model/model.ts';
import { planTree } from './plan/plan.ts';
import { readFleet } from './read/read.ts';
import { loadCatalogue } from './repository.ts';

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
