import { quantity } from '../../generators/model/quantity.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type Built, rule, type Violation } from '../../generators/model/rule.ts';
import { podsIn } from '../cluster/pods.ts';
import { requests } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, entriesAt, listAt, textAt } from '../kubernetes/reading.ts';
import { containersOf } from '../kubernetes/workload.ts';

const range = (fields: Readonly<Record<string, unknown>>): Resource =>
  withField(requests, 'spec.limits[1]', { type: 'Container', ...fields });

const limitsInRange = rule({
  code: 'limits-in-range',
  severity: 'error',
  title: 'What containers and pods ask for is within the LimitRange of their namespace.',
  why:
    'The API server refuses a pod that is outside of the range, and says so in events alone: the roll-out hangs. ' +
    'https://kubernetes.io/docs/concepts/policy/limit-range/',
  fix: 'Widen the range, or ask for less; for a minimum, ask for more.',
  *check(view) {
    for (const object of view.ofKind('LimitRange', '')) {
      for (const [index, limits] of listAt(object.resource, ['spec', 'limits']).entries()) {
        for (const pods of podsIn(view, object.resource.metadata.namespace ?? '')) {
          yield* outside(object, `spec.limits[${index}]`, limits, pods);
        }
      }
    }
  },
  passes: [
    { title: 'exactly the most', objects: [range({ max: { memory: '256Mi' } })] },
    {
      title: 'a range of claims',
      objects: [withField(range({ max: { memory: '1Mi' } }), 'spec.limits[1].type', 'PersistentVolumeClaim')],
    },
  ],
  fails: [
    { title: 'a limit above the most', objects: [range({ max: { memory: '128Mi' } })] },
    { title: 'a request below the least', objects: [range({ min: { cpu: '500m' } })] },
    {
      title: 'a pod above the most of pods',
      objects: [withField(range({ max: { memory: '128Mi' } }), 'spec.limits[1].type', 'Pod')],
    },
  ],
});

interface Asked {
  readonly who: string;
  amount(part: 'requests' | 'limits', key: string): number | undefined;
}

/** What a range of this type is about: containers of workloads, or whole pods, also those that operators make. */
function askedBy(type: string, { name, requests, limits, workload }: PodGroup): readonly Asked[] {
  if (type === 'Pod') return [{ who: name, amount: (part, key) => (part === 'limits' ? limits : requests)[key] }];
  if (type !== 'Container' || !workload) return [];
  return containersOf(workload).map(({ container }) => ({
    who: `${container.name} of ${name}`,
    amount: (part, key) => quantity(at(container, ['resources', part, key])),
  }));
}

function* outside(object: Built, field: string, limits: object, pods: PodGroup): Iterable<Violation> {
  for (const { who, amount } of askedBy(textAt(limits, ['type']), pods)) {
    for (const [key, most] of entriesAt(limits, ['max'])) {
      const asked = amount('limits', key) ?? amount('requests', key);
      if ((asked ?? 0) <= (quantity(most) ?? Number.POSITIVE_INFINITY)) continue;
      yield { object, field: `${field}.max.${key}`, message: `It is ${most}, and ${who} asks for more ${key}.` };
    }
    for (const [key, least] of entriesAt(limits, ['min'])) {
      const asked = amount('requests', key);
      if (asked === undefined || asked >= (quantity(least) ?? 0)) continue;
      yield { object, field: `${field}.min.${key}`, message: `It is ${least}, and ${who} asks for less ${key}.` };
    }
  }
}

export default limitsInRange;
