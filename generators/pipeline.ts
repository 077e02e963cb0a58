import { checkNames } from './argocd/checkNames.ts';
import { checkLinks } from './link/check.ts';
import { type LinkedFleet, linkFleet } from './link/clusters.ts';
import { hasErrors } from './model/finding.ts';
import type { Catalogue } from './model/fleet.ts';
import type { Counts, Model } from './plan/model.ts';
import { planTree } from './plan/plan.ts';
import { readFleet } from './read/read.ts';
import { loadCatalogue } from './repository.ts';

/**
 * overlays/**\/*.yaml ─ readFleet ─▶ Fleet ┐
 *                                          ├─ link ─▶ Graph ─ render, layer ─▶ Plan
 * apps/*.ts ─────── loadCatalogue ─▶ App[] ┘
 *
 * All steps up to the plan, in memory; `emit` writes the plan and `validate` compares it with the files on disk.
 */
export async function loadModel(root: string): Promise<Model> {
  const catalogue = await loadCatalogue(root);
  const { fleet, findings } = readFleet(root, catalogue);
  const nothing = { catalogue, fleet, linked: undefined, plan: undefined, counts: countsOf(catalogue) };
  if (!fleet) return { ...nothing, findings };
  const linked = linkFleet(catalogue, fleet);
  const counts = countsOf(catalogue, linked);
  const all = [
    ...findings,
    ...checkNames(catalogue, fleet),
    ...linked.clusters.flatMap((cluster) => checkLinks(catalogue, fleet, cluster)),
  ];
  if (hasErrors(all)) return { ...nothing, linked, findings: all, counts };
  const { plan, findings: mistakes } = planTree(catalogue, fleet, linked);
  return { catalogue, fleet, linked, plan, findings: [...all, ...mistakes], counts };
}

function countsOf({ apps }: Catalogue, { environments, clusters }: Partial<LinkedFleet> = {}): Counts {
  return {
    apps: apps.length,
    environments: environments?.length ?? 0,
    clusters: clusters?.length ?? 0,
    overlays: clusters?.reduce((sum, { overlays }) => sum + overlays.length, 0) ?? 0,
  };
}
