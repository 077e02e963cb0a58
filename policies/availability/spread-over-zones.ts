import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { daemonSet } from '../example/daemon.ts';
import { database } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { list } from '../kubernetes/reading.ts';
import { matches } from '../kubernetes/selector.ts';
import { longRunning, type Workload } from '../kubernetes/workload.ts';
import { zone } from '../kubernetes/zoneSpread.ts';
import { replicasOf } from '../systems/builtIn/replicas.ts';

const constraints = 'spec.template.spec.topologySpreadConstraints';

const spreadOverZones = rule({
  code: 'spread-over-zones',
  severity: 'error',
  title: 'The pods of a workload spread evenly over the zones, and still schedule when a zone is down.',
  why:
    'Without a hard constraint all pods may land in the zone that fails. With minDomains, or without ' +
    'nodeTaintsPolicy: Honor, the lost zone keeps counting and replacements stay pending until it is back. ' +
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  fix: `Give the pods a constraint on ${zone}: maxSkew 1, DoNotSchedule, nodeTaintsPolicy Honor, no minDomains, a labelSelector that meets them.`,
  *check(view) {
    if (view.cluster.zones.length < 2) return;
    for (const workload of longRunning(view)) {
      if (workload.kind === 'DaemonSet' || workload.kind === 'Pod' || replicasOf(view, workload).max < 2) continue;
      for (const message of faults(workload)) {
        yield { object: workload.built, field: `${workload.path}.topologySpreadConstraints`, message };
      }
    }
  },
  passes: [
    {
      title: 'one zone needs none',
      cluster: { zones: ['us-east-1a'], nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 12 } } },
      objects: [withField(deployment, constraints, undefined)],
    },
    {
      title: 'one pod needs none',
      objects: [withField(withField(statefulSet, constraints, undefined), 'spec.replicas', 1)],
    },
    { title: 'one pod on every node needs none', objects: [withField(daemonSet, constraints, undefined)] },
  ],
  fails: [
    {
      title: 'two pods over two zones',
      cluster: { zones: ['us-east-1a', 'us-east-1b'] },
      objects: [
        withField(withField(statefulSet, constraints, undefined), 'spec.replicas', 2),
        withField(database, 'spec.postgresql.synchronous.dataDurability', 'preferred'),
      ],
    },
    { title: 'no constraint', objects: [withField(deployment, constraints, undefined)] },
    { title: 'a soft one', objects: [withField(deployment, `${constraints}[0].whenUnsatisfiable`, 'ScheduleAnyway')] },
    {
      title: 'over hosts only',
      objects: [withField(deployment, `${constraints}[0].topologyKey`, 'kubernetes.io/hostname')],
    },
    {
      title: 'lost zones that count',
      objects: [withField(deployment, `${constraints}[0].nodeTaintsPolicy`, undefined)],
    },
    { title: 'a number of zones to be there', objects: [withField(deployment, `${constraints}[0].minDomains`, 3)] },
    { title: 'a skew of all pods', objects: [withField(deployment, `${constraints}[0].maxSkew`, 5)] },
    {
      title: 'a constraint on other pods',
      objects: [withField(deployment, `${constraints}[0].labelSelector.matchLabels`, { app: 'api' })],
    },
  ],
});

function faults({ pod, labels }: Workload): string[] {
  const found = list(pod.topologySpreadConstraints).find(
    ({ topologyKey, whenUnsatisfiable }) => topologyKey === zone && whenUnsatisfiable === 'DoNotSchedule',
  );
  if (!found) return ['No hard topology spread constraint spreads the pods over zones.'];
  return [
    found.maxSkew === 1 ? '' : `maxSkew is ${found.maxSkew}: one zone may hold so many pods more than another.`,
    found.nodeTaintsPolicy === 'Honor' ? '' : 'nodeTaintsPolicy is not Honor: a lost zone counts as an empty one.',
    found.minDomains ? `minDomains is ${found.minDomains}: with fewer zones up nothing schedules.` : '',
    matches(found.labelSelector, labels) && found.labelSelector ? '' : 'Its labelSelector does not meet the pods.',
  ].filter((message) => message !== '');
}

export default spreadOverZones;
