import { parse } from 'yaml';
import type { Objects } from '../../../generators/diff/trees/build.ts';
import { documentOf } from '../../../generators/diff/trees/build.ts';
import { appliedPaths } from '../../../generators/diff/trees/folders.ts';
import { linkFleet } from '../../../generators/link/clusters.ts';
import { hasErrors } from '../../../generators/model/finding.ts';
import type { Catalogue } from '../../../generators/model/fleet.ts';
import { allFiles } from '../../../generators/plan/allFiles.ts';
import { type NewPlanPart, newParts, type PlanPart, type PlanParts } from '../../../generators/plan/parts.ts';
import { planTree } from '../../../generators/plan/plan.ts';
import { renderings } from '../../../generators/plan/renderings.ts';
import { readFiles } from '../../../generators/testing/readFiles.ts';
import type { Settings } from './settings.ts';

/** Parts of the plans of one catalogue: those that were planned before stay in memory. */
export function partsInMemory(): PlanParts {
  const known = new Map<string, PlanPart<unknown>>();
  return <T>(folder: string, key: readonly unknown[], plan: () => NewPlanPart<T>) => {
    const name = JSON.stringify([folder, key]);
    const part = (known.get(name) as PlanPart<T> | undefined) ?? newParts(folder, key, plan);
    known.set(name, part);
    return part;
  };
}

/**
 * What Kustomize builds from the tree that is generated from settings: other tests prove that it is what is rendered.
 * Undefined where the settings are not valid.
 * @param parts of plans before, of which those are used that did not change
 */
export function generated(settings: Settings, catalogue: Catalogue, parts: PlanParts): Objects | undefined {
  const { fleet, findings } = readFiles(settings, () => {}, catalogue);
  if (!fleet || hasErrors(findings)) return undefined;
  const linked = linkFleet(catalogue, fleet);
  const { plan } = planTree(catalogue, fleet, linked, parts);
  if (!plan) return undefined;
  const files = Object.fromEntries(allFiles(plan).map(({ path, content }) => [path, content]));
  const rendered = [...renderings(linked)].filter(({ at }) => at).map((one) => [one.folder, one.resources] as const);
  const hub = (plan.builds ?? []).map(({ folder, objects }) => [folder, objects] as const);
  const { documents } = appliedPaths(Object.keys(files));
  const read = documents.map((path) => [path, [documentOf(path, parse(files[path] ?? ''))]] as const);
  return new Map([...rendered, ...hub, ...read]);
}
