import { rule } from '../../generators/model/rule.ts';
import { podsIn } from '../cluster/pods.ts';
import { budget, quota, requests } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { at, entriesAt, listAt } from '../kubernetes/reading.ts';

const namespaceBounded = rule({
  code: 'namespace-bounded',
  severity: 'error',
  title: 'Every namespace with pods has a quota of CPU, memory and pods, and requests for containers that name none.',
  why:
    'A tier that scales without bounds leaves the others no nodes, and a job that starts pods without end fills the ' +
    'cluster; and a quota refuses containers without requests, such as those of a job that an operator starts. ' +
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  fix: 'Give the namespace a ResourceQuota with requests.cpu, requests.memory and pods, and a LimitRange with both as defaultRequest.',
  *check(view) {
    const quotas = view.ofKind('ResourceQuota', '');
    for (const built of view.ofKind('Namespace', '')) {
      const { name } = built.resource.metadata;
      if (podsIn(view, name).length === 0) continue;
      const own = quotas.filter(({ resource }) => resource.metadata.namespace === name);
      const keys = new Set(own.flatMap(({ resource }) => entriesAt(resource, ['spec', 'hard']).map(([key]) => key)));
      const ranges = view.ofKind('LimitRange', '').filter(({ resource }) => resource.metadata.namespace === name);
      const defaults = ranges
        .flatMap(({ resource }) => listAt(resource, ['spec', 'limits']))
        .filter((one) => at(one, ['type']) === 'Container')
        .flatMap((one) => [...entriesAt(one, ['defaultRequest']), ...entriesAt(one, ['default'])].map(([key]) => key));
      for (const key of ['cpu', 'memory'].filter((one) => !defaults.includes(one))) {
        yield {
          object: built,
          message: `No LimitRange requests ${key} for containers that name none: the quota refuses them.`,
        };
      }
      const lacking = bounds.filter((names) => !names.some((key) => keys.has(key))).map(([key]) => key);
      if (lacking.length === 0) continue;
      yield { object: built, message: `Nothing bounds ${lacking.join(', ')} of its pods.` };
    }
  },
  passes: [
    { title: 'two quotas together', objects: [withField(budget, 'spec.hard', { pods: '40' })] },
    {
      title: 'names that mean requests',
      objects: [withField(budget, 'spec.hard', { cpu: '8', memory: '8Gi', 'count/pods': '40' })],
      without: [quota],
    },
  ],
  fails: [
    { title: 'no requests for containers that name none', objects: [], without: [requests] },
    {
      title: 'requests of CPU alone',
      objects: [withField(requests, 'spec.limits[0].defaultRequest.memory', undefined)],
    },
    { title: 'no quota', objects: [], without: [budget, quota] },
    { title: 'a quota of pods alone', objects: [withField(budget, 'spec.hard', { pods: '40' })], without: [quota] },
    {
      title: 'a quota that bounds no pods',
      objects: [withField(budget, 'spec.hard.pods', undefined)],
      without: [quota],
    },
  ],
});

/** What must be bounded, by any of its names: https://kubernetes.io/docs/concepts/policy/resource-quotas/#compute-resource-quota */
const bounds = [
  ['requests.cpu', 'cpu'],
  ['requests.memory', 'memory'],
  ['pods', 'count/pods'],
] as const;

export default namespaceBounded;
