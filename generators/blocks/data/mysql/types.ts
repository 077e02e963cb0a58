import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { Placement } from '../percona/placement.ts';
import type { claim, oneUnavailable } from '../percona/pod.ts';

/**
 * `PerconaServerMySQL` of `ps.percona.com/v1`, as far as it is used here. No package has its types. The CRD validates
 * it: `config/crd/bases/ps.percona.com_perconaservermysqls.yaml` of
 * https://github.com/percona/percona-server-mysql-operator
 */
export interface PerconaServerMysql {
  apiVersion: 'ps.percona.com/v1';
  kind: 'PerconaServerMySQL';
  metadata: {
    name: string;
    namespace: string;
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
    finalizers: string[];
  };
  spec: {
    crVersion: string;
    metadata?: { labels: Readonly<Record<string, string>> };
    secretsName: string;
    sslSecretName: string;
    updateStrategy: 'SmartUpdate';
    upgradeOptions: { apply: 'disabled' };
    unsafeFlags: { mysqlSize: boolean; proxySize: boolean };
    storageScaling: { enableVolumeScaling: boolean };
    initContainer: Pick<Component, 'image' | 'containerSecurityContext'> & { resources: IResourceRequirements };
    mysql: Component & {
      clusterType: 'group-replication';
      autoRecovery: boolean;
      bootstrap: { mode: 'auto' };
      configuration: string;
      volumeSpec: ReturnType<typeof claim>;
      sidecars: IContainer[];
    };
    proxy: {
      haproxy: Component & { enabled: true; sidecarResources: Readonly<Record<'mysql-monit', IResourceRequirements>> };
      router: { enabled: false };
    };
    backup: MysqlBackup;
  };
}

/** The pods of one component. */
interface Component extends Partial<Placement> {
  image: string;
  imagePullPolicy?: 'IfNotPresent';
  size?: number;
  gracePeriod?: number;
  priorityClassName?: string;
  podDisruptionBudget?: typeof oneUnavailable;
  podSecurityContext?: IPodSecurityContext;
  containerSecurityContext: ISecurityContext;
  resources?: IResourceRequirements;
}

/** Backups of a MySQL. */
export interface MysqlBackup {
  enabled: true;
  image: string;
  imagePullPolicy: 'IfNotPresent';
  containerSecurityContext: ISecurityContext;
  resources: IResourceRequirements;
  storages: Readonly<Record<string, MysqlStorage>>;
  schedule: { name: string; schedule: string; keep: number; storageName: string; type: 'full' }[];
}

/** Storage for backups, and how the pods run that use it. */
export interface MysqlStorage {
  type: 's3' | 'gcs' | 'azure';
  verifyTLS: true;
  s3?: { bucket: string; prefix: string; region: string; credentialsSecret: string; endpointUrl?: string };
  gcs?: { bucket: string; prefix: string; credentialsSecret: string; endpointUrl: string };
  azure?: { container: string; prefix: string; credentialsSecret: string; endpointUrl: string };
  labels: Readonly<Record<string, string>>;
  affinity: IAffinity;
  priorityClassName: string;
  podSecurityContext: IPodSecurityContext;
  containerSecurityContext: ISecurityContext;
  resources: IResourceRequirements;
}
