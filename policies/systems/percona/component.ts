import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import { nameOf } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { fixed, type PodGroup, podGroup } from '../../kubernetes/podGroup.ts';
import { at, count, entriesAt, listAt, textAt } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import type { ObjectLabels } from '../../kubernetes/selector.ts';
import { majority } from '../majority.ts';
import type { Outside, Quorum } from '../system.ts';

const claim = 'volumeSpec.persistentVolumeClaim';

/** Where a component says how large its volume is. */
export const claimedSize = `${claim}.resources.requests.storage`;

/** Where a component says of which class its volume is. */
export const storageClass = `${claim}.storageClassName`;

/** The pods of one component, before the object they come from is known. */
export interface PerconaComponent {
  readonly suffix: string;
  readonly labels: ObjectLabels;
  readonly spec: unknown;
  /** What each of its containers asks for. */
  readonly resources: readonly unknown[];
}

/** The pods of a component. */
export function componentPods(built: Built, { suffix, labels, spec, resources }: PerconaComponent): PodGroup {
  return podGroup(built, {
    name: `${built.resource.metadata.name}-${suffix}`,
    labels: { ...(at(spec, ['labels']) as ObjectLabels | undefined), ...labels },
    replicas: fixed(count(at(spec, ['size']), 1)),
    pod: { containers: resources.map((one, index) => container(`container-${index}`, one)), ...placedBy(spec) },
    priorityClass: at(spec, ['priorityClassName']),
  });
}

function container(name: string, resources: unknown): IContainer {
  return { name, resources: (resources ?? {}) as NonNullable<IContainer['resources']> };
}

/** What the containers ask for that stand beside those of the operator. */
export function sidecarResources(spec: unknown): readonly unknown[] {
  return listAt(spec, ['sidecars']).map((one) => at(one, ['resources']));
}

/** The keys of Secrets that containers beside those of the operator take variables from. */
export function sidecarReferences(from: Built, spec: unknown, path: string): Reference[] {
  return listAt(spec, ['sidecars']).flatMap((sidecar) =>
    listAt(sidecar, ['env']).flatMap((variable) => {
      const key = at(variable, ['valueFrom', 'secretKeyRef']);
      const field = `${path}.sidecars[${textAt(sidecar, ['name'])}].env[${textAt(variable, ['name'])}]`;
      return reference(from, field, 'Secret', at(key, ['name']), at(key, ['key']));
    }),
  );
}

/** What the component at a path names. */
export function componentReferences(from: Built, path: string): Reference[] {
  return referencesAt(from, {
    [`${path}.${storageClass}`]: 'StorageClass',
    [`${path}.priorityClassName`]: 'PriorityClass',
    [`${path}.serviceAccountName`]: 'ServiceAccount',
  });
}

/** What backups name: the keys of buckets, and the priority of those who wait on jobs that use them. */
export function storageReferences(from: Built): Reference[] {
  return entriesAt(from.resource, ['spec', 'backup', 'storages']).flatMap(([name, storage]) => {
    const field = `spec.backup.storages[${name}]`;
    return [
      ...reference(from, `${field}.priorityClassName`, 'PriorityClass', at(storage, ['priorityClassName'])),
      ...['s3', 'gcs', 'azure'].flatMap((api) => {
        const secret = at(storage, [api, 'credentialsSecret']);
        return reference(from, `${field}.${api}.credentialsSecret`, 'Secret', secret);
      }),
    ];
  });
}

/**
 * What places the pods of a component. `antiAffinityTopologyKey` is a required anti-affinity:
 * https://docs.percona.com/percona-operator-for-mongodb/constraints.html
 */
function placedBy(spec: unknown): Pick<IPodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const given = at(spec, ['affinity']);
  const advanced = at(given, ['advanced']) as IAffinity | undefined;
  const topologyKey = textAt(given, ['antiAffinityTopologyKey']) || 'kubernetes.io/hostname';
  const own: IAffinity = {
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: {} }] },
  };
  const constraints = at(spec, ['topologySpreadConstraints']) as ITopologySpreadConstraint[] | undefined;
  return { affinity: advanced ?? own, ...(constraints && { topologySpreadConstraints: constraints }) };
}

/**
 * The quorum of a component, of which a majority must be left.
 * @param podsOfNamespace the pods of the object among others
 */
export function componentQuorum(
  built: Built,
  view: ClusterView,
  podsOfNamespace: readonly PodGroup[],
  { suffix, path }: { readonly suffix: string; readonly path: string },
): Quorum[] {
  return podsOfNamespace
    .filter((pods) => pods.built === built && pods.name === `${built.resource.metadata.name}-${suffix}`)
    .map((pods) => majority(view, pods, `${path}.affinity`, pods.placed));
}

/** The folders of buckets that backups go to. */
export function storagesWritten({ resource }: Built): readonly Outside[] {
  return entriesAt(resource, ['spec', 'backup', 'storages']).flatMap(([name, storage]) =>
    ['s3', 'gcs', 'azure'].flatMap((api) => {
      const [bucket, prefix, endpoint] = [api === 'azure' ? 'container' : 'bucket', 'prefix', 'endpointUrl'].map(
        (key) => textAt(storage, [api, key]),
      );
      if (!bucket) return [];
      const place = [`${api}://${bucket}`, ...(prefix ? [prefix] : [])].join('/') + (endpoint ? ` at ${endpoint}` : '');
      return [{ field: `spec.backup.storages[${name}]`, place, writer: nameOf(resource) }];
    }),
  );
}
