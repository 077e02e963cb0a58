import { join } from 'node:path';
import type { Cluster } from '../../generators/model/settings/index.ts';
import type { KubernetesApi } from '../api/client.ts';
import type { ApiServer } from '../controlPlane/apiServer.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes, RunningProgram } from '../processes/processes.ts';
import { sourceOf } from '../programs.ts';
import { until } from '../until.ts';
import { node } from './node.ts';

/** A zone of simulated nodes, with a KWOK process of its own. */
export interface Zone {
  readonly name: string;
  readonly nodes: readonly string[];
  /** Loses the zone: all its nodes stop reporting at once, without a shutdown. */
  lose(): void;
  /** Restores the zone: its nodes report again. */
  restore(): void;
}

/** Names of a cluster's zones and the classes of its nodes, from an `environment.yaml`. */
export type Topology = Pick<Cluster, 'region' | 'zones' | 'nodes'>;

/** Stages of pods and nodes: files of KWOK. */
const stages = [
  'stage/node/fast/node-initialize.yaml',
  'stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'stage/pod/fast/pod-ready.yaml',
  'stage/pod/fast/pod-complete.yaml',
  'stage/pod/fast/pod-delete.yaml',
  'metrics/resource/metrics-resource.yaml',
  'metrics/usage/usage-from-annotation.yaml',
];

const ownStages = ['daemon-ready-again.yaml', 'pod-ends-slowly.yaml'];

/** Annotation of a pod that takes its whole grace period to end. */
export const endsSlowly = { 'lab.gitops.dev/ends': 'slowly' };

/**
 * Starts simulated nodes in all zones of a cluster: of each class the maximum per zone.
 * https://kwok.sigs.k8s.io/docs/user/configuration/
 */
export async function startNodes(
  prefix: string,
  { api, kubeconfig, certificates }: ApiServer,
  { region, zones, nodes }: Topology,
  kwok: string,
  processes: Processes,
): Promise<readonly Zone[]> {
  const folder = join(await sourceOf('kwok', 'sigs.k8s.io/kwok'), 'kustomize');
  const ports = await freePorts(zones.length);
  const started = await Promise.all(
    zones.map(async (zone, index) => {
      const names = Object.entries(nodes).flatMap(([name, size]) =>
        Array.from({ length: size.maxPerZone }, (_, number) => ({
          name: `${zone}-${name}-${number}`,
          size: [name, size] as const,
        })),
      );
      await Promise.all(names.map(({ name, size }) => api.create(node(name, zone, region, size))));
      const port = ports[index] ?? 0;
      const running = await processes.start({
        name: `${prefix}-kwok-${zone}`,
        program: kwok,
        args: [
          `--kubeconfig=${kubeconfig}`,
          '--manage-all-nodes=false',
          `--manage-nodes-with-label-selector=topology.kubernetes.io/zone=${zone}`,
          '--node-lease-duration-seconds=10',
          '--v=WARN',
          '--node-ip=127.0.0.1',
          // Addresses of its pods. By default every KWOK gives the same ones.
          `--cidr=10.${index}.0.1/16`,
          `--node-port=${port}`,
          `--server-address=127.0.0.1:${port}`,
          `--tls-cert-file=${join(certificates, 'server.crt')}`,
          `--tls-private-key-file=${join(certificates, 'server.key')}`,
          ...stages.map((stage) => `--config=${join(folder, stage)}`),
          ...ownStages.map((stage) => `--config=${join(import.meta.dirname, stage)}`),
        ],
      });
      return zoneOf(
        zone,
        names.map(({ name }) => name),
        running,
      );
    }),
  );
  await untilReady(api, started.flatMap((zone) => zone.nodes).length);
  return started;
}

function zoneOf(name: string, nodes: readonly string[], kwok: RunningProgram): Zone {
  return { name, nodes, lose: () => kwok.signal('SIGSTOP'), restore: () => kwok.signal('SIGCONT') };
}

interface NodeStatus {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}

/** Names of the nodes that are Ready. */
export async function readyNodes(api: KubernetesApi): Promise<string[]> {
  const nodes = await api.list<NodeStatus>('v1', 'Node');
  return nodes
    .filter(({ status }) => status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True'))
    .map(({ metadata }) => metadata.name);
}

async function untilReady(api: KubernetesApi, count: number): Promise<void> {
  await until(`${count} nodes are Ready`, 60, async () => {
    const ready = await readyNodes(api);
    return ready.length === count || `${ready.length} are`;
  });
}
