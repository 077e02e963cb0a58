import { groupOf, type Resource } from '../../model/resource.ts';
import type { PermittedKind } from '../kinds.ts';

/** The fields of an AppProject that allow something. */
export interface Project {
  readonly destinations: readonly { readonly name?: string; readonly namespace: string }[];
  readonly clusterResourceWhitelist: readonly PermittedKind[];
  readonly namespaceResourceWhitelist: readonly PermittedKind[];
  readonly syncWindows?: unknown;
}

/**
 * Whether a project permits its Applications to write an object into a cluster, wildcards not considered:
 * https://github.com/argoproj/argo-cd/blob/v3.5.7/pkg/apis/application/v1alpha1/app_project_types.go
 */
export function isPermitted(project: Project, cluster: string, object: Resource): boolean {
  const { name, namespace } = object.metadata;
  const isKind = (one: PermittedKind) => one.group === groupOf(object) && one.kind === object.kind;
  if (namespace === undefined) {
    return project.clusterResourceWhitelist.some((one) => isKind(one) && (one.name ?? name) === name);
  }
  const isThere = project.destinations.some((one) => one.name === cluster && one.namespace === namespace);
  return isThere && project.namespaceResourceWhitelist.some(isKind);
}
