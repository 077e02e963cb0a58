import { Failure } from '../../../generators/model/finding.ts';
import type { Resource } from '../../../generators/model/resource.ts';
import { applyAll, refuse } from '../../apply.ts';
import { labProgram } from '../../programs.ts';
import type { Ground } from '../ground.ts';
import { type GatewayView, gatewaysOf, isOf, isRoute } from '../routing.ts';
import { proxyPorts, type RouterFlavor, serveAdminApi } from './adminApi.ts';
import type { KongConfiguration } from './configuration.ts';
import { endpointSlice } from './endpoints.ts';

/** A running controller of Kong. */
export interface Kong {
  /** The configuration that Kong would have now. */
  configuration(): KongConfiguration;
}

/**
 * Starts Kong's controller with a stand-in for Kong, and waits until it has sent a configuration with routes. Kong
 * itself cannot run here: what its controller makes of the objects is recorded, no request is routed.
 * https://developer.konghq.com/kubernetes-ingress-controller/reference/cli-arguments/
 */
export async function startKong(ground: Ground, flavor: RouterFlavor): Promise<Kong> {
  const { cluster, objects, progress } = ground;
  const [gatewayClass] = objects.filter(isOf('GatewayClass'));
  const { controllerName } = (gatewayClass?.spec ?? {}) as { readonly controllerName?: string };
  if (!controllerName) throw new Failure('the objects have no GatewayClass for Kong', 'Add the one of its operator.');
  const program = await labProgram('kong-controller', progress);
  const added = [...proxies(ground), ...slices(ground)];
  refuse(cluster.name, await applyAll(cluster.api, [...added, ...classes(objects)], { force: true }));
  const admin = await serveAdminApi(ground.address(2), flavor);
  ground.beforeStop(() => admin.stop());
  const [proxy] = gatewaysOf(objects);
  const address = ground.address(1);
  await ground.processes.start({
    name: `${cluster.name}-controller`,
    program,
    args: [
      `--kubeconfig=${cluster.kubeconfig}`,
      `--kong-admin-url=${admin.url}`,
      `--publish-service=${proxy?.namespace}/${proxyName}`,
      `--publish-status-address=${ground.address(3)}`,
      // The name that the controller has in production.
      `--gateway-api-controller-name=${controllerName}`,
      ...labFlags(address),
    ],
    env: { POD_NAME: 'controller', POD_NAMESPACE: proxy?.namespace ?? 'default' },
    ready: async () => {
      const routes = admin.configuration()?.services?.flatMap(({ routes = [] }) => routes) ?? [];
      return admin.configuration() !== undefined && (routes.length > 0 || !objects.some(isRoute));
    },
  });
  progress("Kong's controller runs");
  return { configuration: () => admin.configuration() ?? {} };
}

/** What differs from the flags of production. */
const labFlags = (address: string): string[] => [
  `--metrics-bind-address=${address}:10255`,
  `--health-probe-bind-address=${address}:10254`,
  '--force-leader-election=disabled',
  // Nothing leaves this machine.
  '--anonymous-reports=false',
  // The definitions are those of Kong's operator, which has no such kinds.
  ...['kongingress', 'tcpingress', 'udpingress'].map((kind) => `--enable-controller-${kind}=false`),
  // Changes are sent at once. The defaults are 3 s and 5 s.
  '--proxy-sync-seconds=0.2',
  '--init-cache-sync-duration=500ms',
];

const proxyName = 'kong-proxy';

/** The Service of Kong itself, in the namespace of its Gateway. */
const proxies = ({ objects, address }: Ground): Resource[] =>
  gatewaysOf(objects)
    .slice(0, 1)
    .map(({ namespace, listeners }: GatewayView) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: proxyName, namespace },
      spec: {
        clusterIP: address(3),
        selector: { app: proxyName },
        // Listeners of several hosts share a port.
        ports: [...new Map(listeners.map((one) => [one.port, one])).values()].map(({ name, port, protocol }) => ({
          name,
          port,
          targetPort: protocol === 'HTTPS' ? proxyPorts.HTTPS : proxyPorts.HTTP,
        })),
      },
    }));

const slices = ({ objects, places }: Ground): Resource[] =>
  objects
    .filter(({ kind }) => kind === 'Service')
    .flatMap((service) => {
      const place = places.get(`${service.metadata.namespace}/${service.metadata.name}`);
      return place ? [endpointSlice(place, service)] : [];
    });

/** Kong's operator creates the Kong of a Gateway; this controller is told that it is there already. */
const classes = (objects: readonly Resource[]): Resource[] =>
  objects.filter(isOf('GatewayClass')).map(({ metadata, ...object }) => ({
    ...object,
    metadata: { ...metadata, annotations: { ...metadata.annotations, 'konghq.com/gatewayclass-unmanaged': 'true' } },
  })) as Resource[];
