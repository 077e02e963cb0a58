import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { LabCluster } from '../lab.ts';
import { aggregate } from '../metrics/aggregate.ts';
import { serviceCertificates } from '../metrics/certificates.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { labPrograms } from '../programs.ts';

export interface KedaOptions {
  /** An HTTP proxy for names that only the cluster's DNS knows. Default: none. */
  readonly proxy?: string;
  readonly progress: Say;
}

/**
 * Starts KEDA in a cluster that has its CRDs: the operator, which creates autoscalers and queries queues and
 * Prometheus, and the adapter, through which autoscalers read `external.metrics.k8s.io`. Without webhooks and rotation
 * of certificates.
 * https://keda.sh/docs/latest/operate/cluster/
 */
export async function startKeda(
  { api, name, kubeconfig, folder }: LabCluster,
  processes: Processes,
  { proxy, progress }: KedaOptions,
): Promise<void> {
  const programs = await labPrograms(['kit', 'keda', 'keda-adapter'], progress);
  const service = { name: 'keda-metrics-apiserver', namespace: 'keda' };
  const host = `${service.name}.${service.namespace}.svc`;
  const own = join(folder, 'keda');
  serviceCertificates(programs.kit, own, host);
  // Both read ca.crt, tls.crt and tls.key; the adapter is a client of the operator.
  const client = join(own, 'client');
  mkdirSync(client, { recursive: true });
  copyFileSync(join(own, 'ca.crt'), join(client, 'ca.crt'));
  for (const kind of ['crt', 'key']) copyFileSync(join(own, `client.${kind}`), join(client, `tls.${kind}`));
  const [metrics = 0, health = 0, port = 0] = await freePorts(3);

  const operator = processes.start({
    name: `${name}-keda-operator`,
    program: programs.keda,
    args: [
      `--kubeconfig=${kubeconfig}`,
      '--leader-elect=false',
      '--enable-prometheus-metrics=false',
      `--health-probe-bind-address=127.0.0.1:${health}`,
      `--metrics-service-bind-address=127.0.0.1:${metrics}`,
      '--enable-cert-rotation=false',
      `--cert-dir=${own}`,
    ],
    env: {
      WATCH_NAMESPACE: '',
      POD_NAMESPACE: service.namespace,
      KEDA_CLUSTER_OBJECT_NAMESPACE: service.namespace,
      KEDA_HTTP_DEFAULT_TIMEOUT: '3000',
      // Go uses no proxy for localhost and 127.0.0.1, so the API server is reached directly.
      ...(proxy && { HTTP_PROXY: proxy }),
    },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
  const adapter = processes.start({
    name: `${name}-keda-adapter`,
    program: programs['keda-adapter'],
    args: [
      ...['lister-', 'authentication-', 'authorization-'].map((kind) => `--${kind}kubeconfig=${kubeconfig}`),
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${join(own, 'tls.crt')}`,
      `--tls-private-key-file=${join(own, 'tls.key')}`,
      `--cert-dir=${client}`,
      `--metrics-service-address=127.0.0.1:${metrics}`,
      `--metrics-service-grpc-authority=${host}`,
    ],
  });
  await Promise.all([operator, adapter]);
  const ca = readFileSync(join(own, 'ca.crt'), 'utf8');
  await aggregate(api, { apiVersion: 'external.metrics.k8s.io/v1beta1', service, port, ca });
}
