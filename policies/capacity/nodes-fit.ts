import { classLabel } from '../../generators/model/nodeClasses.ts';
import { formatBytes, formatCores } from '../../generators/model/quantity.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { devicesIn, nodeAmounts, type PlacedPods, podsByClass } from '../cluster/placed.ts';
import { podsIn } from '../cluster/pods.ts';
import { capacityIn } from '../cluster/room.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { headroomClass, placeholders } from '../example/headroom.ts';
import { cronJob } from '../example/job.ts';
import { quota } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { type Amounts, sum, times } from '../kubernetes/requests.ts';
import { areTogether, hostname } from '../kubernetes/zoneSpread.ts';

const pod = 'spec.template.spec';
const resources = `${pod}.containers[api].resources`;
const demanding = withField(deployment, resources, {
  requests: { cpu: '4', memory: '8Gi' },
  limits: { memory: '8Gi' },
});
const small = { cpu: '2', memory: '4Gi', maxPerZone: 4 };
const large = { cpu: '8', memory: '32Gi', maxPerZone: 1 };
const gpu = { 'nvidia.com/gpu': 1 };
const withGpu = {
  requests: { cpu: '4', memory: '8Gi', 'nvidia.com/gpu': '1' },
  limits: { memory: '8Gi', 'nvidia.com/gpu': '1' },
};
/** Jobs that have to be on one node. */
const together = (cpu: string) =>
  ['worker-one', 'worker-two'].map((name) =>
    [
      ['metadata.name', name],
      ['spec.jobTemplate.spec.template.metadata.labels[app.kubernetes.io/component]', 'together'],
      [`spec.jobTemplate.${pod}.containers[0].resources.requests.cpu`, cpu],
      [
        `spec.jobTemplate.${pod}.affinity`,
        {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: hostname, labelSelector: { matchLabels: { 'app.kubernetes.io/component': 'together' } } },
            ],
          },
        },
      ],
    ].reduce<Resource>((object, [path, value]) => withField(object, String(path), value), cronJob),
  );
const forFew = { taints: [{ key: 'example.com/for', value: 'few', effect: 'NoSchedule' as const }] };

const nodesFit = rule({
  code: 'nodes-fit',
  severity: 'error',
  title: 'The largest pod fits on a node, and with one zone lost the minimum of all replicas still fits.',
  why:
    'A pod larger than any node stays pending for ever. When a zone fails, its pods must find room in the others: ' +
    'what does not fit even at the minimum of replicas is an outage. ' +
    'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
  fix: 'Allow more or larger nodes in environment.yaml, or lower requests or minimums.',
  *check(view) {
    for (const placed of podsByClass(view)) {
      yield* tooLarge(placed);
      yield* tooLargeTogether(view, placed);
      yield* tooMany(view, placed);
    }
  },
  passes: [
    {
      title: 'pods that hold a place for others, which they leave',
      cluster: { nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 1 } } },
      objects: [
        withField(placeholders, 'spec.replicas', 24),
        headroomClass(-10),
        withField(quota, 'spec.hard', { pods: '64' }),
      ],
    },
    {
      title: 'one zone, which cannot be lost without losing all',
      cluster: { zones: ['us-east-1a'], nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 2 } } },
      objects: [deployment],
    },
    {
      title: 'a pod that takes all a node has left',
      objects: [
        withField(deployment, `${resources}.requests.cpu`, '3700m'),
        withField(quota, 'spec.hard', { pods: '40' }),
      ],
    },
    {
      title: 'a pod that names a class, and tolerates what keeps others away',
      cluster: { nodes: { general: small, large: { ...large, ...forFew } } },
      objects: [
        withField(withField(demanding, `${pod}.nodeSelector`, { [classLabel]: 'large' }), `${pod}.tolerations`, [
          { key: 'example.com/for', operator: 'Exists' },
        ]),
        withField(quota, 'spec.hard', { pods: '40' }),
      ],
    },
    {
      title: 'a pod with a device that a class has',
      cluster: { nodes: { general: small, large: { ...large, devices: gpu, maxPerZone: 4 } } },
      objects: [withField(demanding, resources, withGpu), withField(quota, 'spec.hard', { pods: '40' })],
    },
    { title: 'pods of one node that fit on one', objects: together('1') },
    {
      title: 'a pod that only the larger class can hold',
      cluster: { nodes: { general: small, large } },
      objects: [demanding, withField(quota, 'spec.hard', { pods: '40' })],
    },
  ],
  fails: [
    { title: 'pods of one node that fit on two', objects: together('2') },
    {
      title: 'a pod that only nodes with a taint could hold',
      cluster: { nodes: { general: small, large: { ...large, ...forFew } } },
      objects: [demanding, withField(quota, 'spec.hard', { pods: '40' })],
    },
    {
      title: 'a pod with a device that no class has',
      objects: [withField(demanding, resources, withGpu), withField(quota, 'spec.hard', { pods: '40' })],
    },
    {
      title: 'more devices than two of three zones have',
      cluster: { nodes: { large: { ...large, cpu: '64', memory: '256Gi', devices: gpu } } },
      objects: [withField(demanding, resources, withGpu), withField(quota, 'spec.hard', { pods: '40' })],
    },
    {
      title: 'a pod that names a class which is not there',
      objects: [withField(deployment, `${pod}.nodeSelector`, { [classLabel]: 'large' })],
    },
    {
      title: 'a pod that leaves no room for the pods of the node itself',
      objects: [withField(deployment, `${resources}.requests.cpu`, '4'), withField(quota, 'spec.hard', { pods: '40' })],
    },
    {
      title: 'a pod with more memory than any node',
      objects: [
        withField(deployment, resources, { requests: { cpu: '1', memory: '16Gi' }, limits: { memory: '16Gi' } }),
        withField(quota, 'spec.hard', { pods: '40' }),
      ],
    },
    {
      title: 'more than the only zone holds',
      cluster: { zones: ['us-east-1a'], nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 1 } } },
      objects: [deployment],
    },
    {
      title: 'more than two of three zones hold',
      cluster: { nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 1 } } },
      objects: [
        withField(withField(autoscaler, 'spec.minReplicas', 24), 'spec.maxReplicas', 24),
        withField(quota, 'spec.hard', { pods: '64' }),
      ],
    },
  ],
});

