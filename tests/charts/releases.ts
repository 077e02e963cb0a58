import { parse } from 'yaml';
import { chartClusterKinds } from '../../generators/argocd/chartKinds.ts';
import { argoNames } from '../../generators/argocd/names.ts';
import { hubNamespace } from '../../generators/argocd/namespace.ts';
import { ownsNamespace } from '../../generators/argocd/ownsNamespace.ts';
import { podSecurityLabels } from '../../generators/blocks/platform/podSecurityLabels.ts';
import { paths } from '../../generators/files/paths.ts';
import type { LinkedFleet } from '../../generators/link/clusters.ts';
import { referenceCluster } from '../../generators/link/reference.ts';
import type { Plan } from '../../generators/model/file.ts';
import type { Fleet } from '../../generators/model/fleet.ts';
import { isJsonObject } from '../../generators/model/json.ts';
import type { Operator, Values } from '../../generators/model/operator.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { argoCd, type Cluster } from '../../generators/model/settings/index.ts';
import { allFiles } from '../../generators/plan/allFiles.ts';

/** A chart or a folder of git in a cluster, with the values that this repository has for it. */
export interface ChartRelease {
  /** Its key in `fleet.yaml`. */
  readonly chart: string;
  readonly environment: string;
  readonly cluster: Cluster;
  readonly release: string;
  readonly namespace: Resource;
  readonly project: string;
  readonly values: Values;
  readonly operator?: Operator;
}

/** Every chart of every cluster, and Argo CD's own in the hub, as the plan has them. */
export function releasesOf(
  { settings }: Fleet,
  { clusters }: LinkedFleet,
  plan: Plan,
  operators: readonly Operator[],
): readonly ChartRelease[] {
  const written = new Map(allFiles(plan).map(({ path, content }) => [path, content]));
  const valuesAt = (path: string) => parse(written.get(path) ?? '') as Values | null;
  const own = clusters.flatMap(({ environment, cluster }) =>
    operators.flatMap((operator): ChartRelease[] => {
      const { name } = operator;
      const inCluster = paths.chartInCluster(name, environment.name, cluster.name);
      const file = operator.values ? inCluster : paths.operator(environment.name, cluster.name, name);
      if (!written.has(file)) return [];
      const values = merge(valuesAt(paths.chart(name, environment.name)) ?? {}, valuesAt(inCluster) ?? {});
      return [
        {
          chart: name,
          environment: environment.name,
          cluster,
          release: name,
          namespace: namespaceOf(operator, cluster),
          project: argoNames.operatorsProject(environment.name),
          values,
          operator,
        },
      ];
    }),
  );
  const values = valuesAt(paths.hubValues);
  if (!settings.hub || !values) return own;
  const cluster = { ...referenceCluster, name: settings.hub.cluster, kubernetes: settings.hub.kubernetes } as Cluster;
  const hub = { chart: argoCd, environment: 'hub', cluster, release: 'argocd', namespace: hubNamespace, values };
  return [...own, { ...hub, project: argoNames.hubProject }];
}

/** The namespace of an operator as Argo CD makes it, with `CreateNamespace=true` and `managedNamespaceMetadata`. */
export function namespaceOf(operator: Operator, { kubernetes }: Cluster): Resource {
  const labels = ownsNamespace(operator) ? podSecurityLabels(operator.podSecurity, kubernetes) : {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: operator.namespace, labels } };
}

/** Helm merges one file of values over another: objects by their keys, all else whole. */
function merge(one: Values, over: Values): Values {
  const merged = Object.entries(over).map(([key, value]) => {
    const below = one[key];
    return [key, isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value] as const;
  });
  return { ...one, ...Object.fromEntries(merged) };
}

/** Whether an object of a chart has no namespace. */
export function isClusterScoped(object: Resource): boolean {
  const clusterKinds = [...chartClusterKinds, { group: 'scheduling.k8s.io', kind: 'PriorityClass' }];
  return clusterKinds.some(({ group, kind }) => group === groupOf(object) && kind === object.kind);
}
