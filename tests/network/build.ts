import { createJudge } from '../../generators/judge/judge.ts';
import { clustersOf } from '../../generators/judge/overlays.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { loadModel } from '../../generators/pipeline.ts';
import { silent } from '../../generators/report/progress.ts';
import type { BuiltCluster } from './landscape.ts';

/**
 * Every cluster of a repository with what Kustomize builds from its files.
 * @throws when the settings have errors or an overlay does not build
 */
export async function buildClusters(root: string): Promise<readonly BuiltCluster[]> {
  const { catalogue, fleet, findings } = await loadModel(root);
  if (!fleet) throw new Error(`The settings have errors: ${findings.map(({ message }) => message).join(' ')}`);
  const clusters = [...clustersOf(catalogue, fleet)];
  const judge = await createJudge([], silent);
  const built = new Map<string, readonly Resource[]>();
  const overlays = clusters.flatMap((one) => one.overlays.map(({ path }) => path));
  await judge.buildOnly({ root, overlays }, ({ path, objects, error }) => {
    if (error !== undefined) throw new Error(`${path} does not build: ${error}`);
    built.set(path, objects);
  });
  return clusters.map(({ environment, cluster, graph, overlays: own }) => ({
    name: `${environment.name}/${cluster.name}`,
    cluster,
    graph,
    objects: new Map(own.map(({ app, path }) => [app, built.get(path) ?? []])),
  }));
}
