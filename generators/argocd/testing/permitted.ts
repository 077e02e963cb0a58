import { groupOf, type Resource } from '../../model/resource.ts';
import type { Kind } from '../kinds.ts';

/** The part of an AppProject that says what is allowed. */
export interface Project {
  readonly destinations: readonly { readonly name?: string; readonly namespace: string }[];
  readonly clusterResourceWhitelist: readonly Kind[];
  readonly namespaceResourceWhitelist: readonly Kind[];
  readonly syncWindows?: unknown;
}

/**
 * Whether Argo CD would let an Application of a project put an object into a cluster, without wildcards:
 * https://github.com/argoproj/argo-cd/blob/v3.5.7/pkg/apis/application/v1alpha1/app_project_types.go
 */
export function isPermitted(project: Project, cluster: string, object: Resource): boolean {
  const { name, namespace } = object.metadata;
  const isKind = (one: Kind) => one.group === groupOf(object) && one.kind === object.kind;
  if (namespace === undefined) {
    return project.clusterResourceWhitelist.some((one) => isKind(one) && (one.name ?? name) === name);
  }
  const isThere = project.destinations.some((one) => one.name === cluster && one.namespace === namespace);
  return isThere && project.namespaceResourceWhitelist.some(isKind);
}
