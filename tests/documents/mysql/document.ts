import type { PerconaServerMysql } from '../../../generators/blocks/data/mysql/types.ts';
import type { Resource } from '../../../generators/model/resource.ts';
import { type Built, beside, built, distinct } from '../production.ts';

/** A `PerconaServerMySQL` with the Job of the account of its users. */
export interface Mysql extends Built {
  /** Name of the database and of the account. */
  readonly name: string;
  readonly spec: PerconaServerMysql['spec'];
  readonly job: Resource;
  /** The host name that the Job calls: the proxies. */
  readonly host: string;
}

/** All databases of all clusters. */
const databases: readonly Mysql[] = built.flatMap((one) => {
  if (one.object.kind !== 'PerconaServerMySQL') return [];
  const { name, namespace } = one.object.metadata;
  const job = beside(one, 'Job', `${name}-account`);
  if (!job) throw new Error(`${name} of ${one.cluster} has no Job that makes its account`);
  const spec = one.object.spec as PerconaServerMysql['spec'];
  return { ...one, name, spec, job, host: `${name}-haproxy.${namespace}.svc.cluster.local` };
});

/** One of each size. */
export const sizes = distinct(databases, ({ name, spec, job }) => ({
  name,
  configuration: spec.mysql.configuration,
  job: job.spec,
}));
