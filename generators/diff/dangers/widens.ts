import { isJsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import type { FieldChange } from '../objects/fieldChanges.ts';
import type { Consequence, DangerReading } from './consequence.ts';
import { itemsAt, mapsAt } from './itemsAt.ts';

/** What gives rights, and the fields in which it gives more: a longer list, or another name. */
const grants: Readonly<Record<string, (object: Resource) => readonly string[]>> = {
  Role: rightsOf,
  ClusterRole: rightsOf,
  RoleBinding: boundIn,
  ClusterRoleBinding: boundIn,
  // The roles that a cloud gives to pods: generators write them as annotations of the account.
  ServiceAccount: ({ metadata: { annotations = {} } }) =>
    Object.entries(annotations)
      .filter(([name]) => /amazonaws\.com|gke\.io|azure\.workload\.identity/.test(name))
      .map(([, value]) => String(value)),
  AppProject: ({ spec }) =>
    ['sourceRepos', 'destinations', 'clusterResourceWhitelist', 'namespaceResourceWhitelist', 'roles'].flatMap((part) =>
      itemsAt(spec, part).map((one) => `${part} ${JSON.stringify(one)}`),
    ),
};

/** Rights that pods, people or Argo CD get: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const widens: DangerReading = ({ kind, before, after, fields }) => {
  const object = after ?? before;
  const grant = object && grants[object.kind];
  if (!grant || !after || kind === 'removed') return [];
  const known = new Set(before ? grant(before) : []);
  const come = grant(after)
    .filter((right) => !known.has(right))
    .sort((a, b) => Number(b.includes('*')) - Number(a.includes('*')));
  const [first] = come;
  if (first === undefined) return [];
  const more = come.length === 1 ? '' : ` and ${come.length - 1} more`;
  return [{ danger: 'widens', words: `gives ${first}${more}`, ...fieldOf(fields) }];
};

function fieldOf([first]: readonly FieldChange[]): Pick<Consequence, 'field'> {
  return first ? { field: first.field } : {};
}

/** Each verb on each resource: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources */
function rightsOf(role: Resource): string[] {
  return mapsAt(role, 'rules').flatMap((on) => {
    const groups = orNothing(on.apiGroups);
    const names = orNothing(on.resourceNames);
    const resources = strings(on.resources).flatMap((resource) =>
      groups.flatMap((group) => names.map((name) => [group, resource, name].filter(Boolean).join('/'))),
    );
    return strings(on.verbs).flatMap((verb) =>
      [...resources, ...strings(on.nonResourceURLs)].map((resource) => `${verb} ${resource}`),
    );
  });
}

/** Who is bound to what: `ClusterRole/edit to Group/staff`. */
function boundIn(binding: Resource): string[] {
  const role = nameIn(binding.roleRef);
  return mapsAt(binding, 'subjects').map((subject) => `${role} to ${nameIn(subject)}`);
}

function nameIn(reference: unknown): string {
  const { kind, namespace, name } = isJsonObject(reference) ? reference : {};
  return [kind, namespace, name].filter((part) => part !== undefined).join('/');
}

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
const orNothing = (value: unknown) => (strings(value).length > 0 ? strings(value) : ['']);
