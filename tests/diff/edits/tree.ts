import { parse } from 'yaml';
import type { Objects } from '../../../generators/diff/trees/build.ts';
import { documentOf } from '../../../generators/diff/trees/build.ts';
import { appliedPaths } from '../../../generators/diff/trees/folders.ts';
import { linkFleet } from '../../../generators/link/clusters.ts';
import { hasErrors } from '../../../generators/model/finding.ts';
import type { Catalogue } from '../../../generators/model/fleet.ts';
import { allFiles } from '../../../generators/plan/allFiles.ts';
import { planTree } from '../../../generators/plan/plan.ts';
import { renderings } from '../../../generators/plan/renderings.ts';
import { readFiles } from '../../../generators/testing/readFiles.ts';
import type { Settings } from './settings.ts';

/** What a tree generated from settings holds. */
export interface Generated {
  /** Files by path. */
  readonly files: Settings;
  /** What Kustomize builds from them: other tests prove that it is what is rendered. */
  readonly objects: Objects;
}

/** The tree that is generated from settings; undefined where they are not valid. */
export function generated(settings: Settings, catalogue: Catalogue): Generated | undefined {
  const { fleet, findings } = readFiles(settings, () => {}, catalogue);
  if (!fleet || hasErrors(findings)) return undefined;
  const linked = linkFleet(catalogue, fleet);
  const { plan } = planTree(catalogue, fleet, linked);
  if (!plan) return undefined;
  const files = Object.fromEntries(allFiles(plan).map(({ path, content }) => [path, content]));
  const rendered = [...renderings(linked)].filter(({ at }) => at).map((one) => [one.folder, one.resources] as const);
  const hub = (plan.builds ?? []).map(({ folder, objects }) => [folder, objects] as const);
  const { documents } = appliedPaths(Object.keys(files));
  const read = documents.map((path) => [path, [documentOf(path, parse(files[path] ?? ''))]] as const);
  return { files: { ...files, ...settings }, objects: new Map([...rendered, ...hub, ...read]) };
}
