import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gitOutput, isRepository, openGit } from './git.ts';
import { git } from './testing/git.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-')));
after(() => rmSync(folder, { recursive: true, force: true }));
git(folder, ['init', '--quiet']);

/** Runs `work` with other values of some environment variables. */
async function withVariables<T>(variables: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const elsewhere = join(folder, 'elsewhere');
const names = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'] as const;
for (const name of names) {
  test(`the repository is the one around the folder, also in a hook that sets ${name}`, async () => {
    await withVariables({ [name]: elsewhere }, async () => {
      const run = openGit(folder);
      assert.equal((await gitOutput(run, 'ask', ['rev-parse', '--show-toplevel'])).trim(), folder);
      assert.equal(run.sync(['rev-parse', '--absolute-git-dir']).stdout.trim(), join(folder, '.git'));
      assert.equal((await gitOutput(run, 'ask', ['rev-parse', '--git-path', 'index'])).trim(), '.git/index');
    });
  });
}

test('git never prompts for a password, and its messages are in English', async () => {
  await withVariables({ LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' }, async () => {
    const script = 'echo "$GIT_TERMINAL_PROMPT $LC_ALL"';
    const said = await gitOutput(openGit(folder), 'ask', ['-c', `alias.tell=!${script}`, 'tell']);
    assert.equal(said, '0 C\n');
  });
});

test('a failure names the purpose of the command and the error of git', async () => {
  await assert.rejects(gitOutput(openGit(folder), 'count commits', ['rev-list', '--count', 'nowhere']), {
    name: 'Failure',
    message: /^Git could not count commits: fatal: ambiguous argument 'nowhere': unknown revision/,
    fix: /git fetch/,
  });
});

test('without git the failure says that the program is missing', async () => {
  await withVariables({ PATH: elsewhere }, () =>
    assert.rejects(gitOutput(openGit(folder), 'count commits', ['--version']), {
      name: 'Failure',
      message: 'Cannot run git: there is no program `git`.',
      fix: 'Install git.',
    }),
  );
});

test('of a repository that belongs to somebody else the failure says how to trust it', async () => {
  await withVariables({ GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }, () =>
    assert.rejects(isRepository(openGit(folder)), {
      name: 'Failure',
      message: /^Git could not find the repository: fatal: detected dubious ownership in repository/,
      fix: `The folder belongs to another user. If you trust it: git config --global --add safe.directory ${folder}`,
    }),
  );
});
