import { fieldsIn } from '../kubernetes/fields.ts';
import { at } from '../kubernetes/reading.ts';
import { clusterWide } from '../kubernetes/reference.ts';
import { podsOfGateway } from './gateways/pods.ts';
import { gatewayReferences, namedAt, routeReferences } from './gateways/references.ts';
import { none, type System } from './system.ts';

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
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};
