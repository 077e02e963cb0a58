import { silent } from '../generators/console/progress.ts';
import { openDriver } from '../generators/judge/driver.ts';
import type { Graph } from '../generators/link/link.ts';
import { Failure, type Finding } from '../generators/model/finding.ts';
import type { Resource } from '../generators/model/resource.ts';
import type { Cluster } from '../generators/model/settings/index.ts';
import { loadModel } from '../generators/pipeline.ts';

/** The objects that Kustomize builds for one cluster from the files on disk, which are those that Argo CD applies. */
export interface BuiltCluster {
  /** `<environment>/<cluster>`. */
  readonly name: string;
  readonly cluster: Cluster;
  /** The graph of its apps. */
  readonly graph: Graph;
  /** Objects by app, in the order in which Kustomize prints them; `platform` is first. */
  readonly objects: ReadonlyMap<string, readonly Resource[]>;
}

/**
 * Builds all overlays of the repository.
 * @throws Failure when the settings have errors or an overlay does not build
 */
export async function builtClusters(root: string): Promise<readonly BuiltCluster[]> {
  const { linked, findings } = await loadModel(root);
  if (!linked) throw new Failure(`the settings have errors: ${words(findings)}`, 'Run `npm run validate`.');
  const { clusters } = linked;
  const built = new Map<string, readonly Resource[]>();
  const overlays = clusters.flatMap((one) => one.overlays.map(({ path }) => path));
  const driver = await openDriver([], silent);
  await driver.buildOnly({ root, overlays }, ({ path, objects, error }) => {
    if (error) throw new Failure(`${path} does not build: ${error}`, 'Run `npm run validate`.');
    built.set(path, objects);
  });
  return clusters.map(({ environment, cluster, graph, overlays: folders }) => ({
    name: `${environment.name}/${cluster.name}`,
    cluster,
    graph,
    objects: new Map(
      folders
        .map(({ app, path }): [string, readonly Resource[]] => [app, built.get(path) ?? []])
        .sort(([a], [b]) => Number(b === 'platform') - Number(a === 'platform')),
    ),
  }));
}

const words = (findings: readonly Finding[]) => findings.map(({ message }) => message).join('; ');
