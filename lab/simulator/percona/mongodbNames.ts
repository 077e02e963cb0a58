import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Labels, Live } from '../model.ts';
import type { PerconaPart } from './component.ts';

/** Members of a replica set, or routers. */
export interface MongoPart extends PerconaPart {
  readonly name?: string;
  readonly terminationGracePeriodSeconds?: number;
}

interface Spec {
  readonly image?: string;
  readonly initImage?: string;
  readonly initContainerSecurityContext?: IContainer['securityContext'];
  readonly replsets?: readonly MongoPart[];
  readonly secrets?: { readonly users?: string; readonly ssl?: string };
  readonly sharding?: {
    readonly enabled?: boolean;
    readonly configsvrReplSet?: MongoPart;
    readonly mongos?: MongoPart;
  };
  readonly backup?: PerconaPart & { readonly enabled?: boolean };
}

/** A database of this kind. */
export type MongoDb = Live<Spec>;

/** Whether it has shards, with their configuration and routers. */
export const isSharded = ({ spec }: MongoDb): boolean => spec?.sharding?.enabled === true;

/** Members that vote among themselves. */
export interface ReplicaSet extends MongoPart {
  readonly name: string;
  /** Label of its pods: `pkg/controller/perconaservermongodb/statefulset.go`. */
  readonly component: 'mongod' | 'cfg';
}

/** Shards, and the servers that keep their configuration. */
export function replicaSets(object: MongoDb): readonly ReplicaSet[] {
  const { replsets = [], sharding } = object.spec ?? {};
  return [
    ...replsets.map((set) => ({ ...set, name: set.name ?? 'rs0', component: 'mongod' as const })),
    ...(isSharded(object) ? [{ ...sharding?.configsvrReplSet, name: 'cfg', component: 'cfg' as const }] : []),
  ];
}

/** Labels of a part's pods: `pkg/naming/labels.go`. */
export const labelsOf = ({ metadata }: MongoDb, component: string, set?: string): Labels => ({
  'app.kubernetes.io/name': 'percona-server-mongodb',
  'app.kubernetes.io/instance': metadata.name,
  'app.kubernetes.io/managed-by': 'percona-server-mongodb-operator',
  'app.kubernetes.io/part-of': 'percona-server-mongodb',
  'app.kubernetes.io/component': component,
  ...(set !== undefined && { 'app.kubernetes.io/replset': set }),
});
