import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { machines } from '../../generators/pipelines/pins.ts';
import { repository } from '../../generators/repository.ts';
import { couplingTable } from './couplings.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const page = read('docs/upgrading.md');

test('docs/upgrading.md has what moves together as it is in the lock, in package.json and in go.mod', () => {
  const table = couplingTable();
  assert.ok(page.includes(table), table);
});

const majorOf = (version: string) => version.split('.')[0];

/** The version of a module in a go.mod: a `replace` has the last word. */
function versionIn(file: string, module: string): string | undefined {
  const name = module.replaceAll('.', '\\.');
  const replaced = new RegExp(`=> ${name} (v\\S+)`).exec(read(file))?.[1];
  return replaced ?? new RegExp(`^\\s*(?:require )?${name} (v\\S+)`, 'm').exec(read(file))?.[1];
}

test('what docs/upgrading.md says is one version is one', () => {
  const { kubernetes } = JSON.parse(read('tools/schemas.lock.json')) as {
    readonly kubernetes: Readonly<Record<string, { readonly version: string }>>;
  };
  const versions = new Set(Object.values(kubernetes).map(({ version }) => version));
  for (const file of ['tools/apivalidation/go.mod', 'tools/readers/go.mod', 'tools/lab/kubernetes/go.mod']) {
    const version = versionIn(file, 'k8s.io/kubernetes') ?? assert.fail(file);
    assert.ok(versions.has(version), `${file}: ${version} has no schemas`);
    assert.equal(version, versionIn('tools/apivalidation/go.mod', 'k8s.io/kubernetes'), file);
  }
  const { dependencies, optionalDependencies } = JSON.parse(read('package.json'));
  const grammar = versionIn('tools/lab/go.mod', 'github.com/prometheus/prometheus');
  assert.equal(`v${dependencies['@prometheus-io/lezer-promql']}`, grammar);
  const majors = [dependencies['@types/node'], ...Object.values<string>(optionalDependencies)].map(majorOf);
  assert.deepEqual(
    [...new Set([...majors, majorOf(/node:([^@]+)/.exec(machines.alpine.image)?.[1] ?? '')])],
    [majors[0]],
  );
});