function* tooLarge({ classes, pods }: PlacedPods): Iterable<Violation> {
  for (const { built, requests } of pods) {
    if (classes.some(({ room }) => nodeAmounts.every((key) => (requests[key] ?? 0) <= (room[key] ?? 0)))) continue;
    const offered = classes.map(({ room }) => format(room)).join(' or ');
    const message =
      offered === ''
        ? 'No class of nodes takes its pods: they select labels or ask for devices that none has, or do not tolerate the taints of those that have them.'
        : `One pod requests ${format(requests)}; a node has ${offered} left beside its own pods.`;
    yield { object: built, message };
  }
}

/** Pods that have to be on one node with others of their namespace: all of them, at a time, said at the first. */
function* tooLargeTogether(view: ClusterView, { classes, pods }: PlacedPods): Iterable<Violation> {
  if (classes.length === 0) return;
  const said = new Set<string>();
  for (const one of pods) {
    const beside = podsIn(view, one.namespace).filter(({ labels }) => areTogether(hostname, labels, one.placed));
    const together = [...new Set([one, ...beside])].toSorted((a, b) => a.name.localeCompare(b.name));
    const names = together.map(({ name }) => name).join(', ');
    if (together.length < 2 || said.has(`${one.namespace} ${names}`)) continue;
    said.add(`${one.namespace} ${names}`);
    const total = sum(together.map(({ requests, replicas }) => times(requests, Math.max(1, replicas.min))));
    const asked = [...nodeAmounts, ...devicesIn(total)];
    if (classes.some(({ room }) => asked.every((key) => (total[key] ?? 0) <= (room[key] ?? 0)))) continue;
    const message = `${names} are on one node and request ${format(total)} together; a node has ${classes.map(({ room }) => format(room)).join(' or ')} left beside its own pods.`;
    yield { object: one.built, message };
  }
}

function* tooMany({ cluster }: ClusterView, { classes, pods }: PlacedPods): Iterable<Violation> {
  if (classes.length === 0) return;
  const zones = Math.max(1, cluster.zones.length - 1);
  const capacity = capacityIn(classes, zones);
  const needs = pods.map((one) => ({ one, need: times(one.requests, one.replicas.min) }));
  const total = sum(needs.map(({ need }) => need));
  for (const key of [...nodeAmounts, ...devicesIn(total)]) {
    if ((total[key] ?? 0) <= (capacity[key] ?? 0) * (1 + 1e-9)) continue;
    const [largest] = needs.toSorted((a, b) => (b.need[key] ?? 0) - (a.need[key] ?? 0));
    if (!largest) continue;
    const left = cluster.zones.length > 1 ? `${zones} of ${cluster.zones.length} zones` : 'the cluster';
    const message = `At their minimum, all workloads request ${format({ [key]: total[key] ?? 0 })}, most of it ${largest.one.name}; ${left} can hold ${format({ [key]: capacity[key] ?? 0 })}.`;
    yield { object: largest.one.built, message };
  }
}

function format(amounts: Amounts): string {
  const { cpu, memory } = amounts;
  const devices = devicesIn(amounts).map((name) => `${amounts[name]} ${name}`);
  return [cpu === undefined ? [] : formatCores(cpu), memory === undefined ? [] : formatBytes(memory), devices]
    .flat()
    .join(' and ');
}

export default nodesFit;
