import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../testing/catalogue.ts';
import { change } from '../testing/change.ts';
import { exampleOperator, operators as ownOperators } from '../testing/operators.ts';
import { readFiles } from '../testing/readFiles.ts';
import { environmentYaml, fleetYaml, ofAnother, validFiles } from '../testing/settings.ts';

/** `line:column code message → fix` of what is wrong when places of a valid environment are changed. */
function findingsOf(...changes: [string, string][]): string[] {
  const text = changes.reduce((before, [from, to]) => change(before, from, to), environmentYaml);
  const { findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
  return findings.map(({ at, code, message, fix }) => `${at?.line}:${at?.column} ${code} ${message} → ${fix}`);
}

const contradictions: readonly [string, [string, string][], string[]][] = [
  [
    'a zone of another region',
    [['us-east-1b', 'us-west-2b']],
    [
      '19:25 zone-of-another-region "us-west-2b" is no zone of "us-east-1", the region on line 18. → Name zones as the nodes\' label does, us-east-1a, us-east-1b and us-east-1c, or correct the region.',
    ],
  ],
  [
    'a network that its schema refuses already',
    [['10.20.0.0/16', '10.20.0.5/']],
    [
      '10:16 malformed-value networks[0] is "10.20.0.5/"; expected a network in CIDR notation, such as 10.0.0.0/16. → Write a network in CIDR notation, such as 10.0.0.0/16.',
    ],
  ],
  [
    'a region that was changed without its zones',
    [['region: us-east-1', 'region: us-east-2']],
    [
      '19:13 zone-of-another-region "us-east-1a", "us-east-1b" and "us-east-1c" are no zones of "us-east-2", the region on line 18. → Name zones as the nodes\' label does, us-east-2a, us-east-2b and us-east-2c, or correct the region.',
    ],
  ],
  [
    'an AWS zone by its ID',
    [['us-east-1b', 'use1-az2']],
    [
      '19:25 zone-of-another-region "use1-az2" is no zone of "us-east-1", the region on line 18. → Name zones as the nodes\' label does, us-east-1a, us-east-1b and us-east-1c, or correct the region.',
    ],
  ],
  [
    'a Google zone without its hyphen',
    [['us-central1-b', 'us-central1b']],
    [
      '32:28 zone-of-another-region "us-central1b" is no zone of "us-central1", the region on line 31. → Name zones as the nodes\' label does, us-central1-a, us-central1-b and us-central1-c, or correct the region.',
    ],
  ],
  [
    'Azure zones by their number alone',
    [
      [
        'cloud: google\n    project: shop-production',
        `cloud: azure\n    tenant: ${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}\n    vault: https://shop.vault.azure.net`,
      ],
      ['region: us-central1', 'region: eastus'],
      ['[us-central1-a, us-central1-b]', '["1", eastus-2]'],
    ],
    [
      '33:13 zone-of-another-region "1" is no zone of "eastus", the region on line 32. → Name zones as the nodes\' label does, eastus-1, eastus-2 and eastus-3, or correct the region.',
    ],
  ],
  [
    'local zones, which are named freely',
    [
      ['cloud: google\n    project: shop-production', 'cloud: local'],
      ['[us-central1-a, us-central1-b]', '[shelf]'],
    ],
    [],
  ],
  [
    'min above max',
    [['{ min: 6, max: 60 }', '{ min: 61, max: 60 }']],
    [
      '13:19 min-above-max scale.min is 61 (line 13), above scale.max, which is 60 (line 13). → Lower min to at most 60, or raise max.',
    ],
  ],
  [
    'min above max, reported once and not for each cluster that sets another key',
    [
      ['{ min: 6, max: 60 }', '{ min: 61, max: 60 }'],
      ['scale: { max: 90 }', 'resources: { memory: 1Gi }'],
    ],
    [
      '13:19 min-above-max scale.min is 61 (line 13), above scale.max, which is 60 (line 13). → Lower min to at most 60, or raise max.',
    ],
  ],
  [
    'min above the default of max',
    [['{ min: 6, max: 60 }', '{ min: 31 }']],
    [
      '13:19 min-above-max scale.min is 31 (line 13), above scale.max, which is 30 (the default). → Lower min to at most 30, or raise max.',
    ],
  ],
  [
    "a cluster's max below its environment's min",
    [['scale: { max: 90 }', 'scale: { max: 5 }']],
    [
      '40:23 min-above-max scale.min is 6 (line 13), above scale.max, which is 5 (line 40). → Raise max to at least 6, or lower min.',
    ],
  ],
  [
    'a min above its max in a group further down',
    [['  api:\n    scale: { min: 6, max: 60 }', '  worker:\n    queue: { scale: { max: 0 } }']],
    [
      '13:28 min-above-max queue.scale.min is 1 (the default), above queue.scale.max, which is 0 (line 13). → Raise max to at least 1, or lower min.',
    ],
  ],
  [
    'two clusters of one name',
    [['name: google-us-central1', 'name: aws-us-east-1']],
    [
      '28:11 duplicate-cluster The cluster name "aws-us-east-1" is taken by overlays/production/environment.yaml:15:11. → Give it a name of its own: names are unique in the whole fleet.',
    ],
  ],
  [
    'an identity for an app that does not exist',
    [['      api: arn', '      apo: arn']],
    ['27:7 unknown-app There is no app "apo" to have this identity. → Did you mean "api"?'],
  ],
  [
    "another cloud's identity",
    [['arn:aws:iam::123456789012:role/api', 'api@shop.iam.gserviceaccount.com']],
    [
      '27:12 foreign-identity "api@shop.iam.gserviceaccount.com" is no identity of AWS, whose identities this has to be one of. → Write the ARN of a role, such as arn:aws:iam::123456789012:role/api.',
    ],
  ],
  [
    "another cloud's identity for Argo CD",
    [
      [
        '    provided: [metrics-server]',
        '    access: { server: https://one.example.com, identity: 6b0e2f10-0000-4000-8000-000000000010 }',
      ],
    ],
    [
      '25:58 foreign-identity "6b0e2f10-0000-4000-8000-000000000010" is no identity of AWS, whose identities this has to be one of. → Write the ARN of a role, such as arn:aws:iam::123456789012:role/api.',
    ],
  ],
  [
    'a region with two letters swapped, in whose words its zones are not judged',
    [['region: us-east-1', 'region: us-esat-1']],
    ['18:13 unknown-region "us-esat-1" is not among the known regions of aws. → Did you mean us-east-1?'],
  ],
  [
    'a region that a cloud may have opened since, and the zones of it',
    [
      ['region: us-east-1', 'region: us-east-7'],
      ['[us-east-1a, us-east-1b, us-east-1c]', '[us-east-7a, us-east-7b, us-east-7c]'],
    ],
    ['18:13 unknown-region "us-east-7" is not among the known regions of aws. → Did you mean us-east-1?'],
  ],
  [
    "the region of another cloud's",
    [['region: us-central1', 'region: us-east-1']],
    [
      '31:13 unknown-region "us-east-1" is not among the known regions of google. → It is one of aws: name a region of this cloud, or correct the cloud.',
    ],
  ],
  ...(
    [
      ['Europe/Berln', ['Europe/Berlin']],
      ['europe/berlin', ['Europe/Berlin']],
      ['US/Pacific', []],
      ['UTC', []],
    ] as const
  ).map(([zone, meant]): (typeof contradictions)[number] => [
    `the time zone ${zone}`,
    [
      [
        'data:\n  users:',
        `windows: [{ kind: deny, schedule: 0 3 * * *, duration: 8h, why: night, timeZone: ${zone} }]\ndata:\n  users:`,
      ],
    ],
    meant.map((one) => `4:82 unknown-time-zone "${zone}" is no time zone. → Did you mean ${one}?`),
  ]),
  [
    'the name that Argo CD has for its own cluster',
    [['name: aws-us-east-1', 'name: in-cluster']],
    [
      '15:11 reserved-name "in-cluster" is Argo CD\'s own name for the cluster that it runs in. → Give the cluster another name.',
    ],
  ],
  [
    'a contract that the environment leaves incomplete',
    [['    secret: users-database\n', '']],
    [
      '14:5 incomplete-contract The contract users (postgresql) of clusters[aws-us-east-1] lacks secret: neither the environment nor the cluster sets it. → Add secret under data.users of the environment, for all clusters, or of this cluster.',
      '41:7 incomplete-contract The contract users (postgresql) of clusters[google-us-central1] lacks secret: neither the environment nor the cluster sets it. → Add secret under data.users of the environment, for all clusters, or of this cluster.',
    ],
  ],
  [
    'a contract that only one cluster sets',
    [['users: { host: users.google.example.com }', 'uploads: { provider: external, api: gcs }']],
    [
      '42:7 incomplete-contract The contract uploads (bucket) of clusters[google-us-central1] lacks bucket: neither the environment nor the cluster sets it. → Add bucket under data.uploads of the environment, for all clusters, or of this cluster.',
    ],
  ],
  [
    'a contract that each cluster completes',
    [
      ['    host: users.db.example.com\n', ''],
      ['identities:', 'data: { users: { host: a.example.com } }\n    identities:'],
    ],
    [],
  ],
  [
    'an address in place of a network',
    [['10.20.0.0/16', '10.20.0.5/16']],
    [
      '10:16 network-host-bits "10.20.0.5/16" is an address within a network: bits beyond the first 16 are set. → Did you mean 10.20.0.0/16, or the one address 10.20.0.5/32?',
    ],
  ],
  [
    'an IPv6 address in place of a network',
    [['[10.0.0.0/16]', '["fd00:1234:0::/48", "fd00:1234::5/48"]']],
    [
      '22:52 network-host-bits "fd00:1234::5/48" is an address within a network: bits beyond the first 48 are set. → Did you mean fd00:1234::/48, or the one address fd00:1234::5/128?',
    ],
  ],
  [
    'an IPv6 network that is none',
    [['[10.0.0.0/16]', '["fd00::/8", "::1::/64"]']],
    ['22:44 malformed-value "::1::/64" is no IPv6 network. → Write it in CIDR notation, such as fd00:1234::/48.'],
  ],
];

for (const [title, changes, expected] of contradictions) {
  test(`settings that contradict each other are reported with both sides: ${title}`, () => {
    assert.deepEqual(findingsOf(...changes), expected);
  });
}

test('cluster names are unique across environments', () => {
  const { findings } = readFiles({
    ...validFiles,
    'overlays/staging/environment.yaml': ofAnother(change(environmentYaml, 'aws-us-east-1\n', 'other\n')),
  });
  assert.deepEqual(
    findings.map(({ at, message }) => [at, message]),
    [
      [
        { file: 'overlays/staging/environment.yaml', line: 28, column: 11 },
        'The cluster name "google-us-central1" is taken by overlays/production/environment.yaml:28:11.',
      ],
    ],
  );
});

test('a region that only the list of regions lacks fails nothing', () => {
  const text = environmentYaml.replaceAll('us-east-1', 'us-east-7');
  const { fleet, findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
  assert.deepEqual([findings.map(({ severity }) => severity), fleet !== undefined], [['warning'], true]);
});

test('no group of staff has the name of an account or a role of Argo CD', () => {
  for (const group of ['admin', 'break-glass', 'release', 'role:readonly', 'proj:production:deployer']) {
    const { findings } = readFiles({
      ...validFiles,
      'overlays/fleet.yaml': change(fleetYaml, 'readers: [engineering]', `readers: ["${group}"]`),
    });
    assert.deepEqual(
      findings.map(({ at, code, message }) => `${at?.line}:${at?.column} ${code} ${message}`),
      [
        `13:15 group-is-account The group "${group}" has the name of an account or a role of Argo CD: each would have the rights of the other.`,
      ],
    );
  }
});

test('the identity of Argo CD is one of the cloud of the hub', () => {
  const identity = (text: string) =>
    readFiles({
      ...validFiles,
      'overlays/fleet.yaml': change(fleetYaml, '  kubernetes: "1.36"', `  kubernetes: "1.36"\n  identity: ${text}`),
    }).findings.map(({ code }) => code);
  assert.deepEqual(
    ['arn:aws:iam::123456789012:role/argo-cd', 'argo-cd@shop.iam.gserviceaccount.com', 'not-an-arn'].map(identity),
    [[], ['foreign-identity'], ['malformed-value']],
  );
});

test('an identity of what writes to the zone is one of the cloud that has the zone', () => {
  const operators = [...ownOperators, exampleOperator('dns', { identity: { of: 'zone', may: () => [] } })];
  const found = (role: string) =>
    readFiles(
      {
        ...validFiles,
        'overlays/fleet.yaml': `${fleetYaml}  dns: { repository: https://charts.example.com, chart: dns, version: 1.0.0 }\n`,
        'overlays/production/environment.yaml': change(
          change(environmentYaml, 'data:\n  users:', 'dns: { service: route53, zone: Z0123456789 }\ndata:\n  users:'),
          '    apps:\n      api:\n        scale: { max: 90 }',
          `    identities: { dns: "${role}" }`,
        ),
      },
      undefined,
      { ...catalogue, operators },
    ).findings.map(({ code }) => code);
  assert.deepEqual(['arn:aws:iam::123456789012:role/dns', 'dns@shop.iam.gserviceaccount.com'].map(found), [
    [],
    ['foreign-identity'],
  ]);
});

test('a job that acts as a cloud identity is named like an app', () => {
  const text = change(environmentYaml, '      api: arn', '      setup: arn');
  const files = { ...validFiles, 'overlays/production/environment.yaml': text };
  const [first, ...others] = catalogue.apps;
  assert.ok(first);
  const apps = [{ ...first, identities: ['setup'] }, ...others];
  const unknown = (own: typeof catalogue) =>
    readFiles(files, undefined, own).findings.filter(({ code }) => code === 'unknown-app').length;
  assert.deepEqual([unknown({ ...catalogue, apps }), unknown(catalogue)], [0, 1]);
});
