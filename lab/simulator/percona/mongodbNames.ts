import type { IContainer } from 'kubernetes-models/v1/Container';
import { configSet, type NamedSecrets } from '../../../generators/upstream/perconaMongodb.ts';
import type { Live } from '../model.ts';
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
  readonly secrets?: NamedSecrets;
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
export interface MongoReplicaSet extends MongoPart {
  readonly name: string;
}

/** Shards, and the servers that keep their configuration. */
export function replicaSets(object: MongoDb): readonly MongoReplicaSet[] {
  const { replsets = [], sharding } = object.spec ?? {};
  return [
    ...replsets.map((set) => ({ ...set, name: set.name ?? 'rs0' })),
    ...(isSharded(object) ? [{ ...sharding?.configsvrReplSet, name: configSet }] : []),
  ];
}
