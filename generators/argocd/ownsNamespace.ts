import type { Operator } from '../model/operator.ts';
import { gatewayNamespace } from '../upstream/gateways.ts';

/**
 * Whether the Application of an operator makes its namespace, with the labels of its pods' standard. `kube-system` is the
 * cluster's own, and the namespace of the gateways, where the chart of a gateway runs its pods, belongs to `platform`.
 */
export function ownsNamespace({ namespace }: Pick<Operator, 'namespace'>): boolean {
  return namespace !== 'kube-system' && namespace !== gatewayNamespace;
}
