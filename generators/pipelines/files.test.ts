import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { generatedBy } from '../files/print.ts';
import type { Environment } from '../model/fleet.ts';
import { type CiSystem, ciSystems, type FleetSettings } from '../model/settings/index.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { jobFactsOf, pipelineFiles, pipelinePaths } from './files.ts';
import { pipelineJobs } from './jobs.ts';
import { scriptOf } from './script.ts';

const owners = { engine: ['@shop/platform'], environments: { production: ['@shop/on-call', 'lead@example.com'] } };

/** The sample fleet with an environment whose clusters are released in these rings. */
function fleetOf(settings: Partial<FleetSettings>, rings: readonly string[] = ['first', 'last']) {
  const environment = { name: 'production', settings: { rings } } as unknown as Environment;
  return exampleFleet([environment], settings);
}

const filesOf = (settings: Partial<FleetSettings>) =>
  new Map(pipelineFiles(fleetOf(settings)).map(({ path, content }) => [path, content]));
const systemsOf = (path: string): CiSystem | undefined =>
  ciSystems.find((system) => path.toLowerCase().includes(system.slice(0, 6)));

test('each system has files of its own, known before, and each says that it is generated', () => {
  assert.deepEqual([...filesOf({}).keys()], []);
  for (const system of ciSystems) {
    const files = filesOf({ pipelines: [system] });
    assert.ok(files.size > 0);
    for (const [path, content] of files) {
      assert.ok([system, undefined].includes(systemsOf(path)), path);
      assert.ok(pipelinePaths.includes(path), path);
      assert.match(content, new RegExp(`^(#|//) ${generatedBy}`));
    }
  }
});

/** All texts of a parsed file, and where there is no parser the file itself. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('every system runs every script of every job, and names its image', () => {
  const jobs = pipelineJobs(jobFactsOf(fleetOf({})));
  for (const system of ciSystems) {
    const files = filesOf({ pipelines: [system] });
    const own = [...files].filter(([path]) => systemsOf(path) === system && !path.startsWith('docs/'));
    const texts = own.flatMap(([path, content]) => (path.endsWith('file') ? [content] : textsIn(parse(content))));
    const all = texts.join('\n').replaceAll("\\'", "'");
    for (const { name, steps } of jobs) {
      for (const step of steps.flatMap((one) => scriptOf(one, { findings: () => '', placeless: [], target: '' }))) {
        const wanted = step.replace(/"origin\/"|\s+$/g, '').replace(' diff.md', '');
        assert.ok(all.includes(wanted), `${system}: ${name}: ${wanted}`);
      }
    }
    assert.ok(!/@v[0-9]|:latest/.test(all), system);
  }
});

test('images are pinned by digest, and actions by commit', () => {
  const all = [...filesOf({ pipelines: [...ciSystems] }).values()].join('\n');
  const images = [...all.matchAll(/\b(?:node|golang):\S+/g)].map(([image]) => image);
  assert.ok(images.length > 0);
  for (const image of images) assert.match(image, /@sha256:[0-9a-f]{64}\b/);
  const uses = [...all.matchAll(/uses: (.*)/g)].map(([, text = '']) => text);
  assert.ok(uses.length > 0);
  for (const text of uses) assert.match(text, /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('rings are released one after the other, and never without a hub', () => {
  const names = (settings: Partial<FleetSettings>) =>
    pipelineJobs(jobFactsOf(fleetOf(settings))).flatMap(({ name, after }) =>
      name.startsWith('release') ? [[name, after]] : [],
    );
  assert.deepEqual(names({}), [
    ['release-first', ['check', 'test']],
    ['release-last', ['release-first']],
  ]);
  const { hub: _hub, ...without } = fleetOf({}).settings;
  assert.deepEqual(jobFactsOf({ ...fleetOf({}), settings: without }).rings, []);
});

test('a job comes after jobs that run for the same events, and takes what one of them leaves', () => {
  const jobs = pipelineJobs(jobFactsOf(fleetOf({})));
  for (const { name, on, after = [], takes } of jobs) {
    const before = after.map((each) => jobs.find((one) => one.name === each) ?? assert.fail(`${name}: ${each}`));
    for (const one of before)
      assert.ok(
        on.every((event) => one.on.includes(event)),
        `${name} after ${one.name}`,
      );
    if (takes)
      assert.ok(
        before.some(({ leaves }) => leaves === takes),
        name,
      );
  }
});

test('the token that comments is that of the host of the repository', () => {
  const tokenOf = (repository: string) => jobFactsOf(fleetOf({ repository })).commentToken;
  assert.equal(tokenOf('https://github.com/shop/gitops.git'), 'GITHUB_TOKEN');
  assert.equal(tokenOf('git@gitlab.shop.example:shop/gitops.git'), 'GITLAB_TOKEN');
  assert.equal(tokenOf('https://gitlab.com/github/gitops.git'), 'GITLAB_TOKEN');
});

test('CODEOWNERS: what guards is the engine team, and an environment counts after it', () => {
  const lines = (filesOf({ owners }).get('CODEOWNERS') ?? '').split('\n').slice(1);
  const ownersOf = (path: string) => {
    const last = lines.findLast((line) => path.startsWith(line.split(/\s+/)[0] || 'none'));
    return last?.split(/\s+/).slice(1) ?? [];
  };
  for (const path of ['/policies/', '/generators/gate/', '/.github/workflows/ci.yaml', '/Jenkinsfile', '/CODEOWNERS']) {
    assert.deepEqual(ownersOf(path), owners.engine, path);
  }
  assert.deepEqual(ownersOf('/overlays/production/environment.yaml'), owners.environments.production);
  assert.deepEqual(ownersOf('/apps/api.ts'), []);
});
