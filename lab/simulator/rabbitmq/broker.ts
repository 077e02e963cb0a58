import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { brokerPods, brokerSetup, defaultUser, rabbitmqPorts } from '../../../generators/upstream/rabbitmq.ts';
import type { LabelMap, Live, Made, Simulated } from '../model.ts';
import {
  madeUp,
  makeSecret,
  makeService,
  makeServiceAccount,
  makeStatefulSet,
  restrictedSecurityContext,
} from '../parts.ts';
import { brokerStatus } from './brokerStatus.ts';

interface Spec {
  readonly replicas?: number;
  readonly image?: string;
  readonly resources?: IContainer['resources'];
  readonly affinity?: IAffinity;
  readonly tolerations?: IPodSpec['tolerations'];
  readonly terminationGracePeriodSeconds?: number;
  readonly override?: {
    readonly statefulSet?: { readonly spec?: { readonly template?: { readonly spec?: Partial<IPodSpec> } } };
  };
}

type Broker = Live<Spec>;

const { amqp, management, metrics, mapper } = rabbitmqPorts;

/**
 * RabbitMQ's cluster operator for a `RabbitmqCluster`: `internal/resource/{statefulset,service,default_user_secret}.go`
 * and `internal/status` of version 2.22. It creates no PodDisruptionBudget. Of `override`, only the pod template is
 * read.
 */
export const simulatedBroker: Simulated<Broker> = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  manager: 'manager',
  makes: (object) => [
    { resource: makeServiceAccount(identity(object, '-server')) },
    { resource: makeService(identity(object), own(object), { amqp, management, prometheus: metrics }) },
    {
      resource: makeService(identity(object, '-nodes'), own(object), {
        epmd: mapper,
        'cluster-rpc': rabbitmqPorts.nodes,
      }),
    },
    ...secrets(object),
    { resource: nodes(object) },
  ],
  reports: brokerStatus,
};

const own = ({ metadata }: Broker): LabelMap => ({ 'app.kubernetes.io/name': metadata.name });

const identity = ({ metadata }: Broker, suffix = '') => ({
  name: `${metadata.name}${suffix}`,
  namespace: metadata.namespace ?? '',
  labels: brokerPods(metadata.name),
});

function nodes(object: Broker) {
  const { spec } = object;
  const pod: IPodSpec = {
    serviceAccountName: `${object.metadata.name}-server`,
    automountServiceAccountToken: true,
    affinity: spec?.affinity,
    tolerations: spec?.tolerations,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds,
    securityContext: { fsGroup: 0, runAsUser: 999, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: own(object) },
      },
    ],
    initContainers: [
      {
        name: 'setup-container',
        image: spec?.image,
        resources: { requests: brokerSetup, limits: brokerSetup },
        securityContext: restrictedSecurityContext,
      },
    ],
    containers: [
      {
        name: 'rabbitmq',
        image: spec?.image,
        resources: spec?.resources,
        securityContext: restrictedSecurityContext,
        ports: Object.entries({ epmd: mapper, amqp, management, prometheus: metrics }).map(([name, containerPort]) => ({
          name,
          containerPort,
        })),
      },
    ],
  };
  const { containers: _, ...override } = spec?.override?.statefulSet?.spec?.template?.spec ?? {};
  return makeStatefulSet({
    ...identity(object, '-server'),
    selector: own(object),
    replicas: spec?.replicas ?? 1,
    serviceName: `${object.metadata.name}-nodes`,
    isParallel: true,
    pod: { ...pod, ...override },
  });
}

function secrets(object: Broker): readonly Made[] {
  const { name, namespace = '' } = object.metadata;
  const account = defaultUser(name);
  const value = (key: string) => madeUp(namespace, account, key);
  const [username, password] = [`default_user_${value('username').slice(0, 16)}`, value('password')];
  const host = `${name}.${namespace}.svc`;
  const user = {
    ...{ username, password, host, port: String(amqp), provider: 'rabbitmq', type: 'rabbitmq' },
    'default_user.conf': `default_user = ${username}\ndefault_pass = ${password}\n`,
    connection_string: `amqp://${username}:${password}@${host}:${amqp}/`,
  };
  return [
    { resource: makeSecret({ ...identity(object), name: account }, user), once: true },
    { resource: makeSecret(identity(object, '-erlang-cookie'), { '.erlang.cookie': value('cookie') }), once: true },
  ];
}
