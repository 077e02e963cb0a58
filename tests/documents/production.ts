import type { Resource } from '../../generators/model/resource.ts';
import { repository } from '../../generators/repository.ts';
import { builtClusters } from '../../lab/fleet.ts';

/** An object of one cluster, as Kustomize builds it from what is committed. */
export interface Built {
  /** `<environment>/<cluster>`. */
  readonly cluster: string;
  readonly object: Resource;
}

/** All objects of all clusters. */
export const built: readonly Built[] = (await builtClusters(repository)).flatMap(({ name, objects }) =>
  [...objects.values()].flat().map((object) => ({ cluster: name, object })),
);

/** The object of a kind and a name beside another one: in its cluster and its namespace. */
export function beside({ cluster, object }: Built, kind: string, name: string): Resource | undefined {
  const { namespace } = object.metadata;
  return built.find(
    (one) =>
      one.cluster === cluster &&
      one.object.kind === kind &&
      one.object.metadata.namespace === namespace &&
      one.object.metadata.name === name,
  )?.object;
}

/** The first of those that are equal: clusters of one size share what is generated. */
export function distinct<T>(all: readonly T[], essence: (one: T) => unknown): T[] {
  return [...new Map(all.toReversed().map((one) => [JSON.stringify(essence(one)), one])).values()].reverse();
}
