import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ciSystems } from '../../generators/model/settings/index.ts';
import { pipelineFiles } from '../../generators/pipelines/files.ts';
import { runSync } from '../../generators/programs/run.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { releasingFleet } from './fleet.ts';
import { jenkinsfileMistakes } from './jenkinsfile.ts';
import { schemaMistakes } from './schemas.ts';

const files = pipelineFiles(releasingFleet({ pipelines: [...ciSystems] }));
const file = (path: string) => files.find((one) => one.path === path)?.content ?? assert.fail(path);
const workflows = files.filter(({ path }) => /^\.github\/workflows\/|application\/github/.test(path));

/** A text in which something is another way, and only once. */
function broken(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, String(from));
  return changed;
}

/** What actionlint says of workflows; it is given no shellcheck and no pyflakes, which a machine may have or not. */
async function linted(t: { after(done: () => void): void }, texts: ReadonlyMap<string, string>): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'workflows-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, '.github/workflows'), { recursive: true });
  const names = [...texts].map(([name, text]) => {
    writeFileSync(join(root, '.github/workflows', name), text);
    return join('.github/workflows', name);
  });
  const program = await labProgram('actionlint', say);
  const result = runSync(program, ['-shellcheck=', '-pyflakes=', '-no-color', '-oneline', ...names], { cwd: root });
  assert.ok(result.status === 0 || result.status === 1, result.reason);
  return result.stdout;
}

test('actionlint finds nothing in the workflows, and finds what is broken in them', async (t) => {
  const texts = new Map(workflows.map(({ path, content }) => [basename(path), content]));
  assert.ok(texts.size >= 4);
  assert.equal(await linted(t, texts), '');
  const change = file('.github/workflows/gitops-change.yaml');
  const main = file('.github/workflows/gitops-main.yaml');
  const mistakes: readonly (readonly [string, RegExp])[] = [
    [broken(change, 'github.event_name', 'github.event_nam'), /property "event_nam" is not defined/],
    [broken(change, 'merge_group', 'merge_groups'), /unknown Webhook event "merge_groups"/],
    [broken(change, 'contents: read', 'content: read'), /unknown permission scope "content"/],
    [broken(change, 'ubuntu-24.04', 'ubuntu-99.04'), /label "ubuntu-99.04" is unknown/],
    [broken(main, '- release-first', '- release-none'), /needs job "release-none" which does not exist/],
  ];
  for (const [text, message] of mistakes) assert.match(await linted(t, new Map([['broken.yaml', text]])), message);
});

test('the published schemas accept every file, and refuse what is broken in them', async () => {
  for (const { path, content } of workflows) {
    assert.deepEqual(await schemaMistakes('github-workflows', parse(content)), [], path);
  }
  const gitlab = file('.gitlab-ci.yml');
  const circle = file('.circleci/config.yml');
  assert.deepEqual(await schemaMistakes('gitlab-ci', parse(gitlab)), []);
  assert.deepEqual(await schemaMistakes('circle-ci', parse(circle)), []);
  assert.deepEqual(await schemaMistakes('gitlab-ci', parse(file('docs/application/gitlab-ci.yml'))), []);
  assert.deepEqual(await schemaMistakes('circle-ci', parse(file('docs/application/circleci.yml'))), []);
  const [, ...renovate] = file('renovate.json5').split('\n');
  assert.deepEqual(await schemaMistakes('renovate', JSON.parse(renovate.join('\n'))), []);
  const cases = [
    ['gitlab-ci', broken(gitlab, 'when: always', 'when: sometimes')],
    ['gitlab-ci', broken(gitlab, 'script:', 'scripts:')],
    ['gitlab-ci', broken(gitlab, 'interruptible: true', 'interruptible: maybe')],
    ['circle-ci', broken(circle, 'docker:', 'dockers:')],
    ['renovate', broken(renovate.join('\n'), '"enabledManagers": [', '"enabledManagers": [1,')],
    ['circle-ci', broken(circle, '- image:', '- images:')],
    ['circle-ci', broken(circle, 'version: 2.1', 'versions: 2.1')],
  ] as const;
  const accepted = [];
  for (const [schema, text] of cases) {
    if ((await schemaMistakes(schema, parse(text))).length === 0) accepted.push(`${schema}: ${text}`);
  }
  assert.deepEqual(accepted, []);
});

test('the Jenkinsfile is Groovy and a declarative pipeline, and what is broken in it is found', async () => {
  const jenkins = file('Jenkinsfile');
  const cases: readonly (readonly [string, RegExp])[] = [
    [jenkins, /^$/],
    [file('docs/application/Jenkinsfile'), /^$/],
    [broken(jenkins, "sh 'npm test'", "sh 'npm test"), /Jenkinsfile: \d+/],
    [broken(jenkins, 'post {', 'finally_ {'), /holds finally_, which is none of its sections/],
    [broken(jenkins, 'agent none', ''), /pipeline has no agent/],
    [broken(jenkins, 'steps {', 'step {'), /has 0 of steps, stages/],
    [broken(jenkins, 'changeRequest()', 'pullRequest()'), /holds pullRequest, which is none/],
  ];
  const found = await jenkinsfileMistakes(cases.map(([text]) => text));
  for (const [index, [, expected]] of cases.entries()) assert.match(found[index]?.join('\n') ?? 'none', expected);
});
