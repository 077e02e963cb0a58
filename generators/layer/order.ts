import { groupOf, type Resource } from '../model/resource.ts';

/**
 * Resources in the order in which `kustomize build` prints them when neither the kustomization nor the command line
 * says otherwise: some kinds first, some last, then by group, version, kind, namespace and name.
 * Source: kustomize api v0.21.2, `internal/builtins/SortOrderTransformer.go` ("legacy" order), which
 * `krusty/kustomizer.go` applies by default.
 */
export function inKustomizeOrder(resources: readonly Resource[]): readonly Resource[] {
  return resources
    .map((object) => ({ object, rank: ranks.get(object.kind) ?? 0, type: typeOf(object), place: placeOf(object) }))
    .sort((a, b) => a.rank - b.rank || types(a, b) || compare(a.place, b.place))
    .map(({ object }) => object);
}

const first = [
  ...['Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount', 'PodSecurityPolicy'],
  ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ConfigMap', 'Secret', 'Endpoints', 'Service'],
  ...['LimitRange', 'PriorityClass', 'PersistentVolume', 'PersistentVolumeClaim', 'Deployment', 'StatefulSet'],
  ...['CronJob', 'PodDisruptionBudget'],
];
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const ranks = new Map([
  ...first.map((kind, i): [string, number] => [kind, i - first.length]),
  ...last.map((kind, i): [string, number] => [kind, i + 1]),
]);

/** The sort key of a type: an absent part sorts after names, so the core group comes after all others. */
function typeOf(object: Resource): string {
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  return `${groupOf(object) || '~G'}_${version || '~V'}_${object.kind || '~K'}`;
}

function placeOf({ metadata: { namespace, name } }: Resource): string {
  return `${namespace || '~X'}|${name || '~N'}`;
}

/** Namespaces of the core group come before those of any other. */
function types(a: { object: Resource; type: string }, b: { object: Resource; type: string }): number {
  const coreNamespace = [a, b].some(({ object }) => object.kind === 'Namespace' && groupOf(object) === '');
  return coreNamespace ? compare(b.type, a.type) : compare(a.type, b.type);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
