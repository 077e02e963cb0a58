import type { IContainer } from 'kubernetes-models/v1/Container';
import { quantity } from '../../generators/model/quantity.ts';
import { nameOf, type Resource } from '../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import {
  cassandraAccounts,
  cassandraCommon,
  cassandraServices,
  nodePods,
  reaperName,
  reaperPods,
} from '../../generators/upstream/k8ssandra.ts';
import { accountKeys } from '../../generators/upstream/secretKeys.ts';
import { type Field, fieldsAt, fieldsIn } from '../kubernetes/fields.ts';
import { fixed, type PodGroup, podGroup } from '../kubernetes/podGroup.ts';
import { at, count, entriesAt, isRecord, list, listAt, textAt } from '../kubernetes/reading.ts';
import { referencesAt } from '../kubernetes/reference.ts';
import { zone } from '../kubernetes/zoneSpread.ts';
import { cassandraPromises, keyspacePromises } from './k8ssandraPromises.ts';
import { cassandraSteps } from './k8ssandraSteps.ts';
import {
  type Backup,
  type MadeService,
  type MemoryUse,
  madeServices,
  none,
  type Outside,
  type Quorum,
  type System,
} from './system.ts';

const claim = 'storageConfig.cassandraDataVolumeClaimSpec';
const claimedSize = `${claim}.resources.requests.storage`;

/** Cassandra by K8ssandra, with Medusa for its backups and Reaper for its repairs: https://docs.k8ssandra.io/reference/crd/ */
export const k8ssandra: System = {
  pods: { 'k8ssandra.io/K8ssandraCluster': podsOfDatabase },
  images: {
    'k8ssandra.io/K8ssandraCluster': (built) => [
      ...fieldsIn('spec.cassandra.serverImage')(built),
      ...fieldsIn('spec.medusa.containerImage', 'spec.reaper.containerImage')(built).map(joined),
    ],
  },
  secrets: {
    'k8ssandra.io/K8ssandraCluster': ({ resource: { metadata, spec } }) =>
      Object.fromEntries(cassandraAccounts(metadata.name, spec as object).map((name) => [name, accountKeys])),
  },
  references: {
    'k8ssandra.io/K8ssandraCluster': (from) =>
      referencesAt(from, {
        'spec.cassandra.serviceAccount': 'ServiceAccount',
        'spec.cassandra.podPriorityClassName': 'PriorityClass',
        [`spec.cassandra.${claim}.storageClassName`]: 'StorageClass',
        'spec.medusa.storageProperties.storageSecretRef.name': 'Secret',
        'spec.reaper.ServiceAccountName': 'ServiceAccount',
      }),
  },
  volumes: { 'k8ssandra.io/K8ssandraCluster': volumesOfDatacenters },
  immutable: {
    // `k8ssandracluster_webhook.go` of k8ssandra/k8ssandra-operator, and what cass-operator refuses of a datacenter.
    'k8ssandra.io/K8ssandraCluster': fieldsIn(
      'spec.cassandra.clusterName',
      'spec.cassandra.superuserSecretRef',
      'spec.cassandra.softPodAntiAffinity',
      'spec.cassandra.config.cassandraYaml.num_tokens',
      'spec.reaper.keyspace',
      `spec.cassandra.${claim}.storageClassName`,
    ),
  },
  data: { 'k8ssandra.io/K8ssandraCluster': () => true },
  quorum: { 'k8ssandra.io/K8ssandraCluster': quorumOfDatacenters },
  memory: { 'k8ssandra.io/K8ssandraCluster': (built) => [heap(built)] },
  backups: { 'k8ssandra.io/K8ssandraCluster': schedulesOf },
  outside: { 'k8ssandra.io/K8ssandraCluster': backupsWritten },
  users: {
    // https://docs.k8ssandra.io/tasks/secure/
    'k8ssandra.io/K8ssandraCluster': (object) =>
      at(object.resource, ['spec', 'auth']) === false
        ? [
            {
              object,
              field: 'spec.auth',
              message: 'It asks nobody for a password: whoever reaches it may do everything.',
            },
          ]
        : [],
  },
  servers: none,
  services: { 'k8ssandra.io/K8ssandraCluster': servicesOf },
  steps: { 'k8ssandra.io/K8ssandraCluster': cassandraSteps },
  promises: { 'k8ssandra.io/K8ssandraCluster': cassandraPromises, 'batch/Job': keyspacePromises },
};

function servicesOf({ resource }: Built): MadeService[] {
  return datacenters(resource).flatMap(({ name }) => madeServices(cassandraServices(resource.metadata.name, name)));
}

function datacenters({ spec }: Resource): readonly { readonly name: string; readonly datacenter: object }[] {
  return listAt(spec, ['cassandra', 'datacenters']).map((datacenter) => ({
    name: textAt(datacenter, ['metadata', 'name']),
    datacenter,
  }));
}

/**
 * The nodes of each datacenter, and one that repairs them. Containers: `pkg/reconciliation` of k8ssandra/cass-operator,
 * `pkg/medusa` and `pkg/reaper` of k8ssandra/k8ssandra-operator.
 */
function podsOfDatabase(built: Built): readonly PodGroup[] {
  const { resource } = built;
  return datacenters(resource).flatMap(({ name, datacenter }) => [
    nodes(built, datacenter, name),
    ...(at(resource.spec, ['reaper']) ? [reaper(built, name)] : []),
  ]);
}

