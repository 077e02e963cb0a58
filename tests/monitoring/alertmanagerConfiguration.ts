import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { alertmanagerName, monitoringNamespace } from '../../generators/upstream/prometheus.ts';
import { monitorSet } from '../../generators/upstream/prometheusOperator.ts';
import type { Ref } from '../../lab/api/client.ts';
import { applyAll, refuse } from '../../lab/apply.ts';
import type { Lab, LabCluster } from '../../lab/lab.ts';
import { startPrometheusOperator } from '../../lab/monitoring/prometheusOperator.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { complaint, monitoringGroup as group, monitoringCluster } from './monitoringCluster.ts';

/** The part of Alertmanager's configuration that tests read and change. */
export interface Configuration {
  global?: Record<string, unknown>;
  readonly receivers: readonly { readonly name: string }[];
  templates?: string[];
  readonly [key: string]: unknown;
}

/** What the real operator makes of the objects of an Alertmanager. */
export type Configure = (
  objects: readonly Resource[],
  secrets: Readonly<Record<string, string>>,
) => Promise<Configuration>;

const kind = 'Alertmanager';

/** The operator looks for the StorageClass of a volume. */
const isStorage = (one: Resource) => one.kind === 'StorageClass';

/** An API server with the real prometheus-operator, which is given one Alertmanager after the other. */
export async function openConfigurator(lab: Lab): Promise<Configure> {
  const cluster = await monitoringCluster(lab, 'monitoring');
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: monitoringNamespace } };
  refuse(cluster.name, await applyAll(cluster.api, [namespace]));
  await startPrometheusOperator(cluster, lab.processes, say);
  return configurator(cluster);
}

/** The same in a cluster in which the operator runs. */
export function configurator({ api, name }: LabCluster): Configure {
  return async (objects, secrets) => {
    const wanted = objects.filter((one) => (groupOf(one) === group && one.kind.startsWith(kind)) || isStorage(one));
    const receivers = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `${alertmanagerName}-receivers`, namespace: monitoringNamespace },
      stringData: secrets,
    };
    refuse(name, await applyAll(api, [receivers, ...wanted], { force: true }));
    let made: Configuration | undefined;
    await until(`the operator makes a configuration of ${wanted.length} objects`, 60, async () => {
      const secret = await api.get<GeneratedSecret>({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `${monitorSet(kind, alertmanagerName)}-generated`, namespace: monitoringNamespace },
      });
      const data = secret?.data?.['alertmanager.yaml.gz'];
      if (!data) return `there is no Secret: ${await complaint(api, kind, alertmanagerName)}`;
      made = parse(gunzipSync(Buffer.from(data, 'base64')).toString()) as Configuration;
      const names = made.receivers.map(({ name }) => name).join(', ');
      return names === receiversOf(wanted) ? true : `it has the receivers ${names}`;
    });
    return made as Configuration;
  };
}

interface GeneratedSecret extends Ref {
  readonly data?: Readonly<Record<string, string>>;
}

/** Names of receivers, as the operator writes them: namespace, object and name. */
function receiversOf(objects: readonly Resource[]): string {
  const configuration = objects.find(({ kind }) => kind === 'AlertmanagerConfig');
  const { receivers = [] } = (configuration?.spec ?? {}) as { receivers?: { name: string }[] };
  return receivers.map(({ name }) => inConfiguration(name)).join(', ');
}

/** The name that a receiver of settings has in the configuration. */
export function inConfiguration(receiver: string): string {
  return `${monitoringNamespace}/${alertmanagerName}/${receiver}`;
}
