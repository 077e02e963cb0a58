import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../model/finding.ts';
import { change } from '../testing/change.ts';
import { readFiles } from '../testing/readFiles.ts';
import { environmentYaml, fleetYaml, imagesYaml, validFiles } from '../testing/settings.ts';

const files = {
  fleet: ['overlays/fleet.yaml', fleetYaml],
  environment: ['overlays/production/environment.yaml', environmentYaml],
  images: ['overlays/production/images.yaml', imagesYaml],
} as const;

/** `line:column code field: message → fix` of what is wrong when one place of a valid file is changed. */
function findingsOf(kind: keyof typeof files, from: string, to: string): string[] {
  const [path, valid] = files[kind];
  const { findings } = readFiles({ ...validFiles, [path]: change(valid, from, to) });
  return findings.map(({ at, code, field, message, fix }: Finding) => {
    assert.equal(at?.file, path);
    return `${at?.line}:${at?.column} ${code} ${field}: ${message} → ${fix}`;
  });
}

const mistakes: readonly [keyof typeof files, string, string, string[]][] = [
  [
    'fleet',
    'name: shop',
    'name: Shop',
    [
      '2:7 malformed-value name: name is "Shop"; expected at most 40 lower-case letters, digits and -, beginning with a letter. → Write at most 40 lower-case letters, digits and -, beginning with a letter (What the backend is called: the label app.kubernetes.io/part-of of every object).',
    ],
  ],
  [
    'fleet',
    'charts:',
    'chart:',
    ['15:1 unknown-key chart: "chart" is not a key of this file. → Did you mean "charts"?'],
  ],
  [
    'fleet',
    '    clientId: argocd\n',
    '',
    [
      '9:3 missing-key hub.staff: staff lacks clientId. → Add clientId: a client ID of letters, digits and . _ : / @ -.',
    ],
  ],
  [
    'fleet',
    '    issuer: https://login.example.com\n    clientId: argocd\n    admins: [platform]\n    readers: [engineering]\n    deployers: { production: [on-call] }\n',
    '',
    ['9:3 no-value hub.staff: staff has no value; expected keys with values. → Write a value or delete the key.'],
  ],
  [
    'fleet',
    'clientId: argocd',
    'clientId: ~',
    [
      '11:15 no-value hub.staff.clientId: clientId is ~, no value; expected a client ID of letters, digits and . _ : / @ -. → Write a value or delete the key.',
    ],
  ],
  [
    'fleet',
    fleetYaml,
    '- name: shop\n',
    ['1:1 wrong-type undefined: The file is a list; expected keys with values. → Write keys with values.'],
  ],
  [
    'fleet',
    fleetYaml,
    'not settings\n',
    [
      '1:1 wrong-type undefined: The file is "not settings", text; expected keys with values. → Write keys with values.',
    ],
  ],
  [
    'environment',
    'kubernetes: "1.35"\n    role: active',
    'kubernetes: 1.35\n    role: active',
    [
      '20:17 wrong-type clusters[aws-us-east-1].kubernetes: kubernetes is 1.35, a number; expected a quoted minor version, such as "1.35". → Write it in quotes: "1.35".',
    ],
  ],
  [
    'environment',
    'account: "123456789012"',
    'account: 123456789012',
    [
      '17:14 wrong-type clusters[aws-us-east-1].account: account is 123456789012, a number; expected twelve digits, quoted. → Write it in quotes: "123456789012".',
    ],
  ],
  [
    'environment',
    'account: "123456789012"',
    'account: 1.5',
    [
      '17:14 wrong-type clusters[aws-us-east-1].account: account is 1.5, a number; expected twelve digits, quoted. → Write twelve digits, quoted (AWS account).',
    ],
  ],
  [
    'environment',
    'min: 6',
    'min: "6"',
    [
      '13:19 wrong-type apps.api.scale.min: min is "6", text; expected a whole number from 1 to 1000. → Write it without quotes: 6.',
    ],
  ],
  [
    'environment',
    'min: 6',
    'min: 6.5',
    [
      '13:19 wrong-type apps.api.scale.min: min is 6.5, a number; expected a whole number from 1 to 1000. → Write a whole number from 1 to 1000 (Least number of pods).',
    ],
  ],
  [
    'environment',
    'min: 6',
    'min: 0',
    [
      '13:19 out-of-range apps.api.scale.min: min is 0; expected a whole number from 1 to 1000. → Write a whole number from 1 to 1000 (Least number of pods).',
    ],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'scale: { min: 6, mux: 60 }',
    ['13:22 unknown-key apps.api.scale.mux: "mux" is not a key of apps.api.scale. → Did you mean "max"?'],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'scale: { min, max: 60 }',
    [
      '13:14 no-value apps.api.scale.min: min has no value; expected a whole number from 1 to 1000. → Write a value or delete the key.',
    ],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'resources: { memory: 1.5.Gi }',
    [
      '13:26 malformed-value apps.api.resources.memory: memory is "1.5.Gi"; expected a size, such as 512Mi or 2Gi. → Write a size, such as 512Mi or 2Gi (Memory that one pod requests, and its limit).',
    ],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'resources: { memory: 1.5GB }',
    [
      '13:26 malformed-value apps.api.resources.memory: memory is "1.5GB"; expected a size, such as 512Mi or 2Gi. → Did you mean 1536Mi?',
    ],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'enabled: "true"',
    [
      '13:14 wrong-type apps.api.enabled: enabled is "true", text; expected true or false. → Write it without quotes: true.',
    ],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'hosts: api',
    ['13:12 wrong-type apps.api.hosts: hosts is "api", text; expected a list. → Write it as a list: [api].'],
  ],
  [
    'environment',
    'scale: { min: 6, max: 60 }',
    'log: xml',
    [
      '13:10 no-form-fits apps.api.log: log is "xml", which fits none of: json or text. → Write json or text (Log format).',
    ],
  ],
  [
    'environment',
    'apps:\n  api:\n    scale: { min: 6, max: 60 }',
    'apps:\n  woker: {}',
    ['12:3 unknown-key apps.woker: "woker" is not a key of apps. → Did you mean "worker"?'],
  ],
  [
    'environment',
    '    scale: { min: 6, max: 60 }\n',
    '    enabled: true\n  worker: {}\n  woker: {}\n',
    ['15:3 unknown-key apps.woker: "woker" is not a key of apps. → Did you mean "worker"?'],
  ],
  [
    'environment',
    'role: standby',
    'role: passive',
    [
      '34:11 unknown-value clusters[google-us-central1].role: role is "passive"; expected one of active, standby. → Write one of active, standby (active: serves users. standby: ready to take over, not published in DNS).',
    ],
  ],
  [
    'environment',
    'role: standby',
    'role: standy',
    [
      '34:11 unknown-value clusters[google-us-central1].role: role is "standy"; expected one of active, standby. → Did you mean standby?',
    ],
  ],
  [
    'environment',
    'cloud: google',
    'cloud: gcp',
    [
      '29:12 unknown-value clusters[google-us-central1].cloud: cloud is "gcp"; expected one of aws, google, azure, local. → Write one of aws, google, azure, local.',
    ],
  ],
  [
    'environment',
    'cloud: google',
    'clowd: google',
    [
      '29:5 unknown-key clusters[google-us-central1].clowd: "clowd" is not a key of clusters[google-us-central1]. → Did you mean "cloud"?',
    ],
  ],
  [
    'environment',
    '    cloud: google\n',
    '',
    [
      '28:5 missing-key clusters[google-us-central1]: clusters[google-us-central1] lacks cloud. → Add cloud: one of aws, google, azure, local.',
    ],
  ],
  [
    'environment',
    'cloud: google',
    'cloud: [google]',
    [
      '29:5 unknown-value clusters[google-us-central1].cloud: cloud is a list; expected one of aws, google, azure, local. → Write one of aws, google, azure, local.',
    ],
  ],
  [
    'environment',
    'cloud: google\n    project: shop-production',
    'cloud: azure\n    projekt: shop-production',
    [
      '28:5 missing-key clusters[google-us-central1]: clusters[google-us-central1] lacks tenant and vault. → Add tenant: a UUID in lower case; vault: https://<name>.vault.azure.net.',
      '30:5 unknown-key clusters[google-us-central1].projekt: "projekt" is not a key of clusters[google-us-central1] (a cluster with cloud: azure). → Delete it, or use one of its keys: cloud, name, region, zones, kubernetes, role, controlPlane, privateEndpoints, ciliumMatchesNodes, prometheus, gateway, loadBalancer, access, ring, state and 8 more.',
      '31:13 unknown-region clusters[google-us-central1].region: "us-central1" is not among the known regions of azure. → It is one of google: name a region of this cloud, or correct the cloud.',
    ],
  ],
  [
    'environment',
    'nodes:\n      general: { cpu: "7.5", memory: 28Gi, maxPerZone: 20 }',
    'nodes: {}',
    [
      '23:5 wrong-size clusters[aws-us-east-1].nodes: nodes has no keys; expected at least 1 key. → Give it at least 1 key (Node classes by name).',
    ],
  ],
  [
    'environment',
    'general: { cpu: "7.5"',
    'General: { cpu: "7.5"',
    [
      '24:7 malformed-key clusters[aws-us-east-1].nodes.General: "General" is no key for clusters[aws-us-east-1].nodes; expected names of lower-case letters, digits and -, each with a class of nodes. → Choose a name that matches ^[a-z][a-z0-9-]{0,30}$.',
    ],
  ],
  [
    'environment',
    'cpu: "7.5"',
    'cpu: 7.5',
    [
      '24:23 wrong-type clusters[aws-us-east-1].nodes.general.cpu: cpu is 7.5, a number; expected CPU, such as 500m or 2. → Write it in quotes: "7.5".',
    ],
  ],
  [
    'environment',
    'cpu: 7500m',
    'cpu: 7500M',
    [
      '37:23 malformed-value clusters[google-us-central1].nodes.general.cpu: cpu is "7500M"; expected CPU, such as 500m or 2. → Did you mean 7500m?',
    ],
  ],
  [
    'environment',
    'zones: [us-central1-a, us-central1-b]',
    'zones: [us-central1-a, us-central1-b, us-central1-a]',
    [
      '32:5 duplicate-item clusters[google-us-central1].zones: zones names "us-central1-a" again at 32:43. → Name each once.',
    ],
  ],
  [
    'environment',
    'provided: [metrics-server]',
    'provided: [metric-server]',
    [
      '25:16 unknown-value clusters[aws-us-east-1].provided[0]: provided[0] is "metric-server"; expected one of metrics-server, node-local-dns. → Did you mean metrics-server?',
    ],
  ],
  [
    'environment',
    'domain: example.com',
    'domain: no',
    [
      '2:9 ambiguous-scalar undefined: Unquoted no is false to YAML 1.1 and text to YAML 1.2. → Write "no" in quotes for text, or false.',
    ],
  ],
  [
    'environment',
    'domain: example.com',
    'domain: "\\e[31mred\\e[0m\\n"',
    [
      '2:9 malformed-value domain: domain is "\\x1B[31mred\\x1B[0m\\n"; expected a host name. → Write a host name (Domain under which the backend is published).',
    ],
  ],
  [
    'environment',
    'domain: example.com',
    `domain: ${'a_'.repeat(100)}`,
    [
      `2:9 malformed-value domain: domain is "${'a_'.repeat(30)}…"; expected a host name. → Write a host name (Domain under which the backend is published).`,
    ],
  ],
  [
    'environment',
    'domain: example.com',
    `domain: ${'a_'.repeat(500)}`,
    [
      '2:9 wrong-size domain: domain has 1000 characters; expected at most 253 characters. → Give it at most 253 characters (Domain under which the backend is published).',
    ],
  ],
  [
    'environment',
    'domain: example.com\n',
    'domain: example.com\n"con\\tstructor": 1\n',
    [
      '3:1 unknown-key "con\\tstructor": "con\\tstructor" is not a key of this file. → Delete it, or use one of its keys: domain, secretPrefix, dns, synced, rings, windows, campaigns, data, apps, clusters.',
    ],
  ],
  [
    'images',
    `api: ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}`,
    'api: ghcr.io/example/api',
    [
      '2:8 image-without-tag images.api: api is "ghcr.io/example/api", an image without a tag. → Name the tag before the digest: "ghcr.io/example/api:<tag>@sha256:<digest>".',
    ],
  ],
  [
    'images',
    'ghcr.io/example/api:1.4.0@',
    'localhost:5000/api@',
    [
      `2:8 image-without-tag images.api: api is "localhost:5000/api@sha256:${'0'.repeat(34)}…", an image without a tag. → Name the tag before the digest: "localhost:5000/api:<tag>@sha256:<digest>".`,
    ],
  ],
  [
    'images',
    `api: ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}`,
    'api: nginx:1.29',
    [
      '2:8 malformed-value images.api: api is "nginx:1.29", which names no registry. → Write it in full, such as "docker.io/library/nginx:1.29".',
    ],
  ],
  [
    'images',
    `@sha256:${'0'.repeat(64)}`,
    '@sha256:0000',
    [
      '2:8 malformed-value images.api: api is "ghcr.io/example/api:1.4.0@sha256:0000", whose digest is not sha256: and 64 hexadecimal digits. → Copy the whole digest from the registry, or leave it out.',
    ],
  ],
  [
    'images',
    `ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}`,
    'ghcr.io/Example/api:1.4.0',
    [
      '2:8 malformed-value images.api: api is "ghcr.io/Example/api:1.4.0"; the name of an image is in lower case. → Write the name in lower case.',
    ],
  ],
  ['images', '  api:', '  apo:', ['2:3 unknown-key images.apo: "apo" is not a key of images. → Did you mean "api"?']],
];

