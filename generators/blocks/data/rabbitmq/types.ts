import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';

interface Metadata {
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
}

interface Kind<K extends string, S> {
  apiVersion: 'rabbitmq.com/v1beta1';
  kind: K;
  metadata: Metadata;
  spec: S;
}

/**
 * RabbitmqCluster, as far as it is used here:
 * https://github.com/rabbitmq/cluster-operator/blob/main/docs/api/rabbitmq.com.ref.asciidoc
 */
export type RabbitmqCluster = Kind<
  'RabbitmqCluster',
  {
    replicas: number;
    image: string;
    delayStartSeconds: number;
    terminationGracePeriodSeconds: number;
    autoEnableAllFeatureFlags: boolean;
    service: { type: 'ClusterIP' };
    persistence: { storageClassName: string; storage: string };
    resources: IResourceRequirements;
    affinity: IAffinity | undefined;
    rabbitmq: { additionalConfig: string };
    override: {
      statefulSet: {
        spec: { template: { spec: { priorityClassName: string; containers: IContainer[] } } };
      };
    };
  }
>;

/** Reference of every object of the topology operator to the RabbitmqCluster of the same namespace. */
interface InCluster {
  rabbitmqClusterReference: { name: string };
}

interface InVhost extends InCluster {
  vhost: string;
}

/**
 * Objects of the topology operator. Fields that are `false` are left out, because the operator removes them.
 * https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
 */
type Queue = Kind<'Queue', InVhost & { name: string; type: 'quorum'; durable: true; deletionPolicy: 'retain' }>;
type Exchange = Kind<'Exchange', InVhost & { name: string; type: 'topic' | 'fanout'; durable: true }>;
type Binding = Kind<
  'Binding',
  InVhost & { source: string; destination: string; destinationType: 'queue'; routingKey?: string }
>;
type Policy = Kind<
  'Policy',
  InVhost & {
    name: string;
    pattern: string;
    applyTo: 'quorum_queues';
    priority: number;
    definition: Readonly<Record<string, string | number>>;
  }
>;
type User = Kind<'User', InCluster>;
type Permission = Kind<
  'Permission',
  InVhost & {
    userReference: { name: string };
    permissions: { configure: string; write: string; read: string };
  }
>;
/** Any object of the topology operator. */
export type RabbitmqObject = Queue | Exchange | Binding | Policy | User | Permission;
