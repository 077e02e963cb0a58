import { groupOf, type Resource } from '../model/resource.ts';

/** A kind, as AppProjects name it. `name` narrows it to one object. */
export interface PermittedKind {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

/** Kinds that a project has to allow. Values by a key that sorts them. */
export interface Kinds {
  readonly namespaced: ReadonlyMap<string, PermittedKind>;
  /** Objects without a namespace, each by its name. */
  readonly cluster: ReadonlyMap<string, PermittedKind>;
  readonly namespaces: ReadonlySet<string>;
}

/** The kinds of objects, and the namespaces they are in. */
export function kindsOf(objects: Iterable<Resource>): Kinds {
  const namespaced = new Map<string, PermittedKind>();
  const cluster = new Map<string, PermittedKind>();
  const namespaces = new Set<string>();
  for (const object of objects) {
    const { kind, metadata } = object;
    const group = groupOf(object);
    if (metadata.namespace === undefined) {
      cluster.set(`${group}/${kind}/${metadata.name}`, { group, kind, name: metadata.name });
    } else {
      namespaced.set(`${group}/${kind}`, { group, kind });
      namespaces.add(metadata.namespace);
    }
  }
  return { namespaced, cluster, namespaces };
}

/** The union of several. */
export function joinKinds(all: readonly Kinds[]): Kinds {
  return {
    namespaced: new Map(all.flatMap(({ namespaced }) => [...namespaced])),
    cluster: new Map(all.flatMap(({ cluster }) => [...cluster])),
    namespaces: new Set(all.flatMap(({ namespaces }) => [...namespaces])),
  };
}

/** The values of a map, in the order of its keys. */
export function inOrder<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
