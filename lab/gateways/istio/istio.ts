import { Failure } from '../../../generators/model/finding.ts';
import type { Resource } from '../../../generators/model/resource.ts';
import { applyAll, refuse } from '../../apply.ts';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';
import type { Ground } from '../ground.ts';
import { gatewaysOf, listenerNamed } from '../routing.ts';
import { startEnvoy } from './envoy.ts';
import { type MeshConfig, startIstiod } from './istiod.ts';
import {
  entryOfBackend,
  entryOfGateway,
  type GatewayPod,
  gatewayService,
  ownAddress,
  podLabels,
  processPort,
  rootNamespace,
  serviceNameOf,
} from './workloads.ts';

/** A running Istio: istiod and the pods of one Gateway. */
export interface Istio {
  /**
   * A listener of the Gateway, by its name, at one of its pods.
   * @param pod counted from 0, the default
   * @throws Failure when there is no such listener
   */
  endpoint(listener: string, pod?: number): GatewayEndpoint;
  /** Configuration that any pod did not take: empty when all took all. */
  rejected(): Promise<readonly string[]>;
}

/**
 * Starts istiod and the pods of the ground's one Gateway, and waits until they listen. All objects stay as they are;
 * those that istiod creates in production, and those that give processes of this machine the place of pods, are added.
 * @param mesh configuration as in production; what differs here is in `labMesh`
 */
export async function startIstio(ground: Ground, mesh: MeshConfig, pods = 1): Promise<Istio> {
  const { cluster, objects, places } = ground;
  const [gateway, ...more] = gatewaysOf(objects);
  if (!gateway || more.length > 0) throw new Failure('the objects do not have one Gateway', 'Choose those of one.');
  const service = gatewayService(gateway, objects, ground.address(10));
  const serviceAccount = serviceNameOf(gateway);
  const members = Array.from({ length: pods }, (_, pod): GatewayPod => {
    const name = `${serviceAccount}-${pod}`;
    const labels = podLabels(gateway, service, pod);
    return { name, namespace: gateway.namespace, address: ground.address(11 + pod), labels };
  });
  const ports = [...new Set(gateway.listeners.map(({ port }) => processPort(port)))];
  const added: Resource[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: rootNamespace } },
    service,
    ...[...places.values()].map(entryOfBackend),
    ...members.flatMap((pod) => [entryOfGateway(pod), ownAddress(pod, ports)]),
  ];
  refuse(cluster.name, await applyAll(cluster.api, added, { force: true }));
  const xds = await startIstiod(ground, mesh);
  const envoys = await Promise.all(members.map((pod) => startEnvoy(ground, pod, serviceAccount, xds, ports)));
  return {
    endpoint(name, pod = 0) {
      const { port, secrets } = listenerNamed(name, objects);
      const { address = '' } = envoys[pod] ?? {};
      return { address, port: processPort(port), ...(secrets.length > 0 && { ca: ground.ca }) };
    },
    rejected: async () => (await Promise.all(envoys.map((envoy) => envoy.rejected()))).flat(),
  };
}
