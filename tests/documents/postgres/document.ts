import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { type Built, built, distinct } from '../production.ts';

/** A `Cluster` of CloudNativePG. */
export interface Database extends Built {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** How the operator creates it. Absent where it starts as a copy. */
  readonly initdb: NonNullable<NonNullable<ICluster['spec']['bootstrap']>['initdb']> | undefined;
}

/** All databases of all clusters. */
export const databases: readonly Database[] = built
  .filter(({ object }) => object.kind === 'Cluster' && object.apiVersion.startsWith('postgresql.cnpg.io/'))
  .map((one) => {
    const { postgresql, bootstrap } = one.object.spec as ICluster['spec'];
    const { name } = one.object.metadata;
    return { ...one, name, parameters: postgresql?.parameters ?? {}, initdb: bootstrap?.initdb };
  });

/** One of each size. A copy is of the same size as its original: it shares the original's parameters. */
export const sizes: readonly Database[] = distinct(
  databases.filter(({ initdb }) => initdb !== undefined),
  ({ name, parameters }) => ({ name, parameters }),
);
