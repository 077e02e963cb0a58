import type { OperatorInputs } from '../../model/operator.ts';
import { canonicalCpu, milliCpu } from '../../model/quantity.ts';
import { scratchRequest } from '../workload/scratch.ts';
import { spread } from '../workload/spread.ts';

/**
 * Number of pods of an operator: two where a cluster has more than one zone, of which one leads and the other takes
 * over within seconds; one in a single zone, where both would be lost together.
 */
export function replicas({ cluster }: Pick<OperatorInputs, 'cluster'>): number {
  return cluster.zones.length > 1 ? 2 : 1;
}

/**
 * Topology spread constraints: pods of an operator lie in different zones.
 * @param name what the chart writes into the pods' label `app.kubernetes.io/name`
 */
export function spreadOverZones(name: string) {
  return spread(name, 'pod-template-hash');
}

/**
 * Affinity to different zones, for charts without spread constraints. Preferred, so that two pods run in one zone too.
 */
export function preferZones(name: string) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'topology.kubernetes.io/zone',
            labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
          },
        },
      ],
    },
  };
}

/**
 * Requests of an operator's pod: memory is also its limit, CPU may burst to four times the request.
 * @param scratch the most that its folders on the node's disk hold
 */
export function resources(cpu: string, memory: string, scratch: readonly string[] = []) {
  return {
    requests: { cpu, memory, ...scratchRequest(scratch) },
    limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory },
  };
}

/**
 * Disruption budget: one pod at a time may be evicted, also where there is only one. `minAvailable: 1` would block the
 * drain of its node for ever.
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const oneAtATime = { maxUnavailable: 1 } as const;

/**
 * The restricted Pod Security Standard for a container,
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/.
 */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/**
 * Annotation for CRDs: Argo CD never prunes them. Deleting a CRD deletes every object of its kind, databases too.
 * `helm.sh/resource-policy: keep`, which charts set themselves, does not reach that far: it keeps an object when the
 * Application is deleted, not when a new version of the chart lacks it
 * (https://github.com/argoproj/argo-cd/issues/17819).
 */
export const neverPruned = { 'argocd.argoproj.io/sync-options': 'Prune=false' } as const;
