import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wheelProgram } from '../../downloads/wheels.ts';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';
import type { Ground } from '../ground.ts';
import { gatewaysOf, isOf, isRoute, listenerNamed } from '../routing.ts';
import { labConfiguration, type TraefikConfiguration, traefikApiPort } from './configuration.ts';

/** A running Traefik. */
export interface Traefik {
  /**
   * A listener of a Gateway, by its name.
   * @throws Failure when no Gateway has it
   */
  endpoint(listener: string): GatewayEndpoint;
  /** Its routers with their errors, as its API has them. */
  routers(): Promise<readonly TraefikRouter[]>;
}

export interface TraefikRouter {
  readonly name: string;
  readonly rule: string;
  readonly status: string;
  readonly error?: readonly string[];
  readonly provider: string;
}

/**
 * Starts Traefik, and waits until it has read the routes of the ground.
 * @param configuration static configuration as in production; what differs here is in `labConfiguration`
 */
export async function startTraefik(ground: Ground, configuration: TraefikConfiguration): Promise<Traefik> {
  const { cluster, objects, progress } = ground;
  const program = await wheelProgram('traefik', progress);
  const address = ground.address(1);
  await haveClasses(ground);
  const file = join(cluster.folder, 'traefik.yaml');
  writeFileSync(file, JSON.stringify(labConfiguration(configuration, address)));
  const admin = `http://${address}:${traefikApiPort}`;
  const api = async <T>(path: string) => (await (await fetch(`${admin}/api/${path}?per_page=10000`)).json()) as T;
  const routers = () => api<TraefikRouter[]>('http/routers');
  const hasRead = async (path: string, provider: string) =>
    (await api<{ provider: string }[]>(path)).some((one) => one.provider === provider);
  await ground.processes.start({
    name: `${cluster.name}-traefik`,
    program,
    args: [`--configFile=${file}`],
    env: { KUBECONFIG: cluster.kubeconfig },
    ready: async () =>
      (await fetch(`${admin}/ping`)).ok &&
      (!objects.some(isRoute) || (await hasRead('http/routers', 'kubernetesgateway'))) &&
      (!objects.some(({ kind }) => kind === 'Middleware') || (await hasRead('http/middlewares', 'kubernetescrd'))),
  });
  progress('Traefik runs');
  return {
    endpoint(name) {
      const { port, secrets } = listenerNamed(name, objects);
      return { address, port, ...(secrets.length > 0 && { ca: ground.ca }) };
    },
    routers,
  };
}

/** The GatewayClass, which Traefik's chart creates. https://doc.traefik.io/traefik/providers/kubernetes-gateway/ */
async function haveClasses({ cluster, objects }: Ground): Promise<void> {
  const there = new Set(objects.filter(isOf('GatewayClass')).map(({ metadata }) => metadata.name));
  const named = new Set(gatewaysOf(objects).map((gateway) => gateway.class));
  for (const name of named.difference(there)) {
    await cluster.api.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    });
  }
}
