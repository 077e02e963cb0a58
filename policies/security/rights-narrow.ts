import type { Resource } from '../../generators/model/resource.ts';
import { type Built, rule, type Violation } from '../../generators/model/rule.ts';
import { metadataOf } from '../example/parts.ts';
import { binding, role } from '../example/rights.ts';
import { withField } from '../example/withField.ts';
import { entries, text, textAt } from '../kubernetes/reading.ts';
import { allows, ofRights, type Right, rightsOf, subjectsOf } from '../kubernetes/rights.ts';

const clusterRole: Resource = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'api', labels: metadataOf('api', 'backend').labels },
  rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }],
};
const toTheRole = (name: string) => withField(withField(binding, 'roleRef.kind', 'ClusterRole'), 'roleRef.name', name);
const may = (verb: string, resource: string, apiGroup = '') =>
  withField(role, 'rules', [{ apiGroups: [apiGroup], resources: [resource], verbs: [verb] }]);

const rightsNarrow = rule({
  code: 'rights-narrow',
  severity: 'error',
  title:
    'A role names what it allows and to which Secrets, gives nobody the way to more, and is bound to single accounts.',
  why:
    'Whoever takes over a pod has all rights of its account: with `*`, with every Secret of a namespace or with new pods ' +
    'in it that is the namespace, and soon the cluster. ' +
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  fix: 'Name API groups, resources and verbs, Secrets by resourceNames with the verb get alone; bind the role to the account of one app.',
  *check(view) {
    for (const built of ofRights(view, 'Role')) {
      for (const right of rightsOf(built)) yield* widths(right);
      for (const [label] of entries(built.resource.metadata.labels)) {
        const [, wider] = /^rbac\.authorization\.k8s\.io\/aggregate-to-(.+)$/.exec(label) ?? [];
        if (wider === undefined) continue;
        const message = `It becomes part of the ClusterRole ${wider}: whoever has that gets these rights too.`;
        yield { object: built, field: `metadata.labels[${label}]`, message };
      }
    }
    for (const built of ofRights(view, 'RoleBinding')) yield* bound(built);
  },
  passes: [
    { title: 'one verb, one resource', objects: [role, binding] },
    { title: 'a Secret by its name', objects: [withField(may('get', 'secrets'), 'rules[0].resourceNames', ['api'])] },
    { title: 'the role of Kubernetes that sees no Secrets', objects: [toTheRole('view')] },
  ],
  fails: [
    { title: 'every verb', objects: [may('*', 'configmaps')] },
    { title: 'every resource', objects: [may('get', '*')] },
    { title: 'every API group', objects: [may('get', 'configmaps', '*')] },
    {
      title: 'every path of the API server',
      objects: [withField(clusterRole, 'rules', [{ nonResourceURLs: ['*'], verbs: ['get'] }])],
    },
    { title: 'every Secret of a namespace', objects: [may('get', 'secrets')] },
    {
      title: 'a list of Secrets, which shows what is in them',
      objects: [withField(may('list', 'secrets'), 'rules[0].resourceNames', ['api'])],
    },
    { title: 'pods, which may run as any account', objects: [may('create', 'pods')] },
    { title: 'a Deployment, which is the same', objects: [may('patch', 'deployments', 'apps')] },
    { title: 'a shell in every pod', objects: [may('create', 'pods/exec')] },
    { title: 'the subresource of every resource', objects: [may('create', '*/exec')] },
    { title: 'a token of any account', objects: [may('create', 'serviceaccounts/token')] },
    { title: 'rights that one does not have', objects: [may('escalate', 'roles', 'rbac.authorization.k8s.io')] },
    { title: 'whoever one likes', objects: [may('impersonate', 'users')] },
    { title: 'labels of a namespace, Pod Security among them', objects: [may('patch', 'namespaces')] },
    {
      title: 'rights that join a role of Kubernetes',
      objects: [
        withField(clusterRole, 'metadata.labels', {
          ...clusterRole.metadata.labels,
          'rbac.authorization.k8s.io/aggregate-to-view': 'true',
        }),
      ],
    },
    { title: 'the role that may do everything', objects: [toTheRole('cluster-admin')] },
    { title: 'the role that reads and writes all of a namespace', objects: [toTheRole('edit')] },
    {
      title: 'everybody who has an account',
      objects: [
        role,
        withField(binding, 'subjects', [
          { kind: 'Group', name: 'system:serviceaccounts:backend', apiGroup: 'rbac.authorization.k8s.io' },
        ]),
      ],
    },
    {
      title: 'the account of all pods that name none',
      objects: [role, withField(binding, 'subjects[0].name', 'default')],
    },
  ],
});

