import { rule } from '../../generators/model/rule.ts';
import { quorumsOf } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { cassandra, cassandraSchedule, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import type { Quorum } from '../systems/system.ts';

const advanced = 'spec.mysql.affinity.advanced';

const quorumPerZone = rule({
  code: 'quorum-per-zone',
  severity: 'error',
  title: 'Whichever zone is lost, every database, broker and vote among them keeps its quorum.',
  why:
    'Members that may share a zone will, and its loss then stops the system in all zones, or loses what only those ' +
    'members had. A preference is not enough: the scheduler drops it when nodes are full. ' +
    'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  fix: 'Run three members with required anti-affinity on topology.kubernetes.io/zone, or racks bound to zones.',
  *check(view) {
    if (view.cluster.zones.length < 3) return;
    for (const quorum of quorumsOf(view)) {
      if (left(quorum) >= quorum.needed) continue;
      yield { object: quorum.built, field: quorum.field, message: `${loss(quorum)}.` };
    }
  },
  passes: [
    { title: 'members apart by zone', objects: [mysql, mongodb, rabbitmq] },
    { title: 'racks bound to zones', objects: [cassandra, cassandraSchedule] },
    {
      title: 'five members, spread evenly',
      objects: [
        withField(
          withField(withField(mysql, 'spec.mysql.size', 5), advanced, {}),
          'spec.mysql.topologySpreadConstraints',
          [
            {
              topologyKey: 'topology.kubernetes.io/zone',
              maxSkew: 1,
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'mysql' } },
            },
          ],
        ),
      ],
    },
    {
      title: 'a cluster of two zones, which another rule judges',
      cluster: { zones: ['us-east-1a', 'us-east-1b'] },
      objects: [withField(database, 'spec.postgresql.synchronous.dataDurability', 'preferred')],
    },
  ],
  fails: [
    { title: 'a database that may lie in one zone', objects: [withField(database, 'spec.affinity', undefined)] },
    {
      title: 'a preference',
      objects: [withField(database, 'spec.affinity.podAntiAffinityType', 'preferred')],
    },
    { title: 'a single instance', objects: [withField(database, 'spec.instances', 1)] },
    {
      title: 'writes that wait for more standbys than are left',
      objects: [withField(database, 'spec.postgresql', { synchronous: { method: 'any', number: 2 } })],
    },
    {
      title: 'members apart by host',
      objects: [
        withField(
          mysql,
          `${advanced}.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey`,
          'kubernetes.io/hostname',
        ),
      ],
    },
    {
      title: 'anti-affinity to other pods',
      objects: [
        withField(
          rabbitmq,
          'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels',
          { app: 'other' },
        ),
      ],
    },
    { title: 'config servers anywhere', objects: [withField(mongodb, 'spec.sharding.configsvrReplSet.affinity', {})] },
    { title: 'five members, no two in a zone', objects: [withField(mysql, 'spec.mysql.size', 5)] },
    {
      title: 'racks of the same zone',
      objects: [
        withField(cassandra, 'spec.cassandra.datacenters[dc1].racks[1].nodeAffinityLabels', {
          'topology.kubernetes.io/zone': 'us-east-1a',
        }),
        cassandraSchedule,
      ],
    },
    {
      title: 'racks of no zone',
      objects: [
        withField(cassandra, 'spec.cassandra.datacenters[dc1].racks[1].nodeAffinityLabels', undefined),
        cassandraSchedule,
      ],
    },
  ],
});

function left({ members, inOneZone }: Quorum): number {
  return Math.max(0, members - inOneZone);
}

function loss(quorum: Quorum): string {
  const { name, members, needed, inOneZone } = quorum;
  return `${inOneZone} of ${members} members of ${name} may be in one zone: ${left(quorum)} without it, where ${needed} must be left`;
}

export default quorumPerZone;
