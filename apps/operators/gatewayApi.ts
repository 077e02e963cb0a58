import { operator } from '../../generators/blocks/operators/operator.ts';
import { here } from '../../generators/blocks/source.ts';

/**
 * The kinds of the Gateway API, of which upstream has no chart: the standard channel, whatever the gateway. With them
 * comes a policy of the API server that refuses CRDs of the experimental channel and of versions before 1.5. Gateways
 * bring none of these kinds themselves: a cluster has them once.
 * https://gateway-api.sigs.k8s.io/guides/getting-started/, `config/crd/standard` of
 * https://github.com/kubernetes-sigs/gateway-api
 */
export const gatewayApiOperator = operator({
  name: 'gateway-api',
  source: here(import.meta),
  // Its objects have no namespace.
  namespace: 'kube-system',
  groups: ['gateway.networking.k8s.io'],
  crds: 'unprunable',
});