for (const [kind, from, to, expected] of mistakes) {
  test(`one mistake makes one finding: ${JSON.stringify(to.length > 80 ? `${to.slice(0, 80)}…` : to)}`, () => {
    assert.deepEqual(findingsOf(kind, from, to), expected);
  });
}

test('an error that parsing has reported is not reported again by the schema', () => {
  const cases: readonly [string, string, string[]][] = [
    ['cloud: google', 'cloud: on', ['29:12 ambiguous-scalar']],
    ['zones: [us-central1-a, us-central1-b]', 'zones: [no, no]', ['32:13 ambiguous-scalar', '32:17 ambiguous-scalar']],
    ['role: standby', '<<: { role: standby }', ['34:5 merge-key']],
    ['nodes:\n      general: { cpu: 7500m', 'nodes: &n\n      general: { cpu: 7500m', ['36:12 anchor']],
    ['max: 90', 'max: 0o10', ['40:23 ambiguous-scalar']],
    ['min: 6, max: 60', 'min: 1_0, max: 2', ['13:19 ambiguous-scalar']],
    ['role: standby', 'role: *r', ['34:11 alias']],
    ['role: standby', 'role: !r passive', ['34:11 tag']],
    ['[metrics-server]', '[no, no]', ['25:16 ambiguous-scalar', '25:20 ambiguous-scalar']],
    ['    secret: users-database\n', '    secret: !x users-database\n', ['9:13 tag']],
    ['    secret: users-database\n', '    <<: { secret: users-database }\n', ['9:5 merge-key']],
    ['    secret: users-database\n', '    secret: on\n', ['9:13 ambiguous-scalar']],
    ['  - name: google-us-central1\n', '  - 5\n  - name: google-us-central1\n', ['28:5 wrong-type']],
  ];
  for (const [from, to, expected] of cases) {
    const found = findingsOf('environment', from, to).map((line) => line.split(' ', 2).join(' '));
    assert.deepEqual(found, expected, to);
  }
});

test('findings name the environment, cluster and app that they are about', () => {
  const [path, valid] = files.environment;
  const { findings } = readFiles({
    ...validFiles,
    [path]: change(valid, 'scale: { max: 90 }', 'scale: { max: 9000 }'),
  });
  assert.deepEqual(
    findings.map((finding) => finding.in),
    [{ environment: 'production', cluster: 'google-us-central1', app: 'api' }],
  );
});
