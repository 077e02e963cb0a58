import { observedConditions } from '../gateways/observed.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { Live, Simulated } from '../model.ts';

/** A class or a pool of nodes, as its provisioner reports it. */
type NodeKind = Live<unknown, { readonly conditions?: readonly unknown[] }>;

/** The provisioner of nodes in a cloud: each of its kinds has a condition `Ready`, and no node of it starts before. */
const ready = (apiVersion: string, kind: string): Simulated<NodeKind> => ({
  apiVersion,
  kind,
  manager: 'karpenter',
  reports: (object, world) => {
    const health = healthOf(object, true);
    if (health === 'progressing') return undefined;
    const { status, reason, message } =
      health === 'healthy'
        ? ({ status: 'True', reason: 'Ready', message: '' } as const)
        : ({ status: 'False', reason: 'NotReady', message: demandedTrouble } as const);
    const wanted = [{ type: 'Ready', status, reason, message }];
    return { conditions: observedConditions(object, object.status, world.now, wanted) };
  },
});

/**
 * Kinds of Karpenter and of its providers:
 * https://github.com/kubernetes-sigs/karpenter/blob/v1.14.1/pkg/apis/v1/nodepool_status.go ·
 * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/ec2nodeclass_status.go ·
 * https://github.com/Azure/karpenter-provider-azure/blob/v1.6.3/pkg/apis/v1beta1/aksnodeclass_status.go
 */
export const simulatedNodeKinds: readonly Simulated[] = [
  ready('karpenter.sh/v1', 'NodePool'),
  ready('karpenter.k8s.aws/v1', 'EC2NodeClass'),
  ready('karpenter.azure.com/v1beta1', 'AKSNodeClass'),
];
