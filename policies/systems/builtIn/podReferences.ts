import type { IVolume } from 'kubernetes-models/v1/Volume';
import { list } from '../../kubernetes/reading.ts';
import { type Reference, reference } from '../../kubernetes/reference.ts';
import { type ContainerOf, containersOf, type Workload } from '../../kubernetes/workload.ts';

/** What the pods of a workload cannot start without. References marked `optional` may dangle. */
export function podReferences(workload: Workload): Reference[] {
  const { built, pod, path } = workload;
  return [
    ...reference(built, `${path}.serviceAccountName`, 'ServiceAccount', pod.serviceAccountName),
    ...reference(built, `${path}.priorityClassName`, 'PriorityClass', pod.priorityClassName),
    ...list(pod.imagePullSecrets).flatMap(({ name }) => reference(built, `${path}.imagePullSecrets`, 'Secret', name)),
    ...containersOf(workload).flatMap((container) => environment(workload, container)),
    ...list(pod.volumes).flatMap((volume) => volumeReferences(workload, volume)),
  ];
}

function environment({ built }: Workload, { container, field }: ContainerOf): Reference[] {
  return [
    ...list(container.envFrom).flatMap(({ configMapRef, secretRef }) => [
      ...optional(configMapRef, 'ConfigMap'),
      ...optional(secretRef, 'Secret'),
    ]),
    ...list(container.env).flatMap(({ name, valueFrom }) => [
      ...optional(valueFrom?.configMapKeyRef, 'ConfigMap', name),
      ...optional(valueFrom?.secretKeyRef, 'Secret', name),
    ]),
  ];

  function optional(to: Target | undefined, kind: string, variable?: string): Reference[] {
    if (!to || to.optional) return [];
    return reference(built, variable ? `${field}.env[${variable}]` : `${field}.envFrom`, kind, to.name, to.key);
  }
}

interface Target {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

function volumeReferences({ built, path }: Workload, volume: IVolume): Reference[] {
  const field = `${path}.volumes[${volume.name}]`;
  const { configMap, secret, persistentVolumeClaim, projected } = volume;
  return [
    ...files('ConfigMap', configMap?.name, configMap),
    ...files('Secret', secret?.secretName, secret),
    ...reference(built, field, 'PersistentVolumeClaim', persistentVolumeClaim?.claimName),
    ...list(projected?.sources).flatMap((source) => [
      ...files('ConfigMap', source.configMap?.name, source.configMap),
      ...files('Secret', source.secret?.name, source.secret),
    ]),
  ];

  function files(kind: string, name: string | undefined, source: FileSource | undefined): Reference[] {
    if (source?.optional) return [];
    const items = list(source?.items);
    if (items.length === 0) return reference(built, field, kind, name);
    return items.flatMap(({ key }) => reference(built, field, kind, name, key));
  }
}

interface FileSource {
  readonly items?: readonly { readonly key: string }[];
  readonly optional?: boolean;
}
