import { groupOf } from '../../generators/model/resource.ts';
import type { LabelMap, Live, Node, Pod, World } from './model.ts';

/** All watched objects, as last received. */
export interface ObjectCache {
  /** The present state, for one round. */
  look(now: Date): World;
  put(object: Live): void;
  remove(object: Live): void;
  /** All objects of a kind. A kind is named with its group: `postgresql.cnpg.io/Cluster`. */
  all(groupKind: string): readonly Live[];
}

export function createSight(): ObjectCache {
  const kinds = new Map<string, Map<string, Live>>();
  const of = (kind: string): Map<string, Live> => kinds.get(kind) ?? new Map();
  const at = ({ metadata }: Live): string => `${metadata.namespace ?? ''}/${metadata.name}`;
  const keys = (object: Live): readonly string[] => [object.kind, `${groupOf(object)}/${object.kind}`];
  return {
    put: (object) => {
      for (const key of keys(object)) {
        if (!kinds.has(key)) kinds.set(key, new Map());
        kinds.get(key)?.set(at(object), object);
      }
    },
    remove: (object) => {
      for (const key of keys(object)) kinds.get(key)?.delete(at(object));
    },
    all: (groupKind) => [...of(groupKind).values()],
    look: (now) => {
      const byNamespace = Map.groupBy(of('Pod').values() as Iterable<Pod>, ({ metadata }) => metadata.namespace ?? '');
      return {
        now: now.toISOString().replace(/\.\d+Z$/, 'Z'),
        pods: (namespace, labels) =>
          (byNamespace.get(namespace) ?? [])
            .filter(({ metadata }) => carries(metadata.labels, labels))
            .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1)),
        node: (name) => (name === undefined ? undefined : (of('Node').get(`/${name}`) as Node | undefined)),
        find: (kind, namespace, name) => of(kind).get(`${namespace}/${name}`),
        all: (kind) => [...of(kind).values()],
      };
    },
  };
}

function carries(labels: LabelMap | undefined, wanted: LabelMap): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}
