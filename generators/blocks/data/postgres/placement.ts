import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { ClusterFacts } from '../../../model/inputs.ts';

type Spec = ICluster['spec'];
const zoneLabel = 'topology.kubernetes.io/zone';

/**
 * At most one instance in a zone, and only in the zones this cluster declares. Both are hard: a volume never leaves its
 * zone, so an instance placed in the wrong one would stay there.
 * https://cloudnative-pg.io/documentation/current/scheduling/
 */
export function placement({ zones }: ClusterFacts): NonNullable<Spec['affinity']> {
  const inZones = { key: zoneLabel, operator: 'In' as const, values: [...zones] };
  return {
    enablePodAntiAffinity: true,
    podAntiAffinityType: 'required',
    topologyKey: zoneLabel,
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inZones] }] },
    },
  };
}

/**
 * A commit waits until one standby, whichever is first, has it too, so that the loss of any one instance loses nothing.
 * With three instances writes stop rather than go on alone, and a standby is promoted only where a quorum shows that it
 * has every commit: with the primary and one standby gone, a person decides. With two, waiting for the only standby
 * would let its loss stop the database, so the server goes on alone meanwhile. One instance has nobody to wait for.
 * https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication ·
 * https://cloudnative-pg.io/documentation/current/failover/#failover-quorum-quorum-based-failover
 */
export function synchronous(instances: number): NonNullable<Spec['postgresql']>['synchronous'] {
  if (instances < 2) return undefined;
  const strict = instances > 2;
  return { method: 'any', number: 1, dataDurability: strict ? 'required' : 'preferred', failoverQuorum: strict };
}

/**
 * An instance for each zone, three at most: more replicas than that read faster but are no safer. The same number of
 * pods for each pooler.
 */
export function instanceCount({ zones }: Pick<ClusterFacts, 'zones'>): number {
  return Math.min(zones.length, 3);
}
