import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutsideRight } from '../../model/outside.ts';
import { awsAssume, awsPolicy, awsTrust, awsTrustRole } from './aws.ts';
import { azureGrants, azureTrust } from './azure.ts';
import { googleGrants, googleTrust } from './google.ts';

const folder: OutsideRight = {
  to: 'bucket',
  bucket: { api: 's3', bucket: 'backups' },
  folder: 'one/users',
  may: ['read', 'list'],
};
const zone = {
  service: 'route53',
  zone: 'Z0123456789',
} as const;

test('a role may read a folder of a bucket, and list the bucket', () => {
  assert.deepEqual(awsPolicy([folder], 'aws', [])?.Statement, [
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::backups/one/users/*'] },
    { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::backups'] },
  ]);
});

test('two rights with the same actions are one statement, and the partition is that of the role', () => {
  const other = { ...folder, folder: 'two/users' } as const;
  assert.deepEqual(
    awsPolicy([folder, other], 'aws-cn', [])?.Statement.map(({ Resource }) => Resource),
    [['arn:aws-cn:s3:::backups/one/users/*', 'arn:aws-cn:s3:::backups/two/users/*'], ['arn:aws-cn:s3:::backups']],
  );
});

test('entries are named by region and account, with the six characters that Secrets Manager adds', () => {
  const place = { region: 'eu-west-1', account: '123456789012', names: ['shop-apns'] };
  assert.deepEqual(awsPolicy([{ to: 'entries' }], 'aws', [place])?.Statement[0]?.Resource, [
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-apns-??????',
  ]);
});

test('hosts are proved by TXT records below _acme-challenge alone', () => {
  const change = awsPolicy([{ to: 'zone', zone, may: 'challenges' }], 'aws', [])?.Statement.find(({ Action }) =>
    Action.includes('route53:ChangeResourceRecordSets'),
  );
  assert.deepEqual(change?.Resource, ['arn:aws:route53:::hostedzone/Z0123456789']);
  assert.deepEqual(change?.Condition, {
    'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] },
    'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['_acme-challenge.*'] },
  });
});

test('a right elsewhere is no right in AWS: another cloud, or a server of its own', () => {
  const elsewhere: OutsideRight[] = [
    { ...folder, bucket: { api: 'gcs', bucket: 'backups' } },
    { ...folder, bucket: { api: 's3', bucket: 'backups', endpoint: 'https://s3.example.com' } },
  ];
  assert.equal(awsPolicy(elsewhere, 'aws', []), undefined);
});

test('a role takes tokens of the named accounts of each cluster, by its issuer and audience', () => {
  const { Statement } = awsTrust('arn:aws:iam::123456789012:role/users', [
    { cluster: 'one', subjects: ['system:serviceaccount:data:users'] },
    { cluster: 'two', subjects: ['system:serviceaccount:data:users'] },
  ]);
  assert.deepEqual(
    Statement.map(({ Principal }) => Principal),
    ['one', 'two'].map((name) => ({ Federated: `arn:aws:iam::123456789012:oidc-provider/ISSUER-OF-${name}` })),
  );
  assert.deepEqual(Statement[0]?.Condition, {
    StringEquals: {
      'ISSUER-OF-one:aud': ['sts.amazonaws.com'],
      'ISSUER-OF-one:sub': ['system:serviceaccount:data:users'],
    },
  });
});

const email = 'users@shop.iam.gserviceaccount.com';
const member = `--member=serviceAccount:${email}`;
const bind = `gcloud storage buckets add-iam-policy-binding gs://backups ${member}`;

const grants: [title: string, OutsideRight, readonly string[]][] = [
  [
    'reads a folder',
    { ...folder, bucket: { api: 'gcs', bucket: 'backups' } },
    [
      `${bind} --role=roles/storage.objectViewer --condition='title=one/users,expression=resource.name.startsWith("projects/_/buckets/backups/objects/one/users/")'`,
      `${bind} --role=roles/storage.legacyBucketReader`,
    ],
  ],
  [
    'writes and signs in a whole bucket',
    { to: 'bucket', bucket: { api: 'gcs', bucket: 'backups' }, may: ['read', 'write', 'sign'] },
    [
      `${bind} --role=roles/storage.objectUser`,
      `gcloud iam service-accounts add-iam-policy-binding ${email} ${member} --role=roles/iam.serviceAccountTokenCreator`,
    ],
  ],
  ['may nothing in a bucket of another cloud', folder, []],
];
for (const [title, right, expected] of grants) {
  test(`a service account ${title}`, () => assert.deepEqual(googleGrants(email, [right], []), expected));
}

test('accounts act as a service account by the pool of the project, or by one for clusters elsewhere', () => {
  const account = { namespace: 'data', name: 'users' };
  assert.match(
    googleTrust(email, [account], { name: 'one', project: 'shop' }).join(),
    /'serviceAccount:shop\.svc\.id\.goog\[data\/users\]' --role=roles\/iam\.workloadIdentityUser$/,
  );
  const pool = 'projects/1/locations/global/workloadIdentityPools/databases';
  const [provider, trust] = googleTrust(email, [{ ...account, pool }], { name: 'two', project: undefined });
  assert.match(
    provider ?? '',
    /create-oidc two --workload-identity-pool=projects\/1\/.*\/databases --issuer-uri="https:/,
  );
  assert.match(
    trust ?? '',
    /principal:\/\/iam\.googleapis\.com\/projects\/1\/.*\/subject\/system:serviceaccount:data:users/,
  );
});

test('a managed identity reads a container, and each entry by its name', () => {
  const container: OutsideRight = {
    to: 'bucket',
    bucket: { api: 'azure', bucket: 'uploads', account: 'shop' },
    may: ['read'],
  };
  const commands = azureGrants('client', [container, { to: 'entries' }], [{ vault: 'shop', names: ['one', 'two'] }]);
  const text = commands.join('\n');
  assert.match(
    text,
    /--role 'Storage Blob Data Reader' --scope "\$storage\/blobServices\/default\/containers\/uploads"/,
  );
  assert.match(
    text,
    /for entry in one two; do\n.*--role 'Key Vault Secrets User' --scope "\$vault\/secrets\/\$entry"\ndone/,
  );
  assert.match(
    azureTrust('one', [{ namespace: 'media', name: 'files' }]).join(),
    /--issuer "https:\/\/\$issuer" --subject system:serviceaccount:media:files --audiences api:\/\/AzureADTokenExchange$/,
  );
});

test('Argo CD acts as roles that let its own role do so, and as no other', () => {
  const [role, own] = ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::210987654321:role/argo-cd'];
  assert.deepEqual(awsAssume([role]).Statement[0]?.Resource, [role]);
  assert.deepEqual(awsTrustRole(own).Statement[0]?.Principal, { AWS: own });
});
