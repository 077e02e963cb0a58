import { podSecurityLabels } from '../blocks/platform/podSecurityLabels.ts';
import { paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import type { Deployed, DeployedApp, DeployedOperator } from './deployed.ts';
import { ignoredInCharts } from './ignored.ts';
import { inRepository, refreshPaths } from './inRepository.ts';
import { ownsNamespace } from './ownsNamespace.ts';
import { stageOf } from './stage.ts';

/** A file from which an ApplicationSet creates one Application: the template reads its keys. */
export interface Parameters {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** What a person edits to change it. */
  readonly source: string;
}

/** The files of a cluster: one beside each overlay, and one for each operator. */
export function parametersOf(
  settings: FleetSettings,
  { environment, cluster, apps, operators }: Deployed,
): Parameters[] {
  return [
    ...apps.map((one) => ({
      path: `${paths.cluster(environment.name, cluster.name, one.app.name)}/application.yaml`,
      value: appParameters(settings, environment, cluster, one),
      source: `${environment.file} and ${one.app.source}`,
    })),
    ...operators.map((one) => ({
      path: `${paths.operators(environment.name, cluster.name)}/${one.operator.name}.yaml`,
      value: operatorParameters(settings, environment, cluster, one),
      source: `overlays/fleet.yaml and ${one.operator.source}`,
    })),
  ];
}

function appParameters(
  settings: FleetSettings,
  { name }: Environment,
  cluster: Cluster,
  { app, namespace, parked, ignored }: DeployedApp,
) {
  const own = paths.cluster(name, cluster.name, app.name);
  return {
    app: app.name,
    stage: stageOf(app),
    namespace,
    // Pruning all objects of an app is allowed only where its folder is empty on purpose.
    allowEmpty: parked,
    // Exactly the folders that Kustomize reads: a commit that changes none of them does not refresh the Application.
    paths: refreshPaths(settings, parked ? [own] : [paths.base(app.name), paths.environment(name, app.name), own]),
    ignored,
  };
}

function operatorParameters(
  settings: FleetSettings,
  { name }: Environment,
  cluster: Cluster,
  { operator, chart }: DeployedOperator,
) {
  const shared = paths.chart(operator.name, name);
  const inCluster = paths.chartInCluster(operator.name, name, cluster.name);
  return {
    app: operator.name,
    stage: 'operators',
    namespace: operator.namespace,
    repository: helmRepository(chart.repository),
    chart: chart.chart,
    version: chart.version,
    values: { shared: inRepository(settings, shared), own: inRepository(settings, inCluster) },
    // Where the CRDs lack the annotation Prune=false, no object of the chart may be pruned.
    prune: operator.crds !== 'unprunable',
    namespaceLabels: ownsNamespace(operator) ? podSecurityLabels(operator.podSecurity, cluster.kubernetes) : {},
    paths: refreshPaths(settings, [shared, inCluster]),
    ignored: ignoredInCharts,
  };
}

/**
 * The address of a chart repository in Argo CD: that of an OCI registry has no scheme.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function helmRepository(address: string): string {
  return address.replace(/^oci:\/\//, '');
}
