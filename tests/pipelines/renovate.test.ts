import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { actions, machines } from '../../generators/pipelines/pins.ts';
import { customManagers, packageGroups } from '../../generators/pipelines/renovate.ts';
import { repository } from '../../generators/repository.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');

/** What the managers find in a file. A version that two of them find is updated twice. */
function foundIn(file: string): readonly Readonly<Record<string, string>>[] {
  const text = read(file);
  return customManagers
    .filter(({ managerFilePatterns }) => managerFilePatterns.some((pattern) => matchesGlob(file, pattern)))
    .flatMap((manager) =>
      manager.matchStrings.flatMap((expression) =>
        [...text.matchAll(new RegExp(expression, 'g'))].map(({ groups }) => ({
          ...groups,
          datasource: manager.datasourceTemplate,
        })),
      ),
    );
}

interface Pinned {
  readonly repository: string;
  readonly chart?: string;
  readonly version: string;
}
const charts = Object.values(parse(read('overlays/fleet.yaml')).charts ?? {}) as readonly Pinned[];
/** Folders of git elsewhere than at GitHub are nobody's to find. */
const pinned = charts.filter(({ chart, repository: address }) => chart || address.startsWith('https://github.com/'));

test('Renovate finds every version of overlays/fleet.yaml once, with where newer ones are', () => {
  const found = foundIn('overlays/fleet.yaml');
  assert.equal(found.length, pinned.length);
  for (const { repository: address, chart, version } of pinned) {
    const one = found.find(({ depName, currentValue, packageName, registryUrl, registry }) => {
      const place = registryUrl ?? (registry && `oci://${registry}`) ?? `https://github.com/${packageName}.git`;
      return depName === chart && currentValue === version && place === address;
    });
    assert.ok(one, `${address} ${chart} ${version}`);
  }
});

interface Component {
  readonly name: string;
  readonly version: string;
  /** Missing where the definitions are in this repository. */
  readonly url?: string;
  readonly chart?: { readonly name: string; readonly version: string };
}
const all = JSON.parse(read('tools/schemas.lock.json')).components as readonly Component[];
const components = all.flatMap(({ url, ...component }) => (url === undefined ? [] : { url, ...component }));

test('Renovate finds every component of the lock, under the name of the chart that brings it', () => {
  const found = foundIn('tools/schemas.lock.json');
  for (const { name, version, url, chart } of components) {
    const tags = found.filter(({ datasource }) => datasource === 'github-tags');
    const one = tags.find(
      ({ packageName, currentValue, depName }) =>
        url.startsWith(`https://raw.githubusercontent.com/${packageName}/`) &&
        currentValue === version &&
        depName === chart?.name,
    );
    assert.ok(one, name);
    if (!chart) continue;
    const charts = found.filter(({ datasource }) => datasource === 'helm');
    assert.ok(
      charts.some(({ depName, currentValue }) => depName === chart.name && currentValue === chart.version),
      name,
    );
  }
  assert.equal(found.length, components.length + components.filter(({ chart }) => chart).length);
});

test('Renovate finds every image that is written whole with its digest, and every action', () => {
  const files = [...globSync('apps/**/*.ts', { cwd: repository }), 'generators/pipelines/pins.ts'];
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    const written = read(file)
      .split("'")
      .filter((text) => /^[^\s`]+\/[^\s`]+:[^\s`]+@sha256:[0-9a-f]{64}$/.test(text));
    const found = foundIn(file).map(
      ({ depName, currentValue, currentDigest }) => `${depName}:${currentValue}@${currentDigest}`,
    );
    for (const image of written) assert.ok(found.includes(image), `${file}: ${image}`);
  }
  const pins = foundIn('generators/pipelines/pins.ts');
  for (const { image } of Object.values(machines)) {
    assert.ok(
      pins.some(({ depName, currentDigest }) => image.startsWith(`${depName}:`) && image.endsWith(`${currentDigest}`)),
    );
  }
  for (const { uses, tag } of Object.values(actions)) {
    assert.ok(
      pins.some((one) => `${one.depName}@${one.currentDigest}` === uses && one.currentValue === tag),
      uses,
    );
  }
});

test('packages that come together are dependencies, and docs/upgrading.md names every group', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
  const modules = globSync('tools/**/go.mod', { cwd: repository }).flatMap((file) =>
    [...read(file).matchAll(/^\s+(\S+) v/gm)].map(([, name = '']) => name),
  );
  const names = [...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }), ...modules];
  const page = read('docs/upgrading.md');
  for (const { groupName, matchPackageNames } of packageGroups) {
    assert.ok(page.includes(groupName), groupName);
    for (const pattern of matchPackageNames) {
      assert.ok(
        names.some((name) => matchesGlob(name, pattern)),
        pattern,
      );
    }
  }
});
