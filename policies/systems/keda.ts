import type { Built } from '../../generators/model/rule.ts';
import { takesOverAutoscaler } from '../../generators/upstream/keda.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { clusterWide, reference } from '../kubernetes/reference.ts';
import { type Scaler, scaler } from '../kubernetes/scaler.ts';
import { type ChangeStep, none, type StepOf, type System } from './system.ts';

/** Scaling on what is outside of a pod: https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export const keda: System = {
  pods: none,
  images: none,
  secrets: none,
  references: {
    'keda.sh/ScaledObject': (from) =>
      listAt(from.resource, ['spec', 'triggers']).flatMap((trigger, index) => {
        const authentication = at(trigger, ['authenticationRef']);
        const kind = textAt(authentication, ['kind']) || 'TriggerAuthentication';
        const field = `spec.triggers[${index}].authenticationRef`;
        const found = reference(from, field, kind, at(authentication, ['name']));
        return kind === 'ClusterTriggerAuthentication' ? clusterWide(found) : found;
      }),
    'keda.sh/TriggerAuthentication': (from) =>
      listAt(from.resource, ['spec', 'secretTargetRef']).flatMap((target, index) =>
        reference(from, `spec.secretTargetRef[${index}]`, 'Secret', at(target, ['name']), at(target, ['key'])),
      ),
  },
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: { 'keda.sh/ScaledObject': takeOver },
  promises: none,
};

/** What a ScaledObject scales, with the defaults of its kind. */
export function scaledObjectScaler(built: Built): Scaler {
  return scaler(built, { kind: 'Deployment', min: ['minReplicaCount', 0], max: ['maxReplicaCount', 100] });
}

/**
 * A ScaledObject in place of an autoscaler: KEDA's webhook refuses it while that is there, unless it takes it over, and
 * Argo CD, which prunes last, deletes nothing before everything else is healthy.
 */
function takeOver({ now, was, before }: StepOf): ChangeStep[] {
  if (was) return [];
  const { metadata } = now.resource;
  const { target, namespace } = scaledObjectScaler(now);
  const autoscaler = before.ofKind('HorizontalPodAutoscaler', 'autoscaling').find(({ resource }) => {
    const scaled = at(resource, ['spec', 'scaleTargetRef']);
    return (
      resource.metadata.namespace === namespace &&
      textAt(scaled, ['name']) === target.name &&
      textAt(scaled, ['kind']) === target.kind
    );
  });
  const field = 'spec.advanced.horizontalPodAutoscalerConfig.name';
  const name = textAt(now.resource, field.split('.'));
  const takesOver = metadata.annotations?.[takesOverAutoscaler] === 'true';
  if (!autoscaler || (takesOver && name === autoscaler.resource.metadata.name)) return [];
  const message = `KEDA refuses it while HorizontalPodAutoscaler/${autoscaler.resource.metadata.name} scales the same ${target.kind}, and Argo CD deletes that one only when this one is healthy: never. Name that autoscaler here, and annotate it with ${takesOverAutoscaler}: "true".`;
  return [{ field, needs: 'another way', message }];
}
