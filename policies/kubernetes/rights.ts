import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { listAt, texts } from './reading.ts';

/** One rule of a Role or ClusterRole: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface Right {
  readonly built: Built;
  /** `rules[0]`. */
  readonly field: string;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Names of objects. Without any, all objects are meant. */
  readonly names: readonly string[];
  readonly paths: readonly string[];
}

/** Who has a right, as a binding names them. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const group = 'rbac.authorization.k8s.io';

/** The Roles and ClusterRoles of a cluster, or its bindings of them. */
export function ofRights(view: ClusterView, kind: 'Role' | 'RoleBinding'): readonly Built[] {
  return [...view.ofKind(kind, group), ...view.ofKind(`Cluster${kind}`, group)];
}

/** The rules of a Role or ClusterRole. */
export function rightsOf(built: Built): readonly Right[] {
  return listAt(built.resource, ['rules']).map((one, index) => {
    const of = (key: string) => texts((one as Record<string, readonly string[] | undefined>)[key]);
    return {
      built,
      field: `rules[${index}]`,
      groups: of('apiGroups'),
      resources: of('resources'),
      verbs: of('verbs'),
      names: of('resourceNames'),
      paths: of('nonResourceURLs'),
    };
  });
}

/** Whom a binding gives its role. */
export function subjectsOf({ resource }: Built): readonly Subject[] {
  return listAt(resource, ['subjects']) as readonly Subject[];
}

/** Whether a right is one to do this to objects of this resource: `pods`, `pods/exec`. */
export function allows({ groups, resources, verbs }: Right, apiGroup: string, resource: string, verb: string): boolean {
  const has = (all: readonly string[], one: string) => all.includes(one) || all.includes('*');
  const [, subresource] = resource.split('/');
  const named = has(resources, resource) || (subresource !== undefined && resources.includes(`*/${subresource}`));
  return has(groups, apiGroup) && named && has(verbs, verb);
}
