import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Operator } from '../../../model/operator.ts';
import { inNamespace } from '../../networking/peers.ts';

/** Name and namespace of the operator that runs a database. */
export type OperatorName = Pick<Operator, 'name' | 'namespace'>;

/**
 * NetworkPolicy peer for the pods of a Percona operator. Their label has the name of the Helm chart, which is also the
 * operator's name here: https://github.com/percona/percona-helm-charts/tree/main/charts
 */
export function operatorPods({ name, namespace }: OperatorName): INetworkPolicyPeer {
  return { ...inNamespace(namespace), podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } };
}
