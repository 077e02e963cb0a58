import { rule } from '../../generators/model/rule.ts';
import { quorumsOf } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const cluster = { zones: ['us-east-1a', 'us-east-1b'] } as const;

/** Writes go on where a single instance is left. */
const goesOnAlone = withField(database, 'spec.postgresql.synchronous.dataDurability', 'preferred');

const spread = withField(
  withField(mysql, 'spec.mysql.affinity', { advanced: {} }),
  'spec.mysql.topologySpreadConstraints',
  [
    {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'mysql' } },
    },
  ],
);

const quorumInTwoZones = rule({
  code: 'quorum-in-two-zones',
  severity: 'warning',
  title: 'In a cluster of two zones, what the loss of one of them stops is known.',
  why:
    'Of an odd number of members one zone holds the majority, so no placement survives the loss of either. ' +
    'A cluster of one zone is lost with it as a whole, and is not judged. ' +
    'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  fix: 'Add a third zone, if only for one member of each system; else know how each of them gets its quorum back.',
  *check(view) {
    if (view.cluster.zones.length !== 2) return;
    for (const { built: object, field, name, members, needed, inOneZone } of quorumsOf(view)) {
      const left = Math.max(0, members - inOneZone);
      if (left >= needed) continue;
      const message = `Losing the zone with ${inOneZone} of ${members} members of ${name} leaves ${left}, and ${needed} are needed: it stops until that zone is back or a person steps in.`;
      yield { object, field, message };
    }
  },
  passes: [
    {
      title: 'an instance in each zone, of which one is enough',
      cluster: { zones: [...cluster.zones] },
      objects: [goesOnAlone],
    },
    { title: 'three zones', objects: [rabbitmq] },
  ],
  fails: [
    { title: 'three members over two zones', cluster: { zones: [...cluster.zones] }, objects: [goesOnAlone, spread] },
    {
      title: 'a database that may lie in one of them',
      cluster: { zones: [...cluster.zones] },
      objects: [withField(goesOnAlone, 'spec.affinity', undefined)],
    },
  ],
});

export default quorumInTwoZones;