const workloads = ['deployments', 'statefulsets', 'daemonsets', 'replicasets'];
const jobs = ['jobs', 'cronjobs'];
const writes = ['create', 'update', 'patch'];

interface Danger {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly leadsTo: string;
}

/** What leads to rights that no role names: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const dangers: readonly Danger[] = [
  { group: '', resources: ['secrets'], verbs: ['list', 'watch'], leadsTo: 'what is in all Secrets' },
  {
    group: '',
    resources: ['pods', 'replicationcontrollers'],
    verbs: writes,
    leadsTo: 'the rights of any account there',
  },
  { group: 'apps', resources: workloads, verbs: writes, leadsTo: 'the rights of any account there' },
  { group: 'batch', resources: jobs, verbs: writes, leadsTo: 'the rights of any account there' },
  {
    group: '',
    resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers', 'nodes/proxy'],
    verbs: ['get', ...writes],
    leadsTo: 'whatever runs in other pods',
  },
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'], leadsTo: 'a token of any account there' },
  {
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    verbs: ['impersonate'],
    leadsTo: 'the rights of others',
  },
  { group: '', resources: ['namespaces'], verbs: writes, leadsTo: 'the labels by which pods are restricted' },
  { group: '', resources: ['persistentvolumes'], verbs: ['create'], leadsTo: 'the files of a node' },
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['roles', 'clusterroles'],
    verbs: ['escalate', 'bind'],
    leadsTo: 'rights that it does not have itself',
  },
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['rolebindings', 'clusterrolebindings'],
    verbs: writes,
    leadsTo: 'roles for whomever it likes',
  },
  {
    group: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    verbs: ['update', 'patch'],
    leadsTo: 'certificates of anybody',
  },
  {
    group: 'admissionregistration.k8s.io',
    resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
    verbs: writes,
    leadsTo: 'every object that is written',
  },
];

function* widths(right: Right): Iterable<Violation> {
  const { built: object, field, groups, resources, verbs, names, paths } = right;
  const all = { verbs, resources, apiGroups: groups, nonResourceURLs: paths };
  const wide = Object.entries(all).filter(([, values]) => values.includes('*'));
  for (const [key] of wide)
    yield { object, field: `${field}.${key}`, message: `Its ${key} are *: everything, also what comes later.` };
  // What is everything is told once.
  if (wide.length > 0) return;
  if (allows(right, '', 'secrets', 'get') && names.length === 0) {
    yield { object, field: `${field}.resourceNames`, message: 'It may get every Secret there: it names none.' };
  }
  for (const danger of dangers) {
    const found = danger.resources.flatMap((resource) =>
      danger.verbs.filter((verb) => allows(right, danger.group, resource, verb)).map((verb) => `${verb} ${resource}`),
    );
    if (found.length === 0) continue;
    yield { object, field, message: `It may ${found.join(', ')}, which leads to ${danger.leadsTo}.` };
  }
}

/** Roles of Kubernetes that read or write all of a namespace: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const wideRoles = ['cluster-admin', 'admin', 'edit'];

function* bound(object: Built): Iterable<Violation> {
  const name = textAt(object.resource, ['roleRef', 'name']);
  if (textAt(object.resource, ['roleRef', 'kind']) === 'ClusterRole' && wideRoles.includes(name)) {
    yield { object, field: 'roleRef.name', message: `It gives the role ${name}, which is all of a namespace or more.` };
  }
  for (const [index, subject] of subjectsOf(object).entries()) {
    const field = `subjects[${index}].name`;
    if (/^system:/.test(text(subject.name)) && subject.kind !== 'ServiceAccount') {
      yield { object, field, message: `It gives a role to ${subject.name}, which is not one app.` };
    }
    if (subject.kind === 'ServiceAccount' && subject.name === 'default') {
      yield {
        object,
        field,
        message: 'It gives a role to the account default, as which every pod runs that names none.',
      };
    }
  }
}

export default rightsNarrow;
