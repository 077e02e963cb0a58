import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../generators/repository.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Package;
const direct = { ...dependencies, ...devDependencies, ...optionalDependencies };

test('CONTRIBUTING gives the purpose of every dependency, and of nothing else', () => {
  const section =
    read('CONTRIBUTING.md')
      .split('\n## ')
      .find((part) => part.startsWith('Dependencies\n')) ?? '';
  const explained = [...section.matchAll(/^- (.*?): ./gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  assert.deepEqual(explained.toSorted(), Object.keys(direct).toSorted());
});

test('the code that judges in validate is that of the API server in the lab', () => {
  const pins = ['tools/apivalidation', 'tools/lab/kubernetes'].map((module) => {
    const [, version] = /\tk8s\.io\/kubernetes (v\S+)/.exec(read(`${module}/go.mod`)) ?? [];
    return version;
  });
  assert.ok(pins[0]);
  assert.equal(pins[0], pins[1]);
});

const prometheus = 'base/prometheus/prometheus-prometheus.yaml';
const noPrometheus = !existsSync(join(repository, prometheus)) && 'this fleet has no Prometheus of its own';

test('the Prometheus of tests and the grammar of queries are of the version that runs', { skip: noPrometheus }, () => {
  const [, major = '', minor = '', patch] = /version: "(\d+)\.(\d+)\.(\d+)"/.exec(read(prometheus)) ?? [];
  // https://github.com/prometheus/prometheus#prometheus-code-base: 3.13.2 is v0.313.2 of the module.
  const module = `0.${major}${minor.padStart(2, '0')}.${patch}`;
  assert.equal(direct['@prometheus-io/lezer-promql'], module);
  assert.match(
    read('tools/lab/go.mod'),
    new RegExp(`=> github\\.com/prometheus/prometheus v${module.replaceAll('.', '\\.')}$`, 'm'),
  );
});

test('every dependency is one version, and the lock file names no registry', () => {
  for (const [name, version] of Object.entries(direct)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Readonly<Record<string, { readonly integrity?: string; readonly resolved?: string }>>;
  };
  for (const [path, { integrity, resolved }] of Object.entries(packages)) {
    assert.equal(resolved, undefined, path);
    assert.ok(path === '' || integrity, `${path} has a checksum`);
  }
});
