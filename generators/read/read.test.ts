import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { readFiles, told } from '../testing/readFiles.ts';
import { environmentYaml, fleetYaml, imagesYaml, ofAnother, validFiles } from '../testing/settings.ts';

test('a valid fleet is read whole, with the defaults of the fleet and of its clusters', () => {
  const { fleet, findings } = readFiles(validFiles);
  assert.deepEqual(findings, []);
  assert.deepEqual(fleet?.settings, fleetSettings);
  assert.deepEqual(
    fleet?.environments.map(({ name, file, imagesFile }) => [name, file, imagesFile]),
    ['development', 'production', 'staging'].map((name) => [
      name,
      `overlays/${name}/environment.yaml`,
      `overlays/${name}/images.yaml`,
    ]),
  );
  const production = fleet?.environments[1];
  assert.deepEqual(production?.images, { api: `ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}` });
  assert.deepEqual(production?.settings.apps, { api: { scale: { min: 6, max: 60 } } });
  assert.deepEqual(production?.settings.clusters[1], {
    name: 'google-us-central1',
    cloud: 'google',
    project: 'shop-production',
    region: 'us-central1',
    zones: ['us-central1-a', 'us-central1-b'],
    kubernetes: '1.35',
    role: 'standby',
    controlPlane: { networks: ['172.16.0.0/28'], port: 443 },
    gateway: 'istio',
    privateEndpoints: [],
    loadBalancer: { addresses: [] },
    nodes: { general: { cpu: '7500m', memory: '28Gi', maxPerZone: 20 } },
    provided: [],
    identities: {},
    apps: { api: { scale: { max: 90 } } },
    data: { users: { host: 'users.google.example.com' } },
  });
});

test('environments are sorted, images are optional, schemas and hidden folders are skipped', () => {
  const other = ofAnother(environmentYaml).replaceAll('name: aws-', 'name: b-').replaceAll('name: google-', 'name: c-');
  const { fleet, findings } = readFiles({
    ...validFiles,
    'overlays/canary/environment.yaml': other,
    'overlays/schemas/environment.schema.json': '{}',
    'overlays/.cache/x': '',
    'overlays/README.md': '',
  });
  assert.deepEqual(findings, []);
  assert.deepEqual(
    fleet?.environments.map(({ name, images }) => [name, Object.keys(images)]),
    [
      ['canary', []],
      ['development', []],
      ['production', ['api']],
      ['staging', []],
    ],
  );
});

