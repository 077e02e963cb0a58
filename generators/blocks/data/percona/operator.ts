import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Operator } from '../../../model/operator.ts';
import { inNamespace } from '../../networking/peers.ts';

/** Which operator runs a database. */
export type OperatorName = Pick<Operator, 'name' | 'namespace'>;

/**
 * The pods of a Percona operator. Their label is the name of its Helm chart, which is also the operator's here:
 * https://github.com/percona/percona-helm-charts/tree/main/charts
 */
export function operatorPods({ name, namespace }: OperatorName): INetworkPolicyPeer {
  return { ...inNamespace(namespace), podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } };
}
