import { monitoringNamespace } from '../../generators/upstream/prometheus.ts';
import type { Monitor } from '../../generators/upstream/prometheusOperator.ts';
import type { KubernetesApi, Ref } from '../../lab/api/client.ts';
import { definitions, install } from '../../lab/definitions.ts';
import type { Lab, LabCluster } from '../../lab/lab.ts';
import { say } from '../cluster/say.ts';

/** The API group of prometheus-operator. */
export const monitoringGroup = 'monitoring.coreos.com';

/** An API server that has the kinds of prometheus-operator. The operator itself is not started. */
export async function monitoringCluster(lab: Lab, name: string): Promise<LabCluster> {
  const cluster = await lab.apiServer(name);
  const kinds = (await definitions(say)).filter(({ metadata }) => metadata.name.endsWith(monitoringGroup));
  await install(cluster.api, kinds);
  return cluster;
}

/** What the operator says of an object that it cannot make. */
export async function complaint(api: KubernetesApi, kind: Monitor, name: string): Promise<string> {
  const metadata = { name, namespace: monitoringNamespace };
  const found = await api.get<Reported>({ apiVersion: `${monitoringGroup}/v1`, kind, metadata });
  const reconciled = found?.status?.conditions?.find(({ type }) => type === 'Reconciled');
  return reconciled?.message || 'the operator says nothing yet';
}

interface Reported extends Ref {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly message?: string }[] };
}
