import { isReady, type Move, type Pod, readyOf, type World } from '../model.ts';
import { archiveStores, instancePod, templateAnnotation } from './instance.ts';
import { type PostgresCluster, type Role, roleLabels } from './names.ts';
import { hasFailed, type Lead } from './primary.ts';

/** The wanted instances: the existing ones, one more once they are all ready, or one less, never the primary. */
export function instanceNames(
  { metadata, spec, status }: PostgresCluster,
  pods: readonly Pod[],
  primary: string,
): readonly string[] {
  const known = status?.instanceNames ?? [primary];
  const wanted = spec?.instances ?? 1;
  if (known.length > wanted) {
    const last = known.findLast((name) => name !== primary);
    return known.filter((name) => name !== last);
  }
  const fresh = Array.from({ length: known.length + 1 }, (_, index) => `${metadata.name}-${index + 1}`);
  return known.length < wanted && readyOf(pods) === known.length
    ? [...known, ...fresh.filter((name) => !known.includes(name)).slice(0, 1)]
    : known;
}

/**
 * The next moves of the instances' pods: a missing one is created, a surplus one is deleted. While a pod is being
 * deleted, or an ObjectStore is missing, none is created. Outdated pods are replaced one by one, the primary last.
 */
export function movesOf(cluster: PostgresCluster, pods: readonly Pod[], lead: Lead, world: World): readonly Move[] {
  const labels = pods.filter((pod) => !hasFailed(pod)).flatMap((pod) => labelled(pod, roleOf(pod, lead)));
  if (pods.some(hasFailed))
    return [...labels, ...pods.filter(hasEnded).map((pod) => ({ type: 'delete' as const, pod }))];
  if ([...archiveStores(cluster, world).values()].includes(undefined)) return labels;
  const names = instanceNames(cluster, pods, lead.current);
  const surplus = pods.find(({ metadata }) => !names.includes(metadata.name));
  if (surplus) return [...labels, { type: 'delete', pod: surplus }];
  const missing = names.find((name) => !pods.some(({ metadata }) => metadata.name === name));
  if (missing !== undefined) return [...labels, { type: 'create', pod: instancePod(cluster, missing, world) }];
  const outdated = pods.filter((pod) => isOutdated(cluster, pod, world));
  const next = outdated.find(({ metadata }) => metadata.name !== lead.current) ?? outdated[0];
  return next && pods.every(isReady) ? [...labels, { type: 'delete', pod: next }] : labels;
}

/** Whether a pod was made from another template than the present one. */
export function isOutdated(cluster: PostgresCluster, { metadata }: Pod, world: World): boolean {
  const wanted = instancePod(cluster, metadata.name, world).metadata.annotations?.[templateAnnotation];
  return metadata.annotations?.[templateAnnotation] !== wanted;
}

const hasEnded = (pod: Pod): boolean => hasFailed(pod) && pod.metadata.deletionTimestamp === undefined;

function roleOf({ metadata }: Pod, { current, target }: Lead): Role {
  if (metadata.name !== current) return 'replica';
  return target === current ? 'primary' : 'unhealthy';
}

function labelled(pod: Pod, role: Role): readonly Move[] {
  const labels = roleLabels(role);
  const has = Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value);
  return has ? [] : [{ type: 'label', pod, labels, why: `calls ${role}` }];
}
