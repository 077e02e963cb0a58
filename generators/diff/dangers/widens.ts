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
      .map(([name, value]) => `${name} ${value}`),
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
  const come = grant(after).filter((right) => !known.has(right));
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
    const names = strings(on.resourceNames);
    return strings(on.verbs).flatMap((verb) =>
      [...strings(on.resources), ...strings(on.nonResourceURLs)].flatMap((resource) =>
        (names.length > 0 ? names : ['']).map((name) =>
          [verb, [strings(on.apiGroups).join(), resource, name].filter(Boolean).join('/')].join(' '),
        ),
      ),
    );
  });
}

function boundIn(binding: Resource): string[] {
  return itemsAt(binding, 'subjects').map((subject) => JSON.stringify([binding.roleRef, subject]));
}

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
