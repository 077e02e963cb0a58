import { rule } from '../../generators/model/rule.ts';
import { allPods } from '../cluster/pods.ts';
import { cronJob } from '../example/job.ts';
import { defaultDeny } from '../example/platform.ts';
import { labelsOf } from '../example/pod.ts';
import { withField } from '../example/withField.ts';
import { type Direction, policiesOf, policiesOn } from '../kubernetes/network.ts';
import { once } from '../kubernetes/once.ts';
import { selectsAll } from '../kubernetes/selector.ts';

const directions = ['Ingress', 'Egress'] as const;

const networkClosed = rule({
  code: 'network-closed',
  severity: 'error',
  title: 'Every namespace denies all traffic both ways, and every pod has policies that open what it needs.',
  why:
    'Pods that no policy selects take calls from everywhere and call everywhere: one pod broken into reaches all ' +
    'others. https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  fix: 'Give the namespace a policy with an empty podSelector, both policyTypes and no rules.',
  *check(view) {
    for (const object of view.ofKind('Namespace', '')) {
      const { name } = object.resource.metadata;
      const open = directions.filter((direction) => !denied(view).has(`${name} ${direction}`));
      if (open.length === 0) continue;
      yield { object, message: `No policy of the namespace ${name} denies all ${open.join(' and ')}.` };
    }
    for (const pods of allPods(view)) {
      for (const direction of directions) {
        if (policiesOn(view, pods, direction).length > 0) continue;
        yield { object: pods.built, message: `No policy selects its pods for ${direction}: all of it is open.` };
      }
    }
  },
  passes: [{ title: 'a job that the policy of its namespace closes', objects: [cronJob] }],
  fails: [
    { title: 'a namespace without a denial', objects: [], without: [defaultDeny] },
    { title: 'one way only', objects: [withField(defaultDeny, 'spec.policyTypes', ['Ingress'])] },
    {
      title: 'a denial that opens something',
      objects: [
        withField(defaultDeny, 'spec.egress', [
          { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ port: 443 }] },
        ]),
      ],
    },
    {
      title: 'a denial for some pods',
      objects: [withField(defaultDeny, 'spec.podSelector', { matchLabels: labelsOf('api') })],
    },
    {
      title: 'a job that the policies of its namespace leave out',
      objects: [withField(cronJob, 'spec.jobTemplate.spec.template.metadata.labels', { app: 'cleanup' })],
      without: [defaultDeny],
    },
    {
      title: 'pods in a namespace of nobody',
      objects: [{ ...cronJob, metadata: { name: 'cleanup', namespace: 'default' }, spec: specWithoutNames() }],
    },
  ],
});

function specWithoutNames(): unknown {
  const template = 'spec.jobTemplate.spec.template.spec';
  return withField(
    withField(cronJob, `${template}.serviceAccountName`, undefined),
    `${template}.priorityClassName`,
    undefined,
  ).spec;
}

/** Namespace and direction of every policy that denies all. */
const denied = once((view): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { namespace, selector, rules } of policiesOf(view)) {
    if (!selectsAll(selector)) continue;
    for (const direction of Object.keys(rules) as Direction[]) {
      if (rules[direction]?.length === 0) found.add(`${namespace} ${direction}`);
    }
  }
  return found;
});

export default networkClosed;
