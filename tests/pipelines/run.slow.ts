import assert from 'node:assert/strict';
import {
  appendFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { type CommentServer, serveComments } from '../../generators/comment/testing/server.ts';
import { commentMark } from '../../generators/diff/format/markdown.ts';
import { type CiSystem, ciSystems } from '../../generators/model/settings/index.ts';
import { cacheFolder } from '../../generators/programs/cache.ts';
import { run } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { outsidePipeline } from '../outsidePipeline.ts';
import { commitAll, copyRepository, git, run as runCommand } from '../repositoryCopy.ts';
import { machinePath } from './machine.ts';
import { scriptsIn } from './scripts.ts';

// The scripts of the generated files, job by job, on a repository with a pull request: as each system runs them, with the
// variables that it sets and a server in the place of its API, but without its containers.

const scratch = mkdtempSync(join(tmpdir(), 'pipelines-'));
const settings = (name: string) => `overlays/${name}/environment.yaml`;
const environment = environmentOf(repository);
const ends: (() => void)[] = [];
let origin = '';
let path = '';
let server: CommentServer;

before(async () => {
  path = machinePath(join(scratch, 'bin'));
  origin = copyRepository({ after: (work) => ends.push(work) }, [environment]);
  const fleet = join(origin, 'overlays/fleet.yaml');
  const text = readFileSync(fleet, 'utf8').replace(/^pipelines:.*\n/m, '');
  writeFileSync(fleet, `${text}pipelines: [${ciSystems.join(', ')}]\n`);
  assert.equal(runCommand(origin, 'generate').status, 0);
  commitAll(origin, 'pipelines');
  server = await serveComments();
});
after(() => {
  server.close();
  for (const end of ends) end();
  rmSync(scratch, { recursive: true, force: true });
});

/** An environment that a hub may sync, of whatever fleet this is. */
function environmentOf(root: string): string {
  const names = globSync('overlays/*/environment.yaml', { cwd: root }).map((file) => file.split(/[\\/]/)[1] ?? '');
  const isSynced = (name: string) => parse(readFileSync(join(root, settings(name)), 'utf8')).synced !== false;
  return names.sort().find(isSynced) ?? names[0] ?? assert.fail('no environment');
}

/** A clone with the whole history, at the commit of a pull request that appends this to the settings. */
function pullRequest(t: TestContext, appended: string): string {
  const root = mkdtempSync(join(scratch, 'clone-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  git(root, 'clone', '--quiet', `file://${origin}`, '.');
  git(root, 'switch', '--quiet', '--create', 'change');
  appendFileSync(join(root, settings(environment)), appended);
  git(root, 'commit', '--quiet', '--all', '--message', 'change');
  git(root, 'checkout', '--quiet', '--detach');
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** What each system sets for a pull request. */
function variablesOf(system: CiSystem, root: string): Record<string, string> {
  const event = join(scratch, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 12, head: { repo: { full_name: 'shop/gitops' } } } }));
  const all: Record<CiSystem, Record<string, string>> = {
    github: {
      GITHUB_BASE_REF: 'main',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'shop/gitops',
      GITHUB_API_URL: server.address,
      GITHUB_ENV: join(scratch, 'github-env'),
    },
    gitlab: {
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_API_V4_URL: `${server.address}/api/v4`,
      CI_PROJECT_ID: '5',
      CI_MERGE_REQUEST_IID: '9',
      CI_PROJECT_DIR: root,
      GITLAB_TOKEN: 'secret',
    },
    jenkins: {
      CHANGE_TARGET: 'main',
      CHANGE_URL: `${server.address}/shop/gitops/-/merge_requests/9`,
      GITLAB_TOKEN: 'secret',
    },
    circleci: { CIRCLE_BRANCH: 'change' },
  };
  return { CI: 'true', ...all[system] };
}

/** Runs a job; the status and the output of its first script that fails, else of all. */
async function runJob(system: CiSystem, root: string, job: string): Promise<{ status: number; output: string }> {
  let output = '';
  for (const { text, variables } of scriptsIn[system](root, job)) {
    const own = Object.entries(variables).map(([name, value]) => [name, value.includes('${{') ? 'secret' : value]);
    const env = {
      ...outsidePipeline(),
      ...Object.fromEntries(own),
      ...variablesOf(system, root),
      PATH: path,
      // What is built for this repository is the same there.
      MOBILE_GITOPS_CACHE: cacheFolder(),
    };
    const result = await run('sh', ['-ec', text], { cwd: root, env, timeout: 300_000 });
    output += result.stdout + result.stderr;
    if (result.status !== 0) return { status: result.status, output };
  }
  return { status: 0, output };
}

async function succeeds(system: CiSystem, root: string, job: string): Promise<void> {
  const { status, output } = await runJob(system, root, job);
  assert.equal(status, 0, `${system}: ${job}: ${output}`);
}

const jobs: Readonly<Record<CiSystem, readonly string[]>> = {
  github: ['check', 'gate', 'diff'],
  gitlab: ['check', 'diff', 'comment'],
  jenkins: ['diff', 'comment'],
  circleci: ['check'],
};

for (const system of ciSystems) {
  test(`${system}: every job of a pull request that is right succeeds`, async (t) => {
    const root = pullRequest(t, '# Nothing but a comment.\n');
    const posted = server.comments.length;
    for (const job of jobs[system]) await succeeds(system, root, job);
    if (jobs[system].includes('diff')) assert.ok(readFileSync(join(root, 'diff.md'), 'utf8').startsWith(commentMark));
    if (!jobs[system].includes('comment')) return;
    // The second system finds the comment of the first one: it is the same merge request.
    assert.equal(server.comments.length, Math.max(posted, 1));
    assert.ok(server.comments[0]?.body.startsWith(commentMark));
  });
}

test('github: the comment is posted from what another workflow left', async (t) => {
  const root = pullRequest(t, '# Nothing but a comment.\n');
  const taken = join(root, 'taken');
  mkdirSync(taken);
  writeFileSync(join(taken, 'diff.md'), `${commentMark}\n### of another workflow\n`);
  const before = server.comments.length;
  await succeeds('github', root, 'comment');
  assert.match(server.comments.at(-1)?.body ?? '', /of another workflow/);
  assert.ok(server.comments.length - before <= 1);
});

test('an error in a pull request fails the check, and is shown at its line', async (t) => {
  const root = pullRequest(t, 'nonsense: 1\n');
  const line = readFileSync(join(root, settings(environment)), 'utf8').split('\n').length - 1;
  const github = await runJob('github', root, 'check');
  assert.notEqual(github.status, 0);
  assert.match(
    github.output,
    new RegExp(`::error file=${settings(environment)},line=${line},col=1,title=unknown-key::`),
  );
  assert.notEqual((await runJob('gitlab', root, 'check')).status, 0);
  const [issue] = JSON.parse(readFileSync(join(root, 'findings/code-quality.json'), 'utf8'));
  assert.deepEqual(issue.location, { path: settings(environment), lines: { begin: line } });
});

test('a pull request that edits a rule is stopped by the gate of the target branch, whatever it makes of its own', async (t) => {
  const root = pullRequest(t, '# Nothing but a comment.\n');
  writeFileSync(join(root, 'policies/families.ts'), '// nothing guards any more\n');
  writeFileSync(join(root, 'scripts/gate.ts'), 'process.exit(0);\n');
  git(root, 'commit', '--quiet', '--all', '--message', 'no rules');
  const { status, output } = await runJob('github', root, 'gate');
  assert.equal(status, 1, output);
  assert.match(output, /edits 1 file that guards all others/);
});
