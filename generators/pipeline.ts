import { checkNames } from './argocd/checkNames.ts';
import type { KeptResults } from './kept/keptResults.ts';
import { type LinkedFleet, linkFleet } from './link/clusters.ts';
import { checkClusters } from './link/keptChecks.ts';
import { checkTypes } from './load/checkTypes.ts';
import { endsInTime, stepIsDone } from './load/endless/watch.ts';
import { loadApps } from './load/loadApps.ts';
import { loadMistake } from './load/loadMistake.ts';
import { type Finding, hasErrors } from './model/finding.ts';
import type { Catalogue } from './model/fleet.ts';
import type { Counts, Model } from './plan/model.ts';
import { keptParts } from './plan/parts.ts';
import { planTree } from './plan/plan.ts';
import { readFleet } from './read/read.ts';

/**
 * overlays/**\/*.yaml ─ readFleet ─▶ Fleet ┐
 *                                          ├─ link ─▶ Graph ─ render, layer ─▶ Plan
 * apps/*.ts ─────────── loadApps ─▶ App[] ┘
 *
 * All steps up to the plan, in memory; `emit` writes the plan and `validate` compares it with the files on disk.
 * TypeScript checks `apps/` meanwhile, in a process of its own. Where it finds errors, they are the findings: whatever
 * else was found follows from them.
 * @param kept what is kept of earlier runs. Default: everything is rendered
 */
export async function loadModel(root: string, kept?: KeptResults): Promise<Model> {
  const [checked, built] = await Promise.allSettled([checkTypes(root), endsInTime(root, () => buildModel(root, kept))]);
  if (checked.status === 'rejected') throw checked.reason;
  if (hasErrors(checked.value)) return { ...nothing, findings: checked.value };
  if (built.status === 'fulfilled') {
    const model = isModel(built.value) ? built.value : { ...nothing, findings: [built.value] };
    return { ...model, findings: [...checked.value, ...model.findings] };
  }
  const mistake = loadMistake(built.reason);
  if (!mistake) throw built.reason;
  return { ...nothing, findings: [mistake] };
}

/** The same without TypeScript's checker: apps may throw anything. */
export async function buildModel(root: string, kept?: KeptResults): Promise<Model> {
  const { catalogue, findings: unloaded } = await loadApps(root);
  if (!catalogue) return { ...nothing, findings: unloaded };
  const { fleet, findings } = readFleet(root, catalogue);
  stepIsDone();
  const unlinked = { catalogue, fleet, linked: undefined, plan: undefined, counts: countsOf(catalogue) };
  if (!fleet) return { ...unlinked, findings };
  const linked = linkFleet(catalogue, fleet);
  const counts = countsOf(catalogue, linked);
  const all = [...findings, ...checkNames(catalogue, fleet), ...checkClusters(catalogue, fleet, linked, kept)];
  if (hasErrors(all)) return { ...unlinked, linked, findings: all, counts };
  const { plan, findings: mistakes } = planTree(catalogue, fleet, linked, kept && keptParts(kept));
  return { catalogue, fleet, linked, plan, findings: [...all, ...mistakes], counts };
}

const isModel = (built: Model | Finding): built is Model => 'findings' in built;

const nothing: Omit<Model, 'findings'> = {
  catalogue: { apps: [], contracts: [] },
  fleet: undefined,
  linked: undefined,
  plan: undefined,
  counts: { apps: 0, environments: 0, clusters: 0, overlays: 0 },
};

function countsOf({ apps }: Catalogue, { environments, clusters }: Partial<LinkedFleet> = {}): Counts {
  return {
    apps: apps.length,
    environments: environments?.length ?? 0,
    clusters: clusters?.length ?? 0,
    overlays: clusters?.reduce((sum, { overlays }) => sum + overlays.length, 0) ?? 0,
  };
}
