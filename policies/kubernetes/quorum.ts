import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { podsIn } from './pods.ts';
import { at, count, entries, list, text } from './reading.ts';
import { longRunning } from './workload.ts';
import { mostInOneZone, type Placed, zone } from './zoneSpread.ts';

/** Members that go on only while enough of them are left. */
export interface Quorum {
  readonly built: Built;
  /** For people: `users`, `products-rs0`. */
  readonly name: string;
  /** Field that says where its members go. */
  readonly field: string;
  readonly members: number;
  /** How many must be left. */
  readonly needed: number;
  /** Most that one zone may hold. */
  readonly inOneZone: number;
}

/** Every system of a cluster that needs a quorum. */
export function quorumsOf(view: ClusterView): readonly Quorum[] {
  return [
    ...view.ofKind('Cluster', 'postgresql.cnpg.io').map((built) => postgres(view, built)),
    ...view
      .ofKind('PerconaServerMySQL', 'ps.percona.com')
      .flatMap((built) => percona(view, built, 'mysql', 'spec.mysql', at(built.resource, ['spec', 'mysql']))),
    ...view.ofKind('PerconaServerMongoDB', 'psmdb.percona.com').flatMap((built) => mongodb(view, built)),
    ...view.ofKind('RabbitmqCluster', 'rabbitmq.com').flatMap((built) => {
      const placed = { affinity: at(built.resource, ['spec', 'affinity']) as IAffinity | undefined };
      return podsIn(view, built.resource.metadata.namespace ?? '')
        .filter((pods) => pods.built === built)
        .map((pods) => majority(view, pods, 'spec.affinity', placed));
    }),
    ...view.ofKind('K8ssandraCluster', 'k8ssandra.io').flatMap(cassandra),
    ...longRunning(view)
      .filter(({ kind, pod }) => kind === 'StatefulSet' && list(pod.containers).some(votes))
      .flatMap((workload) =>
        podsIn(view, workload.namespace)
          .filter((pods) => pods.workload === workload)
          .map((pods) => majority(view, pods, `${workload.path}.affinity`, workload.pod)),
      ),
  ];
}

/**
 * One instance with every commit is enough to go on; where writes must not go on alone, as many standbys more as they
 * wait for: https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication
 */
function postgres(view: ClusterView, built: Built): Quorum {
  const { metadata, spec } = built.resource;
  const members = count(at(spec, ['instances']), 1);
  const affinity = at(spec, ['affinity']);
  const isApart =
    at(affinity, ['enablePodAntiAffinity']) !== false &&
    at(affinity, ['podAntiAffinityType']) === 'required' &&
    at(affinity, ['topologyKey']) === zone;
  const synchronous = at(spec, ['postgresql', 'synchronous']);
  const waits = synchronous !== undefined && at(synchronous, ['dataDurability']) !== 'preferred';
  return {
    built,
    name: metadata.name,
    field: 'spec.affinity',
    members: isApart ? Math.min(members, view.cluster.zones.length) : members,
    needed: 1 + (waits ? count(at(synchronous, ['number']), 0) : 0),
    inOneZone: isApart ? 1 : members,
  };
}

/** Each replica set votes for itself. */
function mongodb(view: ClusterView, built: Built): Quorum[] {
  const { spec } = built.resource;
  const sets = list(at(spec, ['replsets']) as object[] | undefined).flatMap((set) => {
    const name = text(at(set, ['name']));
    return percona(view, built, name, `spec.replsets[${name}]`, set);
  });
  if (at(spec, ['sharding', 'enabled']) !== true) return sets;
  const path = 'spec.sharding.configsvrReplSet';
  return [...sets, ...percona(view, built, 'cfg', path, at(spec, ['sharding', 'configsvrReplSet']))];
}

/** `antiAffinityTopologyKey` is a required anti-affinity: https://docs.percona.com/percona-operator-for-mongodb/constraints.html */
function percona(view: ClusterView, built: Built, suffix: string, path: string, spec: unknown): Quorum[] {
  const given = at(spec, ['affinity']);
  const advanced = at(given, ['advanced']) as IAffinity | undefined;
  const topologyKey = text(at(given, ['antiAffinityTopologyKey'])) || 'kubernetes.io/hostname';
  const own: IAffinity = {
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: {} }] },
  };
  const constraints = at(spec, ['topologySpreadConstraints']) as ITopologySpreadConstraint[] | undefined;
  const { namespace = '', name } = built.resource.metadata;
  return podsIn(view, namespace)
    .filter((pods) => pods.built === built && pods.name === `${name}-${suffix}`)
    .map((pods) =>
      majority(view, pods, `${path}.affinity`, {
        affinity: advanced ?? own,
        ...(constraints && { topologySpreadConstraints: constraints }),
      }),
    );
}

function majority({ cluster }: ClusterView, pods: Pods, field: string, placed: Placed): Quorum {
  const wanted = pods.replicas.max;
  const inOneZone = mostInOneZone(cluster.zones.length, pods, placed);
  const members = Math.min(wanted, inOneZone * cluster.zones.length);
  return { built: pods.built, name: pods.name, field, members, needed: Math.floor(wanted / 2) + 1, inOneZone };
}

/**
 * Three copies of each row, as many as there are nodes at least, each in a rack of its own as long as there are racks:
 * https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html#network-topology-strategy
 */
function cassandra(built: Built): Quorum[] {
  const { metadata, spec } = built.resource;
  return list(at(spec, ['cassandra', 'datacenters']) as object[] | undefined).map((datacenter) => {
    const size = count(at(datacenter, ['size']), 1);
    const members = Math.min(3, size);
    const racks = list((at(datacenter, ['racks']) ?? at(spec, ['cassandra', 'racks'])) as object[] | undefined);
    const perRack = Math.ceil(members / Math.max(1, Math.min(racks.length, size)));
    const zones = racks.map((rack) => entries(at(rack, ['nodeAffinityLabels']) as Record<string, string> | undefined));
    const inZone = Map.groupBy(zones, (labels) => labels.find(([key]) => key === zone)?.[1]);
    const isBound = racks.length > 0 && !inZone.has(undefined);
    const most = Math.max(0, ...[...inZone.values()].map((all) => all.length * perRack));
    return {
      built,
      name: `${metadata.name}-${text(at(datacenter, ['metadata', 'name']))}`,
      field: 'spec.cassandra.datacenters',
      members,
      needed: Math.floor(members / 2) + 1,
      inOneZone: isBound ? Math.min(members, most) : members,
    };
  });
}

/** Whether a container is a Sentinel: https://valkey.io/topics/sentinel/ */
function votes(container: { ports?: readonly { name?: string; containerPort?: number }[] }): boolean {
  return list(container.ports).some(({ name, containerPort }) => name === 'sentinel' || containerPort === 26379);
}
