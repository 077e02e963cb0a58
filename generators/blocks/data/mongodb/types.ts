import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { Placement } from '../percona/placement.ts';
import type { claim, oneUnavailable } from '../percona/pod.ts';

/**
 * `PerconaServerMongoDB` of `psmdb.percona.com/v1`, as far as it is used here. No package has its types. The CRD
 * validates it: `config/crd/bases/psmdb.percona.com_perconaservermongodbs.yaml` of
 * https://github.com/percona/percona-server-mongodb-operator
 */
export interface PerconaServerMongodb {
  apiVersion: 'psmdb.percona.com/v1';
  kind: 'PerconaServerMongoDB';
  metadata: {
    name: string;
    namespace: string;
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
    finalizers: string[];
  };
  spec: {
    crVersion: string;
    image: string;
    imagePullPolicy: 'IfNotPresent';
    initImage: string;
    initContainerSecurityContext: ISecurityContext;
    updateStrategy: 'SmartUpdate';
    upgradeOptions: { apply: 'disabled'; schedule: string; setFCV: boolean };
    unsafeFlags: { replsetSize: boolean; mongosSize?: boolean };
    storageScaling: { enableVolumeScaling: boolean };
    secrets: { users: string; ssl: string };
    tls: { mode: 'preferTLS' };
    replsets: ReplicaSet[];
    sharding:
      | { enabled: true; balancer: { enabled: boolean }; configsvrReplSet: ReplicaSet; mongos: Component }
      | { enabled: false };
    users: {
      name: string;
      db: string;
      passwordSecretRef: { name: string; key: string };
      roles: { name: string; db: string }[];
    }[];
    backup: MongodbBackup;
    logcollector: { enabled: false };
  };
}

/** The pods of one component. */
export interface Component extends Placement {
  size: number;
  priorityClassName: string;
  serviceAccountName: string;
  terminationGracePeriodSeconds: number;
  podDisruptionBudget: typeof oneUnavailable;
  podSecurityContext: IPodSecurityContext;
  containerSecurityContext: ISecurityContext;
  resources: IResourceRequirements;
  expose: { enabled?: false; type: 'ClusterIP' };
}

/** A replica set, of a shard or of the config servers. */
export interface ReplicaSet extends Component {
  name?: string;
  configuration: string;
  volumeSpec: ReturnType<typeof claim>;
  sidecars: IContainer[];
}

/** Backups of a MongoDB. */
export interface MongodbBackup {
  enabled: true;
  image: string;
  startingDeadlineSeconds: number;
  containerSecurityContext: ISecurityContext;
  podSecurityContext: IPodSecurityContext;
  resources: IResourceRequirements;
  storages: Readonly<Record<string, MongodbStorage>>;
  pitr: {
    enabled: boolean;
    oplogOnly: boolean;
    oplogSpanMin: number;
    compressionType: string;
    compressionLevel: number;
  };
  tasks: {
    name: string;
    enabled: true;
    schedule: string;
    storageName: string;
    type: 'logical';
    compressionType: string;
    compressionLevel: number;
    retention: { type: 'count'; count: number; deleteFromStorage: true };
  }[];
}

/** Storage for backups. */
export interface MongodbStorage {
  main: true;
  type: 's3' | 'gcs' | 'azure';
  s3?: { bucket: string; prefix: string; region: string; credentialsSecret?: string; endpointUrl?: string };
  gcs?: { bucket: string; prefix: string; credentialsSecret: string };
  azure?: { container: string; prefix: string; credentialsSecret: string; endpointUrl: string };
}
