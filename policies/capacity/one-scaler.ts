import { nameOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';
import { at } from '../kubernetes/reading.ts';
import { workloadAt } from '../kubernetes/workload.ts';
import { scalersFor, scalersOf } from '../systems/builtIn/scalers.ts';

const oneScaler = rule({
  code: 'one-scaler',
  severity: 'error',
  title: 'One scaler, or spec.replicas, decides how many pods a workload has: never two of them.',
  why:
    'Two scalers on one workload set the number against each other; spec.replicas in git resets it with every sync; a ' +
    'scaler whose target is gone scales nothing. https://keda.sh/docs/latest/concepts/scaling-deployments/ and ' +
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  fix: 'Keep one scaler for the workload, leave spec.replicas out, and name an existing target.',
  *check(view) {
    for (const { built, namespace, target } of scalersOf(view)) {
      const workload = workloadAt(view, target.kind, namespace, target.name);
      const name = `${target.kind}/${target.name}`;
      if (!workload) {
        yield {
          object: built,
          field: 'spec.scaleTargetRef',
          message: `Its target ${name} does not exist in ${namespace}.`,
        };
        continue;
      }
      const [first, ...others] = scalersFor(view, workload);
      if (first?.built !== built) continue;
      for (const other of others) {
        const message = `${nameOf(other.built.resource)} and ${nameOf(built.resource)} both scale ${name}.`;
        yield { object: other.built, field: 'spec.scaleTargetRef', message };
      }
      const replicas = at(workload.built.resource, ['spec', 'replicas']);
      if (replicas !== undefined) {
        const message = `spec.replicas is ${replicas}, but ${nameOf(built.resource)} decides the number of pods.`;
        yield { object: workload.built, field: 'spec.replicas', message };
      }
    }
  },
  passes: [
    {
      title: 'a fixed number without a scaler',
      without: [autoscaler],
      objects: [withField(deployment, 'spec.replicas', 3)],
    },
  ],
  fails: [
    {
      title: 'KEDA beside an autoscaler',
      objects: [withField(withField(scaledObject, 'metadata.name', 'api'), 'spec.scaleTargetRef.name', 'api')],
    },
    {
      title: 'two autoscalers',
      objects: [autoscaler, withField(autoscaler, 'metadata.name', 'api-memory')],
    },
    { title: 'a number in git beside a scaler', objects: [withField(deployment, 'spec.replicas', 3)] },
    {
      title: 'a target that is not there',
      objects: [withField(autoscaler, 'spec.scaleTargetRef.kind', 'StatefulSet')],
    },
  ],
});

export default oneScaler;
