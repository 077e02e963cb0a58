import assert from 'node:assert/strict';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi, Ref } from '../../lab/api/client.ts';
import { applyAll, refuse } from '../../lab/apply.ts';
import type { BuiltCluster } from '../../lab/fleet.ts';

/** A pod that an API server has and no node runs: something of this machine answers at its address. */
export interface StandInPod {
  readonly name: string;
  readonly zone: string;
  /** A loopback address. */
  readonly address: string;
}

/**
 * Creates a pod of a Deployment in each of some zones, on a node of its own, and says that it runs at an address of this
 * machine.
 * @param prefix first two bytes of the addresses, such as `127.96`
 */
export async function standInPods(
  api: KubernetesApi,
  { name: cluster, objects }: BuiltCluster,
  app: string,
  zones: readonly string[],
  prefix: string,
): Promise<readonly StandInPod[]> {
  const own = objects.get(app) ?? [];
  const before = [...(objects.get('platform') ?? []).filter(({ kind }) => kind === 'PriorityClass'), ...own].filter(
    ({ kind }) => kind === 'PriorityClass' || kind === 'ServiceAccount',
  );
  refuse(cluster, await applyAll(api, before));
  const deployment = own.find(({ kind }) => kind === 'Deployment') ?? assert.fail(`${app} has no Deployment`);
  const { template } = (deployment as Resource & Required<Pick<IDeployment, 'spec'>>).spec;
  const pods: StandInPod[] = [];
  for (const [index, zone] of zones.entries()) {
    const [node, name, address] = [`node-${zone}`, `${app}-${index}`, `${prefix}.1.${index + 1}`];
    const labels = { 'topology.kubernetes.io/zone': zone };
    await api.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: node, labels } } as Ref);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: deployment.metadata.namespace, labels: template.metadata?.labels },
      spec: { ...template.spec, nodeName: node },
    };
    await api.create(pod);
    const status = { phase: 'Running', podIP: address, podIPs: [{ ip: address }] };
    await api.patch(pod, { status }, { subresource: 'status' });
    pods.push({ name, zone, address });
  }
  return pods;
}
