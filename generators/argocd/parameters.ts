import { podSecurityLabels } from '../blocks/platform/podSecurityLabels.ts';
import { parametersFile, paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import type { Deployed, DeployedApp, DeployedOperator } from './deployed.ts';
import { ignoredInCharts } from './ignored.ts';
import { inRepository, refreshPaths } from './inRepository.ts';
import { revisionOf } from './names.ts';
import { operatorSources } from './operatorSources.ts';
import { ownsNamespace } from './ownsNamespace.ts';
import { stageOf } from './stage.ts';

/** A file from which an ApplicationSet creates one Application: the template reads its keys. */
export interface Parameters {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** What a person edits to change it. */
  readonly source: string;
}

/** The files of a cluster for its apps: one beside each overlay. */
export const appParameters = (settings: FleetSettings, { environment, cluster, apps }: Deployed): Parameters[] =>
  apps.map((one) => ({
    path: `${paths.cluster(environment.name, cluster.name, one.app.name)}/${parametersFile}`,
    value: ofApp(settings, environment, cluster, one),
    source: `${environment.file} and ${one.app.source}`,
  }));

/** The files of a cluster for its operators. */
export const operatorParameters = (
  settings: FleetSettings,
  { environment, cluster, operators }: Deployed,
): Parameters[] =>
  operators.map((one) => ({
    path: paths.operator(environment.name, cluster.name, one.operator.name),
    value: ofOperator(settings, environment, cluster, one),
    source: `overlays/fleet.yaml and ${one.operator.source}`,
  }));

function ofApp(
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

function ofOperator(
  settings: FleetSettings,
  environment: Environment,
  cluster: Cluster,
  { operator, pinned }: DeployedOperator,
) {
  const shared = paths.chart(operator.name, environment.name);
  const inCluster = paths.chartInCluster(operator.name, environment.name, cluster.name);
  const values = [shared, inCluster].map((path) => inRepository(settings, path));
  return {
    app: operator.name,
    stage: 'operators',
    namespace: operator.namespace,
    sources: operatorSources(operator, pinned, settings, revisionOf(environment, cluster), values),
    // Where the CRDs lack the annotation Prune=false, no object of the operator may be pruned.
    prune: operator.crds !== 'unprunable',
    namespaceLabels: ownsNamespace(operator) ? podSecurityLabels(operator.podSecurity, cluster.kubernetes) : {},
    // Of a folder, in its own repository: Argo CD builds a new revision only if one of these has changed there.
    paths: 'chart' in pinned ? refreshPaths(settings, [shared, inCluster]) : `/${pinned.path}`,
    ignored: ignoredInCharts,
  };
}
