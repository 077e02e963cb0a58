import type { Resource } from '../../../generators/model/resource.ts';
import type { PlacedService } from '../placeServices.ts';
import type { GatewayView } from '../routing.ts';

/** A pod of a gateway: here a process with an address of its own. */
export interface GatewayPod {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The label by which policies with `targetRefs` find the pods of a Gateway, as on pods that istiod creates. */
const gatewayName = 'gateway.networking.k8s.io/gateway-name';

/** The label that tells the pods of one Gateway apart. */
const podLabel = 'lab-pod';

/** The Service of a Gateway: the one that it names, else the one that istiod creates in production. */
export const serviceNameOf = ({ name, class: className, services: [named] }: GatewayView): string =>
  named?.split('/')[1] ?? `${name}-${className}`;

/** The port of a process for a port of a listener: those below 1024 need root rights. */
export const processPort = (port: number): number => (port < 1024 ? 8000 + port : port);

/**
 * The Service of a Gateway, with ports on which its processes may listen.
 * @param objects may have this Service: then its selector counts
 */
export function gatewayService(gateway: GatewayView, objects: readonly Resource[], clusterIP: string): Resource {
  const { namespace, listeners } = gateway;
  const name = serviceNameOf(gateway);
  const given = objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace,
  )?.spec as { readonly selector?: object; readonly clusterIP?: string } | undefined;
  const ports = [...new Set(listeners.map(({ port }) => port))].map((port) => ({
    name: `port-${port}`,
    port,
    targetPort: processPort(port),
  }));
  const selector = given?.selector ?? { [gatewayName]: gateway.name };
  const spec = { clusterIP: given?.clusterIP ?? clusterIP, selector, ports };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
}

/** The labels of a Gateway's pod. https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/ */
export function podLabels(gateway: GatewayView, service: Resource, pod: number): Readonly<Record<string, string>> {
  const { selector } = service.spec as { readonly selector: Readonly<Record<string, string>> };
  const className = { 'gateway.networking.k8s.io/gateway-class-name': gateway.class };
  return { ...gateway.labels, ...selector, [gatewayName]: gateway.name, ...className, [podLabel]: String(pod) };
}

/**
 * A WorkloadEntry, by which a process is an endpoint of the Services that select its labels: addresses in
 * EndpointSlices may not be loopback. https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export const entryOfBackend = ({ service, namespace, address, selector, named }: PlacedService): Resource => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'WorkloadEntry',
  metadata: { name: service, namespace },
  spec: { address, labels: selector, ports: named },
});

/** The same for a pod of a gateway. Without it its Gateway has no address in its status. */
export const entryOfGateway = ({ name, namespace, address, labels }: GatewayPod): Resource => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'WorkloadEntry',
  metadata: { name, namespace },
  spec: { address, labels },
});

/**
 * Lets a gateway listen on its own address: istiod says 0.0.0.0, and there all pods would be on one machine.
 * https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export function ownAddress({ name, address, labels }: GatewayPod, ports: readonly number[]): Resource {
  const patch = (port: number) => ({
    applyTo: 'LISTENER',
    match: { context: 'GATEWAY', listener: { portNumber: port } },
    patch: { operation: 'MERGE', value: { address: { socket_address: { address, port_value: port } } } },
  });
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: `lab-${name}`, namespace: rootNamespace },
    spec: { workloadSelector: { labels }, configPatches: ports.map(patch) },
  };
}

/** The namespace of istiod, whose EnvoyFilters hold in all namespaces. */
export const rootNamespace = 'istio-system';