function nodes(built: Built, datacenter: object, name: string): PodGroup {
  const { metadata, spec } = built.resource;
  const cassandra = at(spec, ['cassandra']);
  const named = (key: string) => list(at(cassandra, [key]) as IContainer[] | undefined);
  return podGroup(built, {
    name: `${metadata.name}-${name}`,
    labels: {
      ...nodePods(metadata.name, name),
      ...cassandraCommon(metadata.name),
      ...Object.fromEntries(entriesAt(datacenter, ['metadata', 'commonLabels']) as [string, string][]),
    },
    replicas: fixed(count(at(datacenter, ['size']), 1)),
    pod: {
      initContainers: [
        ...named('initContainers'),
        ...container('medusa-restore', at(spec, ['medusa', 'initContainerResources'])),
      ],
      containers: [
        ...named('containers').filter((one) => one.name !== 'cassandra'),
        ...container('cassandra', at(cassandra, ['resources'])),
        ...container('medusa', at(spec, ['medusa', 'containerResources'])),
      ],
    },
    priorityClass: at(cassandra, ['podPriorityClassName']),
  });
}

/** One pod, which a roll-out replaces after its successor is there. */
function reaper(built: Built, datacenter: string): PodGroup {
  const { metadata, spec } = built.resource;
  return podGroup(built, {
    name: reaperName(metadata.name, datacenter),
    labels: reaperPods(metadata.name, datacenter),
    replicas: { min: 1, max: 1, surge: 1, ending: 0 },
    pod: {
      initContainers: container('reaper-schema-init', at(spec, ['reaper', 'initContainerResources'])),
      containers: container('reaper', at(spec, ['reaper', 'resources'])),
    },
    priorityClass: undefined,
  });
}

function container(name: string, resources: unknown): IContainer[] {
  return resources === undefined ? [] : [{ name, resources: resources as NonNullable<IContainer['resources']> }];
}

/** An image in the parts that the operator joins. */
function joined({ field, value }: Field): Field {
  if (!isRecord(value)) return { field, value };
  const [registry, repository, name, tag] = ['registry', 'repository', 'name', 'tag'].map((part) =>
    textAt(value, [part]),
  );
  return { field, value: `${registry}/${repository}/${name}${tag ? `:${tag}` : ''}` };
}

/** A datacenter without a size of its own takes that of its cluster. */
function volumesOfDatacenters({ resource }: Built): readonly Field[] {
  const shared = at(resource, ['spec', 'cassandra', ...claimedSize.split('.')]);
  return fieldsAt(resource, `spec.cassandra.datacenters[].${claimedSize}`).map(({ field, value }) => ({
    field,
    value: value ?? shared,
  }));
}

/**
 * Three copies of each row, as many as there are nodes at least, each in a rack of its own as long as there are racks:
 * https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html#network-topology-strategy
 */
function quorumOfDatacenters(built: Built): Quorum[] {
  const { metadata, spec } = built.resource;
  return datacenters(built.resource).map(({ name, datacenter }) => {
    const size = count(at(datacenter, ['size']), 1);
    const members = Math.min(3, size);
    const racks = list((at(datacenter, ['racks']) ?? at(spec, ['cassandra', 'racks'])) as object[] | undefined);
    const perRack = Math.ceil(members / Math.max(1, Math.min(racks.length, size)));
    const zones = racks.map((rack) => entriesAt(rack, ['nodeAffinityLabels']));
    const inZone = Map.groupBy(zones, (labels) => labels.find(([key]) => key === zone)?.[1]);
    const isBound = racks.length > 0 && !inZone.has(undefined);
    const most = Math.max(0, ...[...inZone.values()].map((all) => all.length * perRack));
    return {
      built,
      name: `${metadata.name}-${name}`,
      field: 'spec.cassandra.datacenters',
      members,
      needed: Math.floor(members / 2) + 1,
      inOneZone: isBound ? Math.min(members, most) : members,
    };
  });
}

/** "No more than 50% of your system RAM": https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hardware.html */
function heap(built: Built): MemoryUse {
  const { spec } = built.resource;
  return {
    built,
    field: 'spec.cassandra.config.jvmOptions.heap_max_size',
    what: 'heap_max_size',
    takes: quantity(at(spec, ['cassandra', 'config', 'jvmOptions', 'heap_max_size'])) ?? 0,
    limit: quantity(at(spec, ['cassandra', 'resources', 'limits', 'memory'])) ?? 0,
    part: 0.5,
  };
}

/** https://docs.k8ssandra.io/components/medusa/ */
function schedulesOf(built: Built, view: ClusterView): Backup[] {
  const { metadata, spec } = built.resource;
  const storage = at(spec, ['medusa', 'storageProperties']);
  if (storage === undefined) return [];
  const names = datacenters(built.resource).map(({ name }) => name);
  const scheduled = view
    .ofKind('MedusaBackupSchedule', 'medusa.k8ssandra.io')
    .filter(
      ({ resource: one }) =>
        one.metadata.namespace === metadata.namespace &&
        names.includes(textAt(one, ['spec', 'backupSpec', 'cassandraDatacenter'])) &&
        at(one, ['spec', 'disabled']) !== true,
    );
  const isKept = ['maxBackupAge', 'maxBackupCount'].some((key) => count(at(storage, [key]), 0) > 0);
  return scheduled.map(() => ({ built, field: 'spec.medusa.storageProperties.maxBackupAge', isKept }));
}

/** The folder of Medusa's backups: https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/ */
function backupsWritten({ resource }: Built): Outside[] {
  const storage = at(resource.spec, ['medusa', 'storageProperties']);
  const [bucket, prefix, host] = ['bucketName', 'prefix', 'host'].map((key) => textAt(storage, [key]));
  if (!bucket) return [];
  const place = [`${textAt(storage, ['storageProvider'])}://${bucket}`, ...(prefix ? [prefix] : [])].join('/');
  const writer = nameOf(resource);
  return [{ field: 'spec.medusa.storageProperties', place: host ? `${place} at ${host}` : place, writer }];
}
