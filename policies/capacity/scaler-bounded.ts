import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { rule, type Violation } from '../../generators/model/rule.ts';
import { autoscaler } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';
import { count, list, text } from '../kubernetes/reading.ts';
import type { Scaler } from '../kubernetes/scaler.ts';
import { scalersOf } from '../systems/builtIn/scalers.ts';

/** Triggers that the metrics server answers, which needs no fallback: https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback */
const internal = new Set(['cpu', 'memory']);

const scalerBounded = rule({
  code: 'scaler-bounded',
  severity: 'error',
  title: "A scaler's minimum is not above its maximum, and a scaler with external triggers has a fallback within them.",
  why:
    'While Prometheus or the broker does not answer, KEDA without a fallback leaves the number of pods where it ' +
    'happened to be: the outage of a monitoring system becomes one of the app at the next peak. ' +
    'https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback',
  fix: 'Put the bounds in order, and give a ScaledObject with external triggers a fallback within them.',
  *check(view) {
    for (const scaler of scalersOf(view)) {
      const { built, min, max, fields } = scaler;
      if (min > max) {
        yield {
          object: built,
          field: fields.min,
          message: `The minimum of ${min} replicas is above the maximum of ${max}.`,
        };
      }
      if (built.resource.kind === 'ScaledObject') yield* fallbackFaults(scaler);
    }
  },
  passes: [
    {
      title: 'bounds and fallback all the same',
      objects: [withField(withField(scaledObject, 'spec.minReplicaCount', 4), 'spec.maxReplicaCount', 4)].map(
        (object) => withField(object, 'spec.fallback.replicas', 4),
      ),
    },
    {
      title: 'CPU alone needs no fallback',
      objects: [
        withField(withField(scaledObject, 'spec.fallback', undefined), 'spec.triggers', [
          { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
        ]),
      ],
    },
  ],
  fails: [
    { title: 'bounds in the wrong order', objects: [withField(autoscaler, 'spec.minReplicas', 9)] },
    { title: 'no fallback', objects: [withField(scaledObject, 'spec.fallback', undefined)] },
    { title: 'a fallback below the minimum', objects: [withField(scaledObject, 'spec.fallback.replicas', 1)] },
  ],
});

function* fallbackFaults({ built, min, max }: Scaler): Iterable<Violation> {
  const spec = built.resource.spec as IScaledObject['spec'];
  const external = list(spec?.triggers).find(({ type }) => !internal.has(type));
  if (!external) return;
  if (!spec?.fallback) {
    const message = `It asks ${text(external.type)} and has no fallback for when that does not answer.`;
    yield { object: built, field: 'spec.fallback', message };
    return;
  }
  const replicas = count(spec.fallback.replicas, -1);
  if (replicas < min || replicas > max) {
    const message = `Its fallback of ${replicas} replicas is not within ${min} to ${max}.`;
    yield { object: built, field: 'spec.fallback.replicas', message };
  }
}

export default scalerBounded;
