import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { type Fetched, fetchedHere } from '../cluster/fetched.ts';
import { externalSecret } from '../example/api.ts';
import { accountOf, metadataOf } from '../example/parts.ts';
import { binding, role } from '../example/rights.ts';
import { withField } from '../example/withField.ts';
import { textAt } from '../kubernetes/reading.ts';
import { allows, ofRights, type Right, rightsOf, subjectsOf } from '../kubernetes/rights.ts';

const inData = metadataOf('reader', 'data');
const store: Resource = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'cluster-secrets', labels: inData.labels },
  spec: {
    conditions: [{ namespaces: ['backend'] }],
    provider: {
      kubernetes: { remoteNamespace: 'data', auth: { serviceAccount: { name: 'reader', namespace: 'data' } } },
    },
  },
};
const fetching = withField(withField(externalSecret, 'spec.secretStoreRef.name', 'cluster-secrets'), 'spec.data', [
  { secretKey: 'user', remoteRef: { key: 'users-app', property: 'username' } },
  { secretKey: 'password', remoteRef: { key: 'users-app', property: 'password' } },
]);
const reading = (...resourceNames: readonly string[]) => ({
  ...role,
  metadata: inData,
  rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get'] }],
});
const bound = withField(
  { ...binding, metadata: inData, subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'data' }] },
  'roleRef.name',
  'reader',
);
const stored = [store, fetching, accountOf('reader', 'data')];

const storeRightsMatch = rule({
  code: 'store-rights-match',
  severity: 'error',
  title: 'The account of a store of this cluster may read the Secrets that are fetched through it, and no others.',
  why:
    'What the account may not read never arrives, and the pods that need it never start; what it may read besides, ' +
    'every namespace that may use the store can copy. https://external-secrets.io/latest/provider/kubernetes/',
  fix: 'Name in resourceNames of its Role exactly the Secrets that ExternalSecrets fetch by the store.',
  *check(view) {
    const readers = Map.groupBy(
      fetchedHere(view).filter(({ account }) => account !== undefined),
      ({ account, namespace }) => `${account?.namespace}/${account?.name} ${namespace}`,
    );
    for (const fetched of readers.values()) yield* judge(view, fetched);
  },
  passes: [
    { title: 'the Secrets that are fetched', objects: [...stored, reading('users-app'), bound] },
    {
      title: 'the name of the account, which is no Secret',
      objects: [...stored, reading('users-app', 'reader'), bound],
    },
    {
      title: 'a store that logs in otherwise',
      objects: [withField(store, 'spec.provider.kubernetes.auth', {}), fetching],
    },
  ],
  fails: [
    {
      title: 'a Secret that the account may not read',
      objects: [...stored, reading('users-superuser', 'reader'), bound],
    },
    { title: 'a Secret that nobody fetches', objects: [...stored, reading('users-app', 'users-superuser'), bound] },
    { title: 'a role that is bound to nobody', objects: [...stored, reading('users-app')] },
    {
      title: 'a role in another namespace',
      objects: [
        ...stored,
        withField(reading('users-app'), 'metadata.namespace', 'media'),
        withField(bound, 'metadata.namespace', 'media'),
      ],
    },
  ],
});

function* judge(view: ClusterView, fetched: readonly Fetched[]): Iterable<Violation> {
  const [{ namespace, account } = { namespace: '', account: undefined }] = fetched;
  const reader = `${account?.namespace}/${account?.name}`;
  const rights = rightsIn(view, namespace, reader).filter((one) => allows(one, '', 'secrets', 'get'));
  const told = new Set<string>();
  for (const { built: object, field, name } of fetched) {
    if (rights.some(({ names }) => names.length === 0 || names.includes(name)) || told.has(name)) continue;
    told.add(name);
    yield {
      object,
      field,
      message: `The account ${reader} of its store may not get the Secret ${name} of ${namespace}.`,
    };
  }
  const wanted = new Set([...fetched.map(({ name }) => name), account?.name]);
  for (const { built: object, field, names } of rights) {
    const rest = names.filter((name) => !wanted.has(name));
    if (rest.length === 0) continue;
    const message = `The account ${reader} may get ${rest.join(', ')} of ${namespace}, which nobody fetches through its store.`;
    yield { object, field: `${field}.resourceNames`, message };
  }
}

/** What an account may do in a namespace, as far as the cluster's own roles say. */
function rightsIn(view: ClusterView, namespace: string, account: string): readonly Right[] {
  return ofRights(view, 'RoleBinding')
    .filter(({ resource }) => resource.kind === 'ClusterRoleBinding' || resource.metadata.namespace === namespace)
    .filter((built) =>
      subjectsOf(built).some((one) => `${one.namespace ?? built.resource.metadata.namespace}/${one.name}` === account),
    )
    .flatMap(({ resource }) => {
      const kind = textAt(resource, ['roleRef', 'kind']);
      const role = view.find(kind, kind === 'Role' ? namespace : '', textAt(resource, ['roleRef', 'name']));
      return role ? rightsOf(role) : [];
    });
}

export default storeRightsMatch;
