import { gunzipSync } from 'node:zlib';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { monitoringNamespace, prometheusName } from '../../generators/upstream/prometheus.ts';
import { monitorSet } from '../../generators/upstream/prometheusOperator.ts';
import type { Ref } from '../../lab/api/client.ts';
import { applyAll, refuse } from '../../lab/apply.ts';
import type { BuiltCluster } from '../../lab/fleet.ts';
import { makeSecrets } from '../../lab/keda/secrets.ts';
import type { Lab, LabCluster } from '../../lab/lab.ts';
import type { MountedFiles } from '../../lab/monitoring/prometheusFiles.ts';
import { startPrometheusOperator } from '../../lab/monitoring/prometheusOperator.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { complaint, monitoringGroup } from './monitoringCluster.ts';

/**
 * Gives an API server all objects of a cluster that Prometheus' configuration is made of, and then starts the real
 * prometheus-operator: its first configuration is made of all of them.
 * @param cluster has the kinds of prometheus-operator
 */
export async function prometheusConfiguration(
  { processes }: Lab,
  cluster: LabCluster,
  objects: BuiltCluster['objects'],
): Promise<MountedFiles> {
  const { api, name } = cluster;
  refuse(name, await applyAll(api, [...objects.values()].flat().filter(isRead)));
  await makeSecrets(api, objects.get(prometheusName) ?? []);
  await startPrometheusOperator(cluster, processes, say);
  const set = monitorSet('Prometheus', prometheusName);
  const made = <T extends Ref>(apiVersion: string, kind: string, of: string) =>
    api.get<T>({ apiVersion, kind, metadata: { name: of, namespace: monitoringNamespace } });
  let args: readonly string[] = [];
  // It makes the StatefulSet last.
  await until(`the operator makes a StatefulSet in ${name}`, 60, async () => {
    const found = await made<StatefulSet>('apps/v1', 'StatefulSet', set);
    args = found?.spec.template.spec.containers.find((one) => one.name === prometheusName)?.args ?? [];
    return args.length > 0 || complaint(api, 'Prometheus', prometheusName);
  });
  const { data: { 'prometheus.yaml.gz': packed = '' } = {} } = (await made<WithData>('v1', 'Secret', set)) ?? {};
  const { data: { 'web-config.yaml': web = '' } = {} } =
    (await made<WithData>('v1', 'Secret', `${set}-web-config`)) ?? {};
  const webConfiguration = Buffer.from(web, 'base64').toString();
  const configuration = gunzipSync(Buffer.from(packed, 'base64')).toString();
  const rules: [path: string, text: string][] = [];
  for (const [, folder = '', part = ''] of configuration.matchAll(/^- (\/\S+\/([^/\s]+))\/\*\.yaml$/gm)) {
    const { data = {} } = (await made<WithData>('v1', 'ConfigMap', part)) ?? {};
    for (const [file, text] of Object.entries(data)) rules.push([`${folder}/${file}`, text]);
  }
  return { configuration, webConfiguration, rules: new Map(rules), args };
}

const access = new Set(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'Service']);

/** What the operator and Prometheus read, and the rights of Prometheus. */
function isRead(one: Resource): boolean {
  if (groupOf(one) === monitoringGroup || one.kind === 'Namespace' || one.kind === 'StorageClass') return true;
  return access.has(one.kind) && one.metadata.labels?.['app.kubernetes.io/component'] === monitoringNamespace;
}

interface StatefulSet extends Ref {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly name: string; readonly args?: readonly string[] }[] };
    };
  };
}

/** Secret or ConfigMap. */
interface WithData extends Ref {
  readonly data?: Readonly<Record<string, string>>;
}
