import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { ClusterFacts } from '../../../model/inputs.ts';

type Spec = ICluster['spec'];
const zoneLabel = 'topology.kubernetes.io/zone';

/**
 * Affinity of instances: at most one in a zone, and only in the zones that this cluster declares. Both rules are
 * required, not preferred, because a volume never leaves its zone: an instance that was scheduled into the wrong zone
 * could not move.
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
 * Synchronous replication: a commit waits until any one standby has it too, so the loss of any one instance loses no
 * commit.
 * - Three instances: writes stop while no standby answers. A standby is promoted only if a quorum shows that it has
 *   every commit; when the primary and one standby are lost, a person must decide.
 * - Two instances: the primary goes on alone while its only standby is away. Otherwise the loss of the standby would
 *   stop the database.
 * - One instance: there is no standby to wait for.
 *
 * https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication ·
 * https://cloudnative-pg.io/documentation/current/failover/#failover-quorum-quorum-based-failover
 */
export function synchronous(instances: number): NonNullable<Spec['postgresql']>['synchronous'] {
  if (instances < 2) return undefined;
  const strict = instances > 2;
  return { method: 'any', number: 1, dataDurability: strict ? 'required' : 'preferred', failoverQuorum: strict };
}

/**
 * Number of instances: one for each zone, at most three. More replicas would make reads faster, but data no safer. Each
 * pooler has the same number of pods.
 */
export function instanceCount({ zones }: Pick<ClusterFacts, 'zones'>): number {
  return Math.min(zones.length, 3);
}