const { 'overlays/fleet.yaml': _, ...withoutFleet } = validFiles;
const tree: readonly [string, Readonly<Record<string, string>>, ((root: string) => void) | undefined, string[]][] = [
  [
    'nothing at all',
    {},
    undefined,
    [
      'overlays/fleet.yaml:1:1 missing-file There is no overlays/fleet.yaml.',
      'overlays/fleet.yaml:1:1 no-environment There is no environment.',
    ],
  ],
  [
    'another ending',
    { ...withoutFleet, 'overlays/fleet.yml': fleetYaml },
    undefined,
    [
      'overlays/fleet.yml:1:1 misnamed-file "fleet.yml" is read by no command.',
      'overlays/fleet.yaml:1:1 missing-file There is no overlays/fleet.yaml.',
    ],
  ],
  [
    'a folder without environment.yaml',
    { ...validFiles, 'overlays/preview/clusters/a/patch.yaml': '' },
    undefined,
    ['overlays/preview/environment.yaml:1:1 missing-file There is no overlays/preview/environment.yaml.'],
  ],
  [
    'an empty folder, which git does not keep',
    validFiles,
    (root) => mkdirSync(join(root, 'overlays/old/clusters'), { recursive: true }),
    [],
  ],
  [
    'a misspelt images.yaml',
    {
      'overlays/fleet.yaml': fleetYaml,
      'overlays/a/environment.yaml': environmentYaml,
      'overlays/a/image.yml': imagesYaml,
    },
    undefined,
    ['overlays/a/image.yml:1:1 misnamed-file "image.yml" is read by no command.'],
  ],
  [
    'a name that Kubernetes cannot carry',
    { 'overlays/fleet.yaml': fleetYaml, 'overlays/Pro\tduction/environment.yaml': environmentYaml },
    undefined,
    [
      'overlays/Pro\\tduction/environment.yaml:1:1 malformed-environment-name "Pro\\tduction" is no name for an environment.',
    ],
  ],
  [
    'folders in place of files',
    { 'overlays/fleet.yaml/x': '', 'overlays/a/environment.yaml/x': '', 'overlays/a/images.yaml/x': '' },
    undefined,
    [
      'overlays/fleet.yaml:1:1 not-a-file "overlays/fleet.yaml" is not a file.',
      'overlays/a/environment.yaml:1:1 not-a-file "overlays/a/environment.yaml" is not a file.',
      'overlays/a/images.yaml:1:1 not-a-file "overlays/a/images.yaml" is not a file.',
    ],
  ],
  [
    'a file in place of the folder',
    { overlays: '' },
    undefined,
    [
      'overlays:1:1 unreadable "overlays" cannot be read: ENOTDIR.',
      'overlays/fleet.yaml:1:1 no-environment There is no environment.',
      'overlays/fleet.yaml:1:1 unreadable "overlays/fleet.yaml" cannot be read: ENOTDIR.',
    ],
  ],
  [
    'links, wherever they lead',
    {
      'overlays/fleet.yaml': fleetYaml,
      'overlays/staging/images.yaml': imagesYaml,
      'overlays/production/environment.yaml': environmentYaml,
      'secret.yaml': 'password: 1\n',
    },
    (root) => {
      symlinkSync('production', join(root, 'overlays/copy'));
      symlinkSync('missing', join(root, 'overlays/preview'));
      symlinkSync('loop', join(root, 'overlays/loop'));
      symlinkSync('missing', join(root, 'overlays/production/images.yaml'));
      symlinkSync('../../secret.yaml', join(root, 'overlays/staging/environment.yaml'));
    },
    ['copy', 'loop', 'preview', 'production/images.yaml', 'staging/environment.yaml'].map(
      (path) =>
        `overlays/${path}:1:1 link "overlays/${path}" is a symbolic link, and settings are read from no other place.`,
    ),
  ],
];

for (const [title, files, prepare, expected] of tree) {
  test(`mistakes in overlays/ are reported: ${title}`, () => {
    const { fleet, findings } = readFiles(files, prepare);
    assert.deepEqual(findings.map(told), expected);
    assert.equal(fleet === undefined, expected.length > 0);
  });
}

test('the errors of all files are reported at once, each file from top to bottom', () => {
  const { findings } = readFiles({
    'overlays/fleet.yaml': `${fleetYaml}extra: 1\nname: again\n`,
    'overlays/b/environment.yaml': 'domain: on\nsecretPrefix: "1_"\nclusters: []\n',
    'overlays/b/images.yaml': 'images: [\n',
    'overlays/a/environment.yaml': '',
  });
  assert.deepEqual(
    findings.map((finding) => told(finding).split(' ').slice(0, 2).join(' ')),
    [
      'overlays/fleet.yaml:18:1 unknown-key',
      'overlays/fleet.yaml:19:1 duplicate-key',
      'overlays/a/environment.yaml:1:1 empty-file',
      'overlays/b/environment.yaml:1:9 ambiguous-scalar',
      'overlays/b/environment.yaml:2:15 malformed-value',
      'overlays/b/environment.yaml:3:1 wrong-size',
      'overlays/b/images.yaml:2:1 yaml-syntax',
    ],
  );
});

test('of a file of another kind the first hundred findings are reported', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `key${index}: no`);
  const { findings } = readFiles({ ...validFiles, 'overlays/fleet.yaml': lines.join('\n') });
  assert.equal(findings.length, 101);
  assert.equal(findings.at(-1)?.code, 'more-findings');
});

test('a file with more findings than a call may have arguments is read to its end', () => {
  const { findings } = readFiles({ ...validFiles, 'overlays/staging/environment.yaml': 'a:\n'.repeat(149_000) });
  assert.deepEqual(findings.slice(-2).map(told), [
    'overlays/staging/environment.yaml:99:1 duplicate-key The key "a" is already on line 1.',
    'overlays/staging/environment.yaml:100:1 more-findings Only the first 100 findings of this file are shown; others follow from here on.',
  ]);
});
