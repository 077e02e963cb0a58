import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { fleetYaml, validFiles } from '../../testing/settings.ts';

const chart = '  databases: { repository: https://charts.example.com, chart: databases, version: 1.2.3 }\n';

/** `line:column code message` where this stands in place of the chart of the operator databases. */
function findingsFor(text: string): string[] {
  const { findings } = readFiles({ ...validFiles, 'overlays/fleet.yaml': change(fleetYaml, chart, text) });
  return findings.map(({ at, code, message, fix }) => `${at?.line}:${at?.column} ${code} ${message} → ${fix}`);
}

const cases: [string, string, string[]][] = [
  ['a version of each', chart, []],
  [
    'an OCI repository',
    chart.replace('https://charts.example.com', 'oci://registry.example.com/charts').replace('1.2.3', 'v1.2.3-rc.1'),
    [],
  ],
  [
    'a range of versions',
    chart.replace('1.2.3', '1.x'),
    [
      '16:83 malformed-value version is "1.x"; expected one version, such as 1.2.3. → Write one version, such as 1.2.3 (Version of the chart: one, never a range).',
    ],
  ],
  ['no chart for an operator', '', ['15:1 missing-key charts lacks databases. → Add databases: keys with values.']],
  [
    'a chart of no operator',
    `${chart}${chart.replace('databases:', 'database:')}`,
    ['17:3 unknown-key "database" is not a key of charts. → Did you mean "databases"?'],
  ],
];

for (const [title, text, expected] of cases) {
  test(`charts of the operators: ${title}`, () => {
    assert.deepEqual(findingsFor(text), expected);
  });
}
