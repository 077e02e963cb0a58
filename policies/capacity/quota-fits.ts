import { formatBytes, formatCores, quantity } from '../../generators/model/quantity.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { hardOf, quotaNeeds } from '../cluster/quotas.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { quota } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { mostPods, type PodGroup } from '../kubernetes/podGroup.ts';
import { at, listAt } from '../kubernetes/reading.ts';

const limitRange: Resource = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace: 'backend' },
  spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
};

const scratchLimits = withField(limitRange, 'spec.limits', [
  { type: 'Container', default: { 'ephemeral-storage': '1Gi' } },
]);

const quotaFits = rule({
  code: 'quota-fits',
  severity: 'error',
  title:
    'The quota of a namespace has room for every workload at its maximum of replicas while it rolls out, and for the pods ' +
    'of before that have not ended yet.',
  why:
    'A quota that is too small refuses the pods of a scale-up or a roll-out at the very peak it was sized for, and ' +
    'says so only in events. https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  fix: "Raise the quota, or lower a workload's maximum of replicas or its requests.",
  *check(view) {
    for (const built of view.ofKind('ResourceQuota', '')) {
      for (const [key, limit] of hardOf(built)) yield* judge(view, built, key, quantity(limit));
    }
  },
  passes: [
    { title: 'exactly as much as is needed', objects: [withField(quota, 'spec.hard', { 'requests.cpu': '8' })] },
    {
      title: 'a quota for pods of another priority',
      objects: [
        withField(withField(quota, 'spec.hard', { pods: '0' }), 'spec.scopeSelector', {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['batch'] }],
        }),
      ],
    },
    {
      title: 'a limit that a LimitRange sets for pods that do not',
      objects: [withField(quota, 'spec.hard', { 'limits.cpu': '100' }), limitRange],
    },
    {
      title: 'a request that follows from the limit which a LimitRange sets',
      objects: [withField(quota, 'spec.hard', { 'requests.ephemeral-storage': '100Gi' }), scratchLimits],
    },
    { title: 'a count of other objects', objects: [withField(quota, 'spec.hard', { 'count/configmaps': '1' })] },
  ],
  fails: [
    { title: 'too little CPU', objects: [withField(quota, 'spec.hard', { 'requests.cpu': '7900m' })] },
    {
      title: 'too little for more workloads than a message names',
      objects: [
        withField(quota, 'spec.hard', { pods: '31' }),
        ...['one', 'two', 'three'].map((name) => withField(deployment, 'metadata.name', name)),
      ],
    },
    { title: 'too little memory', objects: [withField(quota, 'spec.hard', { 'limits.memory': '7Gi', pods: '31' })] },
    {
      title: 'more pods than the quota has',
      objects: [withField(autoscaler, 'spec.maxReplicas', 40), withField(quota, 'spec.hard', { pods: '40' })],
    },
    {
      title: 'a LimitRange that sets something else',
      objects: [withField(quota, 'spec.hard', { 'limits.cpu': '100' }), scratchLimits],
    },
    {
      title: 'a LimitRange that sets requests where limits are bounded',
      objects: [
        withField(quota, 'spec.hard', { 'limits.cpu': '100' }),
        withField(limitRange, 'spec.limits', [{ type: 'Container', defaultRequest: { cpu: '1' } }]),
      ],
    },
    {
      title: 'a LimitRange for claims',
      objects: [
        withField(quota, 'spec.hard', { 'limits.cpu': '100' }),
        withField(limitRange, 'spec.limits[0].type', 'PersistentVolumeClaim'),
      ],
    },
    {
      title: 'a limit that pods must set and do not',
      objects: [
        withField(quota, 'spec.hard', { 'limits.cpu': '100' }),
        withField(limitRange, 'metadata.namespace', 'media'),
      ],
    },
    {
      title: 'too little for pods of a priority',
      objects: [
        withField(withField(quota, 'spec.hard', { pods: '31' }), 'spec.scopeSelector', {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }],
        }),
      ],
    },
  ],
});

/** How many workloads a message names, the largest; the others are summed up. */
const shown = 3;

function* judge(view: ClusterView, object: Built, key: string, limit: number | undefined): Iterable<Violation> {
  const namespace = object.resource.metadata.namespace ?? '';
  const field = `spec.hard[${key}]`;
  const need: { name: string; amount: number }[] = [];
  for (const { pods: one, each } of quotaNeeds(view, object, key) ?? []) {
    if (each === undefined && !isSetElsewhere(view, one, key)) {
      yield { object, field, message: `It bounds ${key}, so pods of ${one.name}, which do not set it, are refused.` };
    }
    need.push({ name: one.name, amount: (each ?? 0) * mostPods(one.replicas) });
  }
  const total = need.reduce((sum, { amount }) => sum + amount, 0);
  // Sums of thousandths are not exact in binary.
  if (limit === undefined || total <= limit * (1 + 1e-9)) return;
  const sorted = need.sort((a, b) => b.amount - a.amount);
  const summands = sorted.slice(0, shown).map(({ name, amount }) => `${name} ${format(key, amount)}`);
  const rest = sorted.slice(shown);
  if (rest.length > 0) {
    const others = rest.reduce((sum, { amount }) => sum + amount, 0);
    summands.push(`${rest.length} more ${format(key, others)}`);
  }
  const message = `At their maximum, rolling out, the workloads of ${namespace} need ${format(key, total)} (${summands.join(', ')}), and the quota ${key} is ${format(key, limit)}.`;
  yield { object, field, message };
}

/** By the default that a LimitRange has for this resource; and the rule resources-set sees to workloads. */
function isSetElsewhere(view: ClusterView, { namespace, workload }: PodGroup, key: string): boolean {
  if (workload !== undefined && /^((requests\.)?(cpu|memory)|limits\.memory)$/.test(key)) return true;
  const resource = key.replace(/^(requests|limits)\./, '');
  // A default limit is the default request too: https://kubernetes.io/docs/concepts/policy/limit-range/
  const defaults = key.startsWith('limits.') ? ['default'] : ['defaultRequest', 'default'];
  return view
    .ofKind('LimitRange', '')
    .filter(({ resource: range }) => range.metadata.namespace === namespace)
    .flatMap(({ resource: range }) => listAt(range, ['spec', 'limits']))
    .filter((limits) => at(limits, ['type']) === 'Container')
    .some((limits) => defaults.some((part) => quantity(at(limits, [part, resource])) !== undefined));
}

function format(key: string, amount: number): string {
  if (key.endsWith('cpu')) return formatCores(amount);
  return key.endsWith('pods') ? `${amount} pods` : formatBytes(amount);
}

export default quotaFits;
