import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import { quantity } from '../../generators/model/quantity.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import {
  brokerPods,
  brokerServices,
  brokerSetup,
  defaultUser,
  defaultUserKeys,
  userCredentials,
} from '../../generators/upstream/rabbitmq.ts';
import { accountKeys } from '../../generators/upstream/secretKeys.ts';
import { fieldsIn } from '../kubernetes/fields.ts';
import { fixed, type PodGroup, podGroup } from '../kubernetes/podGroup.ts';
import { at, count, textAt } from '../kubernetes/reading.ts';
import { referencesAt } from '../kubernetes/reference.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { majority } from './majority.ts';
import { brokerPromises, policyPromises, queuePromises } from './rabbitmqPromises.ts';
import { brokerSteps } from './rabbitmqSteps.ts';
import { type MemoryUse, madeServices, none, type System } from './system.ts';

/** Where a RabbitmqCluster takes the priority of its pods from. */
const priority = 'spec.override.statefulSet.spec.template.spec.priorityClassName';

/** What every object of the topology operator is made in. */
const owner = 'spec.rabbitmqClusterReference';
const broker = { [`${owner}.name`]: 'RabbitmqCluster' };

/** What no object that is declared on a broker may change. */
const declared = [owner, 'spec.name', 'spec.vhost'] as const;

/** Brokers, and what is in them: RabbitMQ's cluster operator and its messaging topology operator. */
export const rabbitmqOperators: System = {
  pods: { 'rabbitmq.com/RabbitmqCluster': (built) => [nodes(built)] },
  images: { 'rabbitmq.com/RabbitmqCluster': fieldsIn('spec.image') },
  secrets: {
    'rabbitmq.com/RabbitmqCluster': ({ resource: { metadata } }) => ({ [defaultUser(metadata.name)]: defaultUserKeys }),
    'rabbitmq.com/User': ({ resource: { metadata } }) => ({ [userCredentials(metadata.name)]: accountKeys }),
  },
  references: {
    'rabbitmq.com/RabbitmqCluster': (from) =>
      referencesAt(from, { 'spec.persistence.storageClassName': 'StorageClass', [priority]: 'PriorityClass' }),
    'rabbitmq.com/Queue': (from) => referencesAt(from, broker),
    'rabbitmq.com/Exchange': (from) => referencesAt(from, broker),
    'rabbitmq.com/Binding': (from) => referencesAt(from, broker),
    'rabbitmq.com/Policy': (from) => referencesAt(from, broker),
    'rabbitmq.com/User': (from) => referencesAt(from, { ...broker, 'spec.importCredentialsSecret.name': 'Secret' }),
    'rabbitmq.com/Permission': (from) => referencesAt(from, { ...broker, 'spec.userReference.name': 'User' }),
  },
  volumes: { 'rabbitmq.com/RabbitmqCluster': fieldsIn('spec.persistence.storage') },
  immutable: {
    'rabbitmq.com/RabbitmqCluster': fieldsIn('spec.persistence.storageClassName'),
    // `internal/webhook/v1beta1/` of rabbitmq/messaging-topology-operator.
    'rabbitmq.com/Queue': fieldsIn(...declared, 'spec.type', 'spec.durable', 'spec.autoDelete', 'spec.arguments'),
    'rabbitmq.com/Exchange': fieldsIn(...declared, 'spec.type', 'spec.durable', 'spec.autoDelete'),
    'rabbitmq.com/Binding': fieldsIn('spec'),
    'rabbitmq.com/Policy': fieldsIn(...declared),
    'rabbitmq.com/Permission': fieldsIn(owner, 'spec.vhost', 'spec.user', 'spec.userReference'),
    'rabbitmq.com/User': fieldsIn(owner),
    'rabbitmq.com/Vhost': fieldsIn(owner, 'spec.name'),
  },
  data: {
    'rabbitmq.com/RabbitmqCluster': () => true,
    'rabbitmq.com/Queue': goesWithObject,
    'rabbitmq.com/Vhost': goesWithObject,
  },
  quorum: {
    'rabbitmq.com/RabbitmqCluster': (built, view, podsOfNamespace) => {
      const placed = { affinity: at(built.resource, ['spec', 'affinity']) as IAffinity | undefined };
      return podsOfNamespace
        .filter((pods) => pods.built === built)
        .map((pods) => majority(view, pods, 'spec.affinity', placed));
    },
  },
  memory: { 'rabbitmq.com/RabbitmqCluster': (built) => [watermark(built)] },
  // What a broker holds is on its way: no backup of it would be worth restoring.
  backups: none,
  outside: none,
  users: {
    'rabbitmq.com/Permission': (object, view) => {
      const { metadata, spec } = object.resource;
      const name = textAt(spec, ['user']);
      if (name === '' || hasUser(view, metadata.namespace, name)) return [];
      return [{ object, field: 'spec.user', message: `No user ${name} is declared.` }];
    },
  },
  servers: none,
  services: {
    'rabbitmq.com/RabbitmqCluster': ({ resource: { metadata } }) => madeServices(brokerServices(metadata.name)),
  },
  steps: { 'rabbitmq.com/RabbitmqCluster': brokerSteps },
  promises: {
    'rabbitmq.com/RabbitmqCluster': brokerPromises,
    'rabbitmq.com/Queue': queuePromises,
    'rabbitmq.com/Policy': policyPromises,
  },
};

const setup = { requests: brokerSetup, limits: brokerSetup };

/** The nodes of a broker. */
function nodes(built: Built): PodGroup {
  const { metadata, spec } = built.resource;
  const resources = at(spec, ['resources']) as typeof setup | undefined;
  const pod = {
    initContainers: [{ name: 'setup-container', resources: setup }],
    containers: [{ name: 'rabbitmq', ...(resources ? { resources } : {}) }],
  } satisfies Workload['pod'];
  return podGroup(built, {
    name: metadata.name,
    labels: brokerPods(metadata.name),
    replicas: fixed(count(at(spec, ['replicas']), 1)),
    pod,
    priorityClass: at(built.resource, priority.split('.')),
  });
}

/** The mark above which publishers wait: "recommended between 0.4 and 0.7". https://www.rabbitmq.com/docs/memory */
function watermark(built: Built): MemoryUse {
  const { spec } = built.resource;
  const [, kind, value] =
    /^\s*vm_memory_high_watermark\.(relative|absolute)\s*=\s*(\S+)/m.exec(
      textAt(spec, ['rabbitmq', 'additionalConfig']),
    ) ?? [];
  const limit = quantity(at(spec, ['resources', 'limits', 'memory'])) ?? 0;
  const takes = kind === 'relative' ? Number(value) * limit : (quantity(value?.replace(/B$/, '')) ?? 0);
  return {
    built,
    field: 'spec.rabbitmq.additionalConfig',
    what: `vm_memory_high_watermark.${kind}`,
    takes,
    limit,
    part: 0.7,
  };
}

/** Unless it says that what is on the broker stays: https://www.rabbitmq.com/kubernetes/operator/using-topology-operator */
function goesWithObject({ resource: { spec } }: Built): boolean {
  return at(spec, ['deletionPolicy']) !== 'retain';
}

function hasUser(view: ClusterView, namespace: string | undefined, name: string): boolean {
  return view
    .ofKind('User', 'rabbitmq.com')
    .some(({ resource: { metadata } }) => metadata.namespace === namespace && metadata.name === name);
}
