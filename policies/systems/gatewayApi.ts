import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { fieldsIn } from '../kubernetes/fields.ts';
import { at, texts } from '../kubernetes/reading.ts';
import { clusterWide } from '../kubernetes/reference.ts';
import { podsOfGateway } from './gateways/pods.ts';
import { gatewayReferences, namedAt, routeReferences } from './gateways/references.ts';
import { none, type Outside, type System } from './system.ts';

/** Gateways, their classes and routes: https://gateway-api.sigs.k8s.io/reference/spec/ */
export const gatewayApi: System = {
  pods: { 'gateway.networking.k8s.io/Gateway': podsOfGateway },
  images: none,
  secrets: none,
  references: {
    'gateway.networking.k8s.io/Gateway': gatewayReferences,
    'gateway.networking.k8s.io/HTTPRoute': routeReferences,
    'gateway.networking.k8s.io/GRPCRoute': routeReferences,
    'gateway.networking.k8s.io/GatewayClass': (from) => {
      const parameters = at(from.resource.spec, ['parametersRef']);
      const found = namedAt(from, 'spec.parametersRef', parameters);
      return at(parameters, ['namespace']) === undefined ? clusterWide(found) : found;
    },
  },
  volumes: none,
  immutable: { 'gateway.networking.k8s.io/GatewayClass': fieldsIn('spec.controllerName') },
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: {
    'gateway.networking.k8s.io/HTTPRoute': namesPublished,
    'gateway.networking.k8s.io/GRPCRoute': namesPublished,
  },
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};

/**
 * Names that external-dns of an active cluster writes into the zone of the environment: it runs where an authority
 * outside proves hosts in that zone. https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/gateway-api/
 */
function namesPublished({ resource }: Built, view: ClusterView): Outside[] {
  const isProven = ({ resource: { spec } }: Built) => at(spec, ['acme']) !== undefined;
  if (view.cluster.role !== 'active' || !view.ofKind('Issuer', 'cert-manager.io').some(isProven)) return [];
  return texts(at(resource, ['spec', 'hostnames']) as string[] | undefined).map((name) => ({
    field: 'spec.hostnames',
    place: `the name ${name} in DNS`,
    writer: 'external-dns',
  }));
}
