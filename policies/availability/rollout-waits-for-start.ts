import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { patience } from '../kubernetes/probes.ts';
import { at, count } from '../kubernetes/reading.ts';
import { containersOf, workloadsOf } from '../kubernetes/workload.ts';

const startup = 'spec.template.spec.containers[api].startupProbe';

const rolloutWaitsForStart = rule({
  code: 'rollout-waits-for-start',
  severity: 'error',
  title: 'A roll-out waits longer for a pod than its startup probe gives it, and than it must have been ready.',
  why:
    'A Deployment is reported as failed once its deadline is over, and Argo CD shows Degraded and stops what comes after ' +
    'it, while the pod is still within the time that its probe gives it. ' +
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
  fix: 'Raise progressDeadlineSeconds, or lower what the startup probe and minReadySeconds take together.',
  *check(view) {
    for (const workload of workloadsOf(view).filter(({ kind }) => kind === 'Deployment')) {
      const { built } = workload;
      const deadline = count(at(built.resource, ['spec', 'progressDeadlineSeconds']), 600);
      const ready = count(at(built.resource, ['spec', 'minReadySeconds']), 0);
      const starts = containersOf(workload).map(({ container }) => patience(container.startupProbe));
      const start = Math.max(0, ...starts);
      if (deadline > start + ready) continue;
      const message = `The deadline is ${deadline} s, and a pod may take ${start} s to start${ready > 0 ? ` and has to be ready for ${ready} s` : ''}.`;
      yield { object: built, field: 'spec.progressDeadlineSeconds', message };
    }
  },
  passes: [
    { title: 'half of the time for the start', objects: [withField(deployment, 'spec.progressDeadlineSeconds', 700)] },
    { title: 'the default', objects: [withField(deployment, 'spec.progressDeadlineSeconds', undefined)] },
  ],
  fails: [
    { title: 'less than the start may take', objects: [withField(deployment, 'spec.progressDeadlineSeconds', 240)] },
    {
      title: 'a start that takes as long as the default',
      objects: [withField(deployment, `${startup}.failureThreshold`, 120)],
    },
    { title: 'no time left to have been ready', objects: [withField(deployment, 'spec.minReadySeconds', 300)] },
  ],
});

export default rolloutWaitsForStart;
