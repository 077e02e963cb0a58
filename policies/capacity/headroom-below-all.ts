import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { allPods } from '../cluster/pods.ts';
import { deployment } from '../example/api.ts';
import { headroomClass, placeholders } from '../example/headroom.ts';
import { withField } from '../example/withField.ts';
import { isPlaceholder } from '../kubernetes/placeholder.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, count } from '../kubernetes/reading.ts';

/** The Cluster Autoscaler starts no node for pods below this, GKE likewise: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md */
const cutoff = -10;

const pod = 'spec.template.spec';

const headroomBelowAll = rule({
  code: 'headroom-below-all',
  severity: 'error',
  title: 'Pods that hold a place for others have a priority below every other pod, end at once, and bring nodes.',
  why:
    'The scheduler ends pods of a lower priority alone: a placeholder that ranks with others holds the place against ' +
    'them. One with a grace period lets them wait for it; one below -10 brings no node with the Cluster Autoscaler and ' +
    'GKE, so the room is never there again. https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/',
  fix: 'Give placeholders a class of their own between -10 and the lowest of all others, and no grace period.',
  *check(view) {
    const all = allPods(view);
    const [holders, others] = [
      all.filter(({ built }) => isPlaceholder(built)),
      all.filter(({ built }) => !isPlaceholder(built)),
    ];
    const lowest = others.toSorted((a, b) => priorityOf(view, a) - priorityOf(view, b))[0];
    for (const one of holders) {
      const object = one.built;
      const value = priorityOf(view, one);
      const field = `${pod}.priorityClassName`;
      if (lowest && value >= priorityOf(view, lowest)) {
        const message = `Its priority is ${value}, and that of ${lowest.name} is ${priorityOf(view, lowest)}: it does not give way to it.`;
        yield { object, field, message };
      }
      if (value < cutoff) {
        const message = `Its priority is ${value}: the Cluster Autoscaler starts no node for pods below ${cutoff}.`;
        yield { object, field, message };
      }
      const grace = count(one.workload?.pod.terminationGracePeriodSeconds, 30);
      if (grace === 0) continue;
      const message = `It takes up to ${grace} s to end, and what needs its place waits for it.`;
      yield { object, field: `${pod}.terminationGracePeriodSeconds`, message };
    }
  },
  passes: [
    { title: 'placeholders of the lowest priority', objects: [placeholders, headroomClass(-10)] },
    { title: 'no placeholders at all', objects: [headroomClass(-10)] },
  ],
  fails: [
    { title: 'placeholders that rank with others', objects: [placeholders, headroomClass(100_000)] },
    { title: 'placeholders for which nobody starts a node', objects: [placeholders, headroomClass(-11)] },
    {
      title: 'placeholders that take their time',
      objects: [withField(placeholders, `${pod}.terminationGracePeriodSeconds`, 45), headroomClass(-10)],
    },
    {
      title: 'placeholders beside pods without a class, which count as 0',
      objects: [withField(deployment, `${pod}.priorityClassName`, undefined), placeholders, headroomClass(0)],
    },
  ],
});

/** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/: system classes are far above all. */
function priorityOf(view: ClusterView, { priorityClass }: PodGroup): number {
  if (priorityClass === undefined) return 0;
  if (priorityClass.startsWith('system-')) return 2_000_000_000;
  const value = at(view.find('PriorityClass', '', priorityClass)?.resource, ['value']);
  return typeof value === 'number' ? value : 0;
}

export default headroomBelowAll;
