import type { ClusterView } from '../../generators/model/rule.ts';
import { at, list, text } from '../kubernetes/reading.ts';
import type { Workload } from '../kubernetes/workload.ts';

/** A claim that a pod names, as a cluster has it. */
export interface NamedClaim {
  readonly claimName: string;
  /** `spec.template.spec.volumes[journal]`. */
  readonly field: string;
  /** Its access modes: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
  readonly modes: readonly string[];
}

/** The claims that a pod of a workload names, of those that are in its cluster. */
export function claimsOf(view: ClusterView, { pod, path, namespace }: Workload): readonly NamedClaim[] {
  return list(pod.volumes).flatMap(({ name, persistentVolumeClaim }) => {
    const claimName = text(persistentVolumeClaim?.claimName);
    const claim = claimName === '' ? undefined : view.find('PersistentVolumeClaim', namespace, claimName);
    const modes = at(claim?.resource, ['spec', 'accessModes']);
    return Array.isArray(modes) ? [{ claimName, field: `${path}.volumes[${name}]`, modes: modes.map(text) }] : [];
  });
}

/** Whether one node at a time has what is claimed: a disk, not a folder over the network. */
export function isOfOneNode({ modes }: Pick<NamedClaim, 'modes'>): boolean {
  return modes.length > 0 && modes.every((mode) => !mode.endsWith('Many'));
}
