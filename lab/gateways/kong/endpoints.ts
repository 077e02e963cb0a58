import type { Resource } from '../../../generators/model/resource.ts';
import type { PlacedService } from '../placeServices.ts';

/**
 * The address of a Service's one pod, as Kong's controller sees it: an EndpointSlice may not have a loopback address,
 * and the configuration is only read, so any other will do.
 */
export const podAddress = ({ address }: PlacedService): string => address.replace(/^127\./, '10.');

/** The EndpointSlice of a Service, in place of the one that the controller manager makes from pods. */
export const endpointSlice = (place: PlacedService, service: Resource): Resource => {
  const { ports = [] } = service.spec as { ports?: { name?: string; port: number; targetPort?: number | string }[] };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: place.service,
      namespace: place.namespace,
      labels: { 'kubernetes.io/service-name': place.service },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [podAddress(place)], conditions: { ready: true } }],
    ports: ports.map(({ name = '', port, targetPort }) => ({
      name,
      port: typeof targetPort === 'number' ? targetPort : port,
    })),
  };
};
