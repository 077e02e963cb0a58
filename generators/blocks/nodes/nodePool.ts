import type { ClusterFacts } from '../../model/inputs.ts';
import { labelsOfClass, taintsOf } from '../../model/nodeClasses.ts';
import { type Resource, resource } from '../../model/resource.ts';
import type { NodeTaint } from '../../model/settings/index.ts';
import type { Shared } from '../platform/clusterApp.ts';
import type { ProvisionedClass } from './provisioner.ts';

/** The fields of Karpenter's NodePool that are used here: `pkg/apis/v1/nodepool.go` of sigs.k8s.io/karpenter. */
interface INodePool {
  readonly apiVersion: 'karpenter.sh/v1';
  readonly kind: 'NodePool';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly limits: { readonly nodes: string };
    readonly disruption: {
      readonly consolidationPolicy: 'WhenEmptyOrUnderutilized';
      readonly consolidateAfter: string;
      readonly budgets: readonly Budget[];
    };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly nodeClassRef: NodeClassRef;
        readonly expireAfter: 'Never';
        readonly requirements: readonly {
          readonly key: string;
          readonly operator: 'In';
          readonly values: readonly string[];
        }[];
        readonly taints?: readonly NodeTaint[] | undefined;
      };
    };
  };
}

interface Budget {
  readonly nodes: string;
  readonly reasons: readonly ('Underutilized' | 'Drifted')[];
  readonly schedule?: string;
  readonly duration?: string;
}

/** Names the object that knows how a cloud starts nodes. */
export interface NodeClassRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * A NodePool for each zone of a class, so that the most nodes of a zone are a limit of Karpenter's own. Its fields:
 * https://karpenter.sh/docs/concepts/nodepools/
 */
export function nodePools(
  { name, of, instances }: ProvisionedClass,
  nodeClassRef: NodeClassRef,
  { inputs: { cluster }, labels }: Shared,
): Resource[] {
  const taints = taintsOf(of);
  return cluster.zones.map((zone) =>
    resource<INodePool>({
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name: `${name}-${zone}`, labels },
      spec: {
        limits: { nodes: String(of.maxPerZone) },
        disruption: {
          consolidationPolicy: 'WhenEmptyOrUnderutilized',
          consolidateAfter: '10m',
          budgets: budgets(cluster),
        },
        template: {
          metadata: { labels: labelsOfClass(name, of) },
          spec: {
            nodeClassRef,
            // Expiry waits for no budget: nodes that were started together would go together, at any hour
            // (`pkg/controllers/nodeclaim/expiration`). A new image replaces nodes by drift, which waits.
            expireAfter: 'Never',
            requirements: [
              { key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] },
              { key: 'kubernetes.io/arch', operator: 'In', values: [of.architecture ?? 'amd64'] },
              { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
              { key: 'node.kubernetes.io/instance-type', operator: 'In', values: instances },
              {
                key: 'karpenter.sh/capacity-type',
                operator: 'In',
                // Spot first, and others where the cloud has none: Karpenter takes the cheapest it can get.
                values: of.spot ? ['spot', 'on-demand'] : ['on-demand'],
              },
            ],
            taints: taints.length > 0 ? taints : undefined,
          },
        },
      },
    }),
  );
}

/**
 * One node of a zone at a time is replaced, or emptied to save one, and none in busy hours. The strictest budget that
 * holds counts; an empty node goes at any time. Schedules are in UTC: https://karpenter.sh/docs/concepts/disruption/
 */
function budgets(cluster: ClusterFacts): readonly Budget[] {
  const reasons = ['Underutilized', 'Drifted'] as const;
  const always: Budget = { nodes: '1', reasons };
  const busyHours = 'busyHours' in cluster ? cluster.busyHours : undefined;
  if (!busyHours) return [always];
  const [hour, minute] = busyHours.from.split(':').map(Number);
  return [always, { nodes: '0', reasons, schedule: `${minute} ${hour} * * *`, duration: `${busyHours.hours}h` }];
}
