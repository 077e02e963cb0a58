import type { K8ssandraCluster } from '../../../generators/blocks/data/cassandra/types.ts';
import type { Resource } from '../../../generators/model/resource.ts';
import { cassandraSuperuser, datacenterService } from '../../../generators/upstream/k8ssandra.ts';
import { type Built, beside, built, distinct } from '../production.ts';

/** A `K8ssandraCluster` with the Job of its schema. */
export interface Cassandra extends Built {
  readonly name: string;
  readonly spec: K8ssandraCluster['spec'];
  readonly job: Resource;
  /** The host name that the Job calls. */
  readonly host: string;
  /** Name of the Secret of the superuser, which the operator makes. */
  readonly superuser: string;
  /** Secrets of the accounts for apps, with the user name in each. */
  readonly accounts: Readonly<Record<'writer' | 'reader', { readonly secret: string; readonly username: string }>>;
}

/** All databases of all clusters. */
const databases: readonly Cassandra[] = built.flatMap((one) => {
  if (one.object.kind !== 'K8ssandraCluster') return [];
  const { name, namespace, labels } = one.object.metadata;
  const app = labels?.['app.kubernetes.io/name'];
  const job = beside(one, 'Job', `${app}-schema`);
  if (!job) throw new Error(`${name} of ${one.cluster} has no Job that makes its schema`);
  const spec = one.object.spec as K8ssandraCluster['spec'];
  const account = (secret: string) => ({ secret, username: username(beside(one, 'ExternalSecret', secret)) });
  return {
    ...one,
    name,
    spec,
    job,
    host: `${datacenterService(name, spec.cassandra.datacenters[0]?.metadata.name ?? '')}.${namespace}.svc.cluster.local`,
    superuser: cassandraSuperuser(name),
    accounts: { writer: account(`${app}-credentials`), reader: account(`${app}-reader-credentials`) },
  };
});

function username(secret: Resource | undefined): string {
  const { target } = (secret?.spec ?? {}) as { target?: { template: { data: { username: string } } } };
  return target?.template.data.username ?? '';
}

/** One of each configuration and schema. */
export const schemas = distinct(databases, ({ name, spec, job }) => ({
  name,
  config: spec.cassandra.config.cassandraYaml,
  datacenters: spec.cassandra.datacenters.map(({ metadata, racks }) => [metadata.name, racks.length]),
  job: job.spec,
}));

/** One of each size. */
export const sizes = distinct(databases, ({ name, spec }) => ({ name, jvm: spec.cassandra.config.jvmOptions }));
