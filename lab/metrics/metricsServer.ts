import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { LabCluster } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { labPrograms } from '../programs.ts';
import { aggregate } from './aggregate.ts';
import { serviceCertificates } from './certificates.ts';

/**
 * Starts the metrics server of a cluster and waits until the API server forwards `metrics.k8s.io` to it. Nodes report
 * the simulated usage of pods: see `load`. A pod has figures from its second scrape on, after 10 to 20 s.
 * https://github.com/kubernetes-sigs/metrics-server
 */
export async function startMetricsServer(
  { api, name, kubeconfig, certificates, folder }: LabCluster,
  processes: Processes,
  progress: Say,
): Promise<void> {
  const programs = await labPrograms(['kit', 'metrics-server'], progress);
  const service = { name: 'metrics-server', namespace: 'kube-system' };
  const own = join(folder, 'metrics-server');
  serviceCertificates(programs.kit, own, `${service.name}.${service.namespace}.svc`);
  const [port = 0] = await freePorts(1);
  await processes.start({
    name: `${name}-metrics-server`,
    program: programs['metrics-server'],
    args: [
      ...['', 'authentication-', 'authorization-'].map((kind) => `--${kind}kubeconfig=${kubeconfig}`),
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${join(own, 'tls.crt')}`,
      `--tls-private-key-file=${join(own, 'tls.key')}`,
      // The port of all nodes is KWOK's, and the path of a node's figures is in an annotation.
      '--kubelet-use-node-status-port',
      '--kubelet-preferred-address-types=InternalIP',
      `--kubelet-certificate-authority=${join(certificates, 'ca.crt')}`,
      // The shortest possible interval. The timeout of a request must be less, or the server does not start.
      '--metric-resolution=10s',
      '--kubelet-request-timeout=5s',
    ],
  });
  const ca = readFileSync(join(own, 'ca.crt'), 'utf8');
  await aggregate(api, { apiVersion: 'metrics.k8s.io/v1beta1', service, port, ca });
}
