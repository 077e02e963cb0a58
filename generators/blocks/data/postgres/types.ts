import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';

/** Pooler with its image: a field of the CRD that the published types lack. */
export interface Pooler extends Omit<IPooler, 'spec'> {
  spec: Omit<NonNullable<IPooler['spec']>, 'pgbouncer'> & {
    pgbouncer: IPooler['spec']['pgbouncer'] & { image: string };
  };
}

/**
 * ObjectStore, as far as it is used here: no package has its types. Defaults of the CRD are written out. Times are in
 * seconds.
 */
export interface ObjectStore {
  apiVersion: 'barmancloud.cnpg.io/v1';
  kind: 'ObjectStore';
  metadata: { name: string; namespace: string; labels: Readonly<Record<string, string>> };
  spec: {
    retentionPolicy?: string;
    configuration: Readonly<Record<string, unknown>>;
    instanceSidecarConfiguration: {
      env?: { name: string; value: string }[];
      logLevel: 'info';
      resources: IResourceRequirements;
      retentionPolicyIntervalSeconds: 1800;
    };
  };
}
