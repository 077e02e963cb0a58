import type { Built } from '../../generators/model/rule.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { clusterWide, reference } from '../kubernetes/reference.ts';
import { type Scaler, scaler } from '../kubernetes/scaler.ts';
import { none, type System } from './system.ts';

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
  promises: none,
};

/** What a ScaledObject scales, with the defaults of its kind. */
export function scaledObjectScaler(built: Built): Scaler {
  return scaler(built, { kind: 'Deployment', min: ['minReplicaCount', 0], max: ['maxReplicaCount', 100] });
}
