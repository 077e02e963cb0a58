import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';
import type { Sample } from '../backends/sample.ts';
import { ofSample } from '../ofSample.ts';
import { copyRepository, run } from '../repositoryCopy.ts';

const here = join(repository, 'tests/backends');
const names = readdirSync(here)
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'sample');

/** Puts a change into a file, where a text stands once. */
function change(root: string, file: string, text: string, by: string): void {
  const path = join(root, file);
  const parts = readFileSync(path, 'utf8').split(text);
  assert.equal(parts.length, 2, `${file} holds once: ${text}`);
  writeFileSync(path, parts.join(by));
}

/**
 * Backends that people run, in the language of `apps/` and with nothing of the engine changed: the same files as below
 * `apps/` of a copy of this repository, all of them at once, with the data that they need in staging.
 */
test('eight real backends are declared, proven, and accepted by schemas, the API server’s code and rules', {
  skip: ofSample,
}, async (context) => {
  assert.equal(names.length, 8);
  const root = copyRepository(context, ['staging']);
  mkdirSync(join(root, 'apps/backends'));
  const samples: Sample[] = [];
  for (const name of ['sample', ...names])
    copyFileSync(join(here, `${name}.ts`), join(root, `apps/backends/${name}.ts`));
  for (const name of names) samples.push(((await import(join(here, `${name}.ts`))) as { sample: Sample }).sample);
  const imports = names.map((name) => `import { sample as ${name} } from './backends/${name}.ts';\n`).join('');
  const index = readFileSync(join(root, 'apps/index.ts'), 'utf8');
  writeFileSync(join(root, 'apps/index.ts'), imports + index);
  const all = names.join(', ');
  change(
    root,
    'apps/index.ts',
    '  apps,\n  contracts: [',
    `  apps: [...apps, ...[${all}].flatMap((one) => one.apps)],\n  contracts: [...[${all}].flatMap((one) => one.contracts), ...[`,
  );
  change(root, 'apps/index.ts', '  ].map(({ contract }) => contract),', `  ].map(({ contract }) => contract)],`);
  const staging = 'overlays/staging/environment.yaml';
  change(root, staging, '\ndata:', `\ndata:${samples.map(({ settings }) => settings.trimEnd()).join('')}`);
  change(
    root,
    staging,
    '    quotas:\n',
    '    fileSystem: fs-0123456789abcdef0\n    quotas:\n      backend: { cpu: "200", memory: 400Gi, pods: 300 }\n      media: { cpu: "120", memory: 160Gi, pods: 120 }\n      messaging: { cpu: "60", memory: 64Gi, pods: 80 }\n',
  );
  const identities = samples.flatMap((one) => one.identities ?? []);
  change(
    root,
    staging,
    '    identities:\n',
    `    identities:\n${identities.map((name) => `      ${name}: arn:aws:iam::111111111111:role/mobile-staging-${name}\n`).join('')}`,
  );
  const generated = run(root, 'generate');
  assert.equal(generated.status, 0, generated.stdout + generated.stderr);
  for (const { apps } of samples) {
    for (const { name } of apps) readFileSync(join(root, `base/${name}/kustomization.yaml`));
  }
  const validated = run(root, 'validate');
  assert.equal(validated.status, 0, validated.stdout + validated.stderr);
  assert.match(validated.stdout, /, API server 1\.\d+,/);
});
