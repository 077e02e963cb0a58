import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { operator } from '../../blocks/operators/operator.ts';
import { readFleet } from '../../read/read.ts';
import { catalogue } from '../../testing/catalogue.ts';
import { validFiles } from '../../testing/settings.ts';

const queues = operator({
  name: 'queues',
  source: 'apps/operators/queues.ts',
  namespace: 'queues',
  groups: ['queues.io'],
  crds: 'unprunable',
  values: () => ({}),
});

/** `line:column code message` for a fleet whose `charts` are these lines. */
function findingsFor(charts: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    const files = { ...validFiles, 'overlays/fleet.yaml': `${validFiles['overlays/fleet.yaml']}${charts}` };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const { findings } = readFleet(root, { ...catalogue, operators: [queues] });
    return findings.map(({ at, code, message, fix }) => `${at?.line}:${at?.column} ${code} ${message} → ${fix}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const chart = (version: string, repository = 'https://charts.example.com') =>
  `{ repository: ${repository}, chart: queues, version: ${version} }`;

const cases: [string, string, string[]][] = [
  ['a version of each', `charts:\n  queues: ${chart('1.2.3')}\n`, []],
  ['an OCI repository', `charts:\n  queues: ${chart('v1.2.3-rc.1', 'oci://registry.example.com/charts')}\n`, []],
  [
    'a range of versions',
    `charts:\n  queues: ${chart('1.x')}\n`,
    [
      '10:77 malformed-value version is "1.x"; expected one version, such as 1.2.3. → Write one version, such as 1.2.3 (Version of the chart: one, never a range).',
    ],
  ],
  [
    'no chart for an operator',
    'charts: {}\n',
    ['9:1 missing-key charts lacks queues. → Add queues: keys with values.'],
  ],
  [
    'a chart of no operator',
    `charts:\n  queues: ${chart('1.2.3')}\n  queue: ${chart('1.2.3')}\n`,
    ['11:3 unknown-key "queue" is not a key of charts. → Did you mean "queues"?'],
  ],
];

for (const [title, charts, expected] of cases) {
  test(`charts of the operators: ${title}`, () => {
    assert.deepEqual(findingsFor(charts), expected);
  });
}
