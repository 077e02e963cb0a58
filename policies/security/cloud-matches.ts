import type { Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule } from '../../generators/model/rule.ts';
import { account, deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { secretStore, storageClass } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { kindOf } from '../kubernetes/kind.ts';
import { once } from '../kubernetes/once.ts';
import { at, entriesAt, text, textAt } from '../kubernetes/reading.ts';
import { textsOf } from '../kubernetes/texts.ts';
import { workloadKinds, workloadOf } from '../kubernetes/workload.ts';

const role = 'eks.amazonaws.com/role-arn';
const serviceAccount = 'iam.gke.io/gcp-service-account';
const client = 'azure.workload.identity/client-id';
const annotated = (key: string, value: string): Resource =>
  withField(account, 'metadata.annotations', { [key]: value });
const arn = 'arn:aws:iam::123456789012:role/api';

const cloudMatches = rule({
  code: 'cloud-matches',
  severity: 'error',
  title:
    'Identities, drivers of volumes and secret managers are those of the cloud, account and region of the cluster.',
  why:
    'Nobody refuses the annotation of another cloud, or the role of another account: the pod starts, gets no token, and ' +
    'fails at its first call. https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html · ' +
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity · ' +
    'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html',
  fix: 'Name the identity, the driver or the store of this cloud: identities stand in environment.yaml, by cluster.',
  *check(view) {
    // What is read by a cloud alone, nobody reads on a local cluster.
    if (view.cluster.cloud === 'local') return;
    for (const built of view.all) {
      for (const { field, message } of faults(view, built)) yield { object: built, field, message };
    }
  },
  passes: [
    { title: 'a role of the account', objects: [annotated(role, arn)] },
    {
      title: 'the driver of EKS Auto Mode',
      objects: [withField(storageClass, 'provisioner', 'ebs.csi.eks.amazonaws.com')],
    },
    { title: 'a driver that is of no cloud', objects: [withField(storageClass, 'provisioner', 'driver.longhorn.io')] },
  ],
  fails: [
    {
      title: 'an account of Azure whose pods do not ask for a token',
      objects: [
        annotated(client, '00000000-0000-4000-8000-000000000000'),
        withField(storageClass, 'provisioner', 'disk.csi.azure.com'),
        withField(secretStore, 'spec.provider', { azurekv: { vaultUrl: 'https://shop.vault.azure.net' } }),
        withField(database, 'spec.serviceAccountTemplate.metadata.annotations', {
          [client]: '00000000-0000-4000-8000-000000000000',
        }),
      ],
      cluster: { cloud: 'azure' },
    },
    { title: "Google's annotation on AWS", objects: [annotated(serviceAccount, 'api@shop.iam.gserviceaccount.com')] },
    { title: "Azure's annotation on AWS", objects: [annotated(client, '00000000-0000-4000-8000-000000000000')] },
    {
      title: 'the annotation of another cloud where an operator makes the account',
      objects: [
        withField(database, 'spec.serviceAccountTemplate.metadata.annotations', {
          [role]: arn,
          [serviceAccount]: 'users@shop.iam.gserviceaccount.com',
        }),
      ],
    },
    { title: 'a role of another account', objects: [annotated(role, 'arn:aws:iam::210987654321:role/api')] },
    { title: 'what is no role', objects: [annotated(role, 'api')] },
    {
      title: 'pods that ask for a token of Azure',
      objects: [withField(deployment, 'spec.template.metadata.labels[azure.workload.identity/use]', 'true')],
    },
    {
      title: 'the driver of another cloud',
      objects: [withField(storageClass, 'provisioner', 'pd.csi.storage.gke.io')],
    },
    {
      title: 'the secret manager of another cloud',
      objects: [withField(secretStore, 'spec.provider', { gcpsm: { projectID: 'shop' } })],
    },
    { title: 'another region', objects: [withField(secretStore, 'spec.provider.aws.region', 'eu-west-1')] },
  ],
});

/** What names an identity, with the cloud it is of and how its names look. */
const identities: Readonly<Record<string, readonly [cloud: string, shape: RegExp, what: string]>> = {
  [role]: ['aws', /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'the ARN of a role'],
  [serviceAccount]: [
    'google',
    /^[a-z][-a-z0-9]+@[-a-z0-9.]+\.iam\.gserviceaccount\.com$/,
    'the address of a service account',
  ],
  [client]: ['azure', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'the ID of a client'],
  'azure.workload.identity/use': ['azure', /^true$/, 'true'],
};

const drivers: Readonly<Record<string, string>> = {
  'ebs.csi.aws.com': 'aws',
  'ebs.csi.eks.amazonaws.com': 'aws',
  'efs.csi.aws.com': 'aws',
  'pd.csi.storage.gke.io': 'google',
  'filestore.csi.storage.gke.io': 'google',
  'disk.csi.azure.com': 'azure',
  'file.csi.azure.com': 'azure',
  'rancher.io/local-path': 'local',
};

const secretManagers: Readonly<Record<string, string>> = { aws: 'aws', gcpsm: 'google', azurekv: 'azure' };

/** On Azure pods get a token only where they ask by their label. */
function* withoutToken(view: ClusterView, built: Built): Iterable<Fault> {
  if (view.cluster.cloud !== 'azure' || !workloadKinds.includes(kindOf(built.resource))) return;
  const { namespace, pod, labels, path } = workloadOf(built);
  const account = view.find('ServiceAccount', namespace, text(pod.serviceAccountName) || 'default');
  const id = account?.resource.metadata.annotations?.[client];
  if (id === undefined || labels['azure.workload.identity/use'] === 'true') return;
  const field = `${path.replace(/spec$/, 'metadata.labels')}[azure.workload.identity/use]`;
  yield { field, message: `Its account is the client ${id}, and without this label its pods get no token.` };
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

/** The texts of an object that a cloud reads as an identity, with how it reads them. */
const identitiesIn = once((resource: Resource) =>
  textsOf(resource).flatMap((one) => {
    const read = Object.hasOwn(identities, one.key) ? identities[one.key] : undefined;
    return read ? [{ ...one, read }] : [];
  }),
);

function* faults(view: ClusterView, built: Built): Iterable<Fault> {
  const { resource } = built;
  const { cluster } = view;
  const here = `the cluster ${cluster.name} is on ${cluster.cloud}`;
  for (const { field, key, value, read } of identitiesIn(resource)) {
    const [cloud, shape, what] = read;
    if (cloud !== cluster.cloud) yield { field, message: `${key} is read by ${cloud} alone, and ${here}.` };
    else if (!shape.test(value)) yield { field, message: `${value} is not ${what}.` };
    else if (cluster.cloud === 'aws' && !value.includes(`::${cluster.account}:`)) {
      yield { field, message: `${value} is of another account than ${cluster.account}, which is the cluster's.` };
    }
  }
  yield* withoutToken(view, built);
  const { kind } = resource;
  const driver = kind === 'StorageClass' ? text(resource.provisioner) : '';
  const its = Object.hasOwn(drivers, driver) ? drivers[driver] : undefined;
  if (its !== undefined && its !== cluster.cloud) {
    yield { field: 'provisioner', message: `${driver} is the driver of ${its}, and ${here}.` };
  }
  if (kind !== 'ClusterSecretStore' && kind !== 'SecretStore') return;
  for (const [provider] of entriesAt(resource, ['spec', 'provider'])) {
    const cloud = Object.hasOwn(secretManagers, provider) ? secretManagers[provider] : undefined;
    const region = textAt(at(resource, ['spec', 'provider', provider]), ['region']);
    const field = `spec.provider.${provider}`;
    if (cloud !== undefined && cloud !== cluster.cloud) {
      yield { field, message: `It is the secret manager of ${cloud}, and ${here}.` };
    } else if (provider === 'aws' && region !== '' && region !== cluster.region) {
      yield { field: `${field}.region`, message: `It is ${region}, and the cluster is in ${cluster.region}.` };
    }
  }
}

export default cloudMatches;
