import { oneVersionAnnotation } from '../../generators/model/oneVersion.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { at } from '../kubernetes/reading.ts';
import { share } from '../kubernetes/share.ts';

const field = 'spec.strategy.rollingUpdate.maxUnavailable';
const surgeField = 'spec.strategy.rollingUpdate.maxSurge';

const rolloutWithoutLoss = rule({
  code: 'rollout-without-loss',
  severity: 'error',
  title: 'A roll-out of a Deployment takes no pod away before its successor is ready.',
  why:
    'Upstream takes away a quarter of the pods first, at the very moment when new ones are cold: at peak load what is ' +
    'left is too little. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
  fix: 'Set strategy.type: RollingUpdate with rollingUpdate.maxUnavailable: 0 and a maxSurge above 0.',
  *check(view) {
    for (const object of view.ofKind('Deployment', 'apps')) {
      const strategy = at(object.resource, ['spec', 'strategy']);
      if (at(strategy, ['type']) === 'Recreate') {
        // The rule step-possible demands it for a change of version, and step-attended takes it back.
        if (object.resource.metadata.annotations?.[oneVersionAnnotation] !== undefined) continue;
        yield { object, field: 'spec.strategy.type', message: 'A roll-out ends all pods before it starts new ones.' };
        continue;
      }
      const given = at(strategy, ['rollingUpdate', 'maxUnavailable']) ?? '25%';
      if (share(given, 0, 100) === 0) {
        const surge = at(strategy, ['rollingUpdate', 'maxSurge']) ?? '25%';
        if (share(surge, 0, 100) > 0) continue;
        yield { object, field: surgeField, message: 'A roll-out takes no pod away and adds none: it cannot begin.' };
        continue;
      }
      yield { object, field, message: `A roll-out takes ${given} of the pods away before others are ready.` };
    }
  },
  passes: [
    { title: 'none, as a percentage', objects: [withField(deployment, field, '0%')] },
    {
      title: 'all at once, where pods of two versions do not run together',
      objects: [
        withField(withField(deployment, 'spec.strategy', { type: 'Recreate' }), 'metadata.annotations', {
          [oneVersionAnnotation]: 'Keycloak',
        }),
      ],
    },
  ],
  fails: [
    { title: 'the default', objects: [withField(deployment, 'spec.strategy', undefined)] },
    { title: 'one at a time', objects: [withField(deployment, field, 1)] },
    { title: 'neither one more nor one less', objects: [withField(deployment, surgeField, 0)] },
    { title: 'all at once', objects: [withField(deployment, 'spec.strategy', { type: 'Recreate' })] },
  ],
});

export default rolloutWithoutLoss;
