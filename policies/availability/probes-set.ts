import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { cronJob } from '../example/job.ts';
import { initContainer } from '../example/pod.ts';
import { withField } from '../example/withField.ts';
import { containersOf, longRunning } from '../kubernetes/workload.ts';

const container = 'spec.template.spec.containers[api]';
const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

const probesSet = rule({
  code: 'probes-set',
  severity: 'error',
  title: 'Every container that keeps running has a startup, a readiness and a liveness probe.',
  why:
    'Without readiness a pod gets requests before it can answer and a roll-out goes on over broken pods; without ' +
    'liveness a hung process stays; without startup a slow start is taken for a hang and restarted for ever. ' +
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  fix: 'Add the probe; a liveness probe must ask for nothing but the process itself, least of all its database.',
  *check(view) {
    for (const workload of longRunning(view)) {
      for (const { container, field, part } of containersOf(workload)) {
        if (part === 'init') continue;
        for (const probe of probes) {
          if (container[probe]) continue;
          yield {
            object: workload.built,
            field: `${field}.${probe}`,
            message: `Container ${container.name} has no ${probe}.`,
          };
        }
      }
    }
  },
  passes: [
    { title: 'a job, which ends by itself, needs none', objects: [cronJob] },
    {
      title: 'an init container, which ends by itself, needs none',
      objects: [withField(deployment, 'spec.template.spec.initContainers', [initContainer('migrate')])],
    },
  ],
  fails: [
    { title: 'no startup probe', objects: [withField(deployment, `${container}.startupProbe`, undefined)] },
    { title: 'no readiness probe', objects: [withField(deployment, `${container}.readinessProbe`, undefined)] },
    {
      title: 'a sidecar without probes',
      objects: [
        withField(deployment, 'spec.template.spec.initContainers', [
          { ...initContainer('proxy'), restartPolicy: 'Always' },
        ]),
      ],
    },
    { title: 'no liveness probe', objects: [withField(deployment, `${container}.livenessProbe`, undefined)] },
  ],
});

export default probesSet;
