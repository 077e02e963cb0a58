import type { IContainer } from 'kubernetes-models/v1/Container';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { patience } from '../kubernetes/probes.ts';
import { count } from '../kubernetes/reading.ts';
import { containersOf, workloadsOf } from '../kubernetes/workload.ts';

const container = 'spec.template.spec.containers[api]';

const probesPatient = rule({
  code: 'probes-patient',
  severity: 'error',
  title: 'A pod is taken out of its Services before it is restarted, and one slow answer does neither.',
  why:
    'A liveness probe that gives up first restarts pods under load, which puts their load on the others: an outage that ' +
    'spreads. https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  fix: 'Give the liveness probe a longer period or more failures than the readiness probe, and at least two failures.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      for (const { container, field } of containersOf(workload)) {
        for (const [probe, message] of faults(container)) {
          yield { object: workload.built, field: `${field}.${probe}`, message };
        }
      }
    }
  },
  passes: [
    {
      title: 'restarted after a minute, left out after ten seconds',
      objects: [
        withField(
          withField(deployment, `${container}.livenessProbe.failureThreshold`, 6),
          `${container}.readinessProbe.failureThreshold`,
          2,
        ),
      ],
    },
  ],
  fails: [
    {
      title: 'a liveness probe that gives up first',
      objects: [withField(deployment, `${container}.livenessProbe.periodSeconds`, 2)],
    },
    {
      title: 'a restart for one slow answer',
      objects: [
        withField(
          withField(deployment, `${container}.livenessProbe.failureThreshold`, 1),
          `${container}.livenessProbe.periodSeconds`,
          30,
        ),
      ],
    },
    {
      title: 'two successes of a liveness probe, which the API server refuses',
      objects: [withField(deployment, `${container}.livenessProbe.successThreshold`, 2)],
    },
  ],
});

const probes = ['startupProbe', 'livenessProbe'] as const;

/** The fields at which a container's probes are wrong, and what is. */
function* faults(container: IContainer): Iterable<readonly [field: string, message: string]> {
  for (const name of probes) {
    const successes = count(container[name]?.successThreshold, 1);
    if (successes > 1) {
      yield [`${name}.successThreshold`, `It is ${successes}, and of this probe it must be 1.`];
    }
  }
  const { livenessProbe, readinessProbe } = container;
  if (!livenessProbe) return;
  if (count(livenessProbe.failureThreshold, 3) < 2) {
    yield ['livenessProbe.failureThreshold', 'One failure restarts the container.'];
  }
  const [restart, leave] = [livenessProbe, readinessProbe].map(patience) as [number, number];
  if (readinessProbe && restart < leave) {
    yield [
      'livenessProbe',
      `It restarts the container after ${restart} s, and the readiness probe takes ${leave} s to leave its Services.`,
    ];
  }
}

export default probesPatient;
