import type { Built, ClusterView } from '../../generators/model/rule.ts';
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

/** A time in which a ScaledObject asks for a number of pods by the clock. */
export interface ClockTrigger {
  readonly scaler: Scaler;
  /** Its name; those of one campaign have the same. */
  readonly name: string;
  readonly field: string;
  readonly pods: number;
  /** First and last day of the year, as month and day: `1126`. The last is before the first over the new year. */
  readonly days: readonly [number, number];
}

/** The cron triggers of a cluster's ScaledObjects that name days: https://keda.sh/docs/latest/scalers/cron/ */
export function clockTriggers(view: ClusterView): readonly ClockTrigger[] {
  return view.ofKind('ScaledObject', 'keda.sh').flatMap((built) =>
    listAt(built.resource, ['spec', 'triggers']).flatMap((trigger, index) => {
      if (textAt(trigger, ['type']) !== 'cron') return [];
      const [first, last] = ['start', 'end'].map((key) => dayOf(textAt(trigger, ['metadata', key])));
      const days = [first ?? Number.NaN, last ?? Number.NaN] as const;
      return days.some(Number.isNaN)
        ? []
        : [
            {
              scaler: scaledObjectScaler(built),
              name: textAt(trigger, ['name']),
              field: `spec.triggers[${index}].metadata.desiredReplicas`,
              pods: Number(textAt(trigger, ['metadata', 'desiredReplicas'])),
              days,
            },
          ];
    }),
  );
}

/** The day of the year of a schedule with one day of one month, else no number. */
function dayOf(schedule: string): number {
  const [, , day, month] = schedule.split(' ').map(Number);
  return (month ?? Number.NaN) * 100 + (day ?? Number.NaN);
}
