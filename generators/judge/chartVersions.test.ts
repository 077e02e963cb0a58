import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fleet } from '../model/fleet.ts';
import { repository } from '../repository.ts';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { chartVersionFindings } from './chartVersions.ts';
import { type LockedComponent, lockedComponents } from './schemasLock.ts';

const fleet = {
  settings: fleetSettings,
  locate: (file, path) => ({ file: `${file} ${path.join('.')}`, line: 1, column: 1 }),
} as Pick<Fleet, 'settings' | 'locate'> as Fleet;
const component = (chart?: LockedComponent['chart']): LockedComponent => ({
  name: 'postgres',
  version: 'v7.0.0',
  ...(chart && { chart }),
  files: [],
});

const cases: [string, LockedComponent['chart'], string[]][] = [
  ['the chart that the lock was made for', { name: 'databases', version: '1.2.3' }, []],
  ['no chart', undefined, []],
  ['a chart that the fleet does not have', { name: 'caches', version: '9.9.9' }, []],
  [
    'another version of the chart',
    { name: 'databases', version: '1.2.2' },
    [
      'overlays/fleet.yaml charts.databases.version error The chart databases is pinned at 1.2.3, but objects are checked against postgres v7.0.0, which databases 1.2.2 brings.',
    ],
  ],
  [
    'a chart that brings another version, said with its reason',
    { name: 'databases', version: '1.2.3', brings: 'v6.9.0', why: 'Its kinds are the same.' },
    [
      'overlays/fleet.yaml charts.databases.version note databases 1.2.3 brings postgres v6.9.0; objects are checked against v7.0.0. Its kinds are the same.',
    ],
  ],
];
for (const [title, chart, expected] of cases) {
  test(`charts and definitions belong together: ${title}`, () => {
    const found = chartVersionFindings([component(chart)], fleet);
    assert.deepEqual(
      found.map(({ at, severity, message }) => `${at?.file} ${severity} ${message}`),
      expected,
    );
  });
}

const folders: [title: string, checked: string, expected: string[]][] = [
  ['the tag of the folder', 'v1.6.1', []],
  [
    'another tag',
    'v1.6.0',
    [
      'overlays/fleet.yaml charts.routes.version error routes is pinned at v1.6.1, but objects are checked against v1.6.0.',
    ],
  ],
];
for (const [title, version, expected] of folders) {
  test(`folders of git and definitions belong together: ${title}`, () => {
    const routes = { repository: 'https://git.example.com/routes.git', path: 'config/crd', version: 'v1.6.1' };
    const found = chartVersionFindings([{ name: 'routes', version, files: [] }, component()], {
      ...fleet,
      settings: { ...fleetSettings, charts: { routes } },
    });
    assert.deepEqual(
      found.map(({ at, severity, message }) => `${at?.file} ${severity} ${message}`),
      expected,
    );
  });
}

test('whatever the lock has of an operator’s kinds says which chart brings them, and why if it is another version', () => {
  const components = lockedComponents(repository);
  assert.ok(components.filter(({ chart }) => chart).length > 10);
  for (const { name, chart } of components) assert.equal(chart?.brings === undefined, chart?.why === undefined, name);
});
