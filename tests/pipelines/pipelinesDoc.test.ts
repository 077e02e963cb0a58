import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ciSystems } from '../../generators/model/settings/index.ts';
import { pipelineFiles, pipelinePaths } from '../../generators/pipelines/files.ts';
import { pipelineJobs } from '../../generators/pipelines/jobs.ts';
import { scriptOf } from '../../generators/pipelines/script.ts';
import { repository } from '../../generators/repository.ts';
import { releasingFleet } from './fleet.ts';

const page = readFileSync(join(repository, 'docs/pipelines.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

test('docs/pipelines.md says of each job when it runs and what', () => {
  const jobs = pipelineJobs({ rings: [['<ring>']], commentToken: 'GITHUB_TOKEN' });
  for (const { name, on, queued = true, steps } of jobs) {
    const row =
      rows.find(([names = '']) => names.split(', ').includes(`\`${name}\``)) ?? assert.fail(`no row of ${name}`);
    const [, change, queue, main, night, what = ''] = row;
    const expected = [
      on.includes('change'),
      on.includes('change') && queued,
      on.includes('main'),
      on.includes('night'),
    ];
    assert.deepEqual(
      [change, queue, main, night].map((cell) => cell === '✓'),
      expected,
      name,
    );
    const scripts = steps.flatMap((step) => scriptOf(step, { findings: () => '', placeless: [], target: 'main' }));
    for (const script of scripts.filter((line) => line.startsWith('npm ') && line !== 'npm ci')) {
      const [first = ''] = script.replace(/^npm run /, '').split(' ');
      assert.ok(what.includes(first === 'npm' ? script : first), `${name}: ${script}`);
    }
  }
});

test('pipelines run all tests that .ci/run does', () => {
  const tiers = readFileSync(join(repository, '.ci/run'), 'utf8');
  const scripts = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).scripts as Record<string, string>;
  const jobs = pipelineJobs({ rings: [], commentToken: 'GITHUB_TOKEN' });
  const run = jobs.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'script' ? step.run : [])));
  // A script may run others.
  const all = [...run, ...run.map((line) => scripts[line.replace('npm run ', '')] ?? '')].join('\n');
  const names = [...tiers.matchAll(/^ +run (test:[a-z]+)$/gm)].map(([, name = '']) => name);
  assert.ok(names.length > 5, names.join());
  for (const name of names) {
    assert.match(all, new RegExp(`npm run ${name}$|npm run ${name} `, 'm'), name);
  }
});

test('docs/pipelines.md names every secret, and every file or its folder', () => {
  const jobs = pipelineJobs({ rings: [['first']], commentToken: 'GITHUB_TOKEN' });
  for (const { secret } of jobs) {
    for (const name of secret?.variables ?? []) assert.ok(page.includes(name), name);
    if (secret) assert.ok(page.includes(secret.name), secret.name);
  }
  for (const { path } of pipelineFiles(releasingFleet({ pipelines: [...ciSystems] }))) {
    assert.ok(pipelinePaths.includes(path));
    const [, end = ''] = /(?:gitops|docs\/)(-?[^/]*.*)$/.exec(path) ?? [];
    assert.ok(page.includes(path) || (end !== '' && page.includes(end)), path);
  }
});
