import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Builds } from '../../judge/kept/builds.ts';
import { layersOnDisk } from '../../judge/kept/layers.ts';
import type { BuiltOverlay } from '../../judge/overlays.ts';
import { unbuildable } from '../../judge/unbuildable.ts';
import { Failure } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import { type AppliedPaths, layersBelow, scopeOf } from './folders.ts';

/** The objects of a tree, by the folder or file that they come from. */
export type Objects = ReadonlyMap<string, readonly Resource[]>;

/**
 * Builds folders of a tree, unless what they build to is kept, and reads its documents. No code of the tree runs: Kustomize is ours and reads files alone.
 * @param name of the tree, for messages
 * @throws Failure where something does not build: what is not built cannot be compared
 */
export async function buildTree(
  root: string,
  { builds, documents }: AppliedPaths,
  name: string,
  kept: Builds,
): Promise<Objects> {
  const built = new Map<string, readonly Resource[]>();
  const broken: BuiltOverlay[] = [];
  const refusals = new Map<string, string | undefined>();
  for (const folder of new Set(builds.flatMap(layersBelow))) refusals.set(folder, unbuildable(root, folder));
  for (const path of builds) {
    const error = layersBelow(path)
      .map((folder) => refusals.get(folder))
      .find((reason) => reason !== undefined);
    if (error !== undefined) broken.push({ path, objects: [], error, invalid: [], unchecked: [] });
  }
  if (broken.length > 0) throw doesNotBuild(broken, name);
  const layers = layersOnDisk(root);
  const targets = builds.map((path) => ({ path, kubernetes: '', layers: layers(path) }));
  await kept.ensure(root, targets);
  for (const target of targets) {
    const result = kept.read(target);
    if (result.error !== undefined) broken.push(result);
    built.set(result.path, result.objects);
  }
  if (broken.length > 0) throw doesNotBuild(broken, name);
  for (const file of documents) built.set(file, [documentOf(file, parse(readFileSync(join(root, file), 'utf8')))]);
  return built;
}

function doesNotBuild([first, ...others]: readonly BuiltOverlay[], name: string): Failure {
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const fix = 'Run `npm run validate` there: it names every fault with its file.';
  return new Failure(`${first?.path}${more} does not build at ${name}: ${first?.error}`, fix);
}

/** A document as an object, so that it is compared and shown like all others. */
export function documentOf(path: string, content: unknown): Resource {
  const isValues = path.startsWith('argocd/charts/');
  // Neither is a kind of Kubernetes: an empty version cannot be confused with one.
  return { apiVersion: '', kind: isValues ? 'Values' : 'Source', metadata: { name: scopeOf(path).app ?? '' }, content };
}
