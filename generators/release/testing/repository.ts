import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { git } from '../../programs/testing/git.ts';

/** Files by path; a commit holds all of them and no other. */
export type Files = Readonly<Record<string, string>>;

/** A bare repository as the remote, and a clone to release from. */
export interface Repositories {
  readonly remote: string;
  readonly clone: string;
  /** Adds a commit to a branch of the remote, on top of what it is at. Returns its hash. */
  commit(branch: string, files: Files): string;
  /** Moves a branch of the remote to any commit, as by a forced push. */
  point(branch: string, commit: string): void;
  /** The commit of a branch of the remote. */
  at(branch: string): string | undefined;
}

/** Creates both, empty. They are deleted after the test. */
export function repositories(t: Pick<TestContext, 'after'>): Repositories {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const remote = join(folder, 'remote.git');
  const clone = join(folder, 'clone');
  git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  git(folder, ['init', '--quiet', '--initial-branch=main', clone]);
  git(clone, ['remote', 'add', 'origin', remote]);
  for (const key of ['gc.auto', 'receive.autogc']) git(remote, ['config', key, '0']);
  // An unpacked bare repository keeps each branch in a file.
  const at = (branch: string) => {
    const file = join(remote, 'refs/heads', branch);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  };
  return {
    remote,
    clone,
    commit: (branch, files) => git(remote, ['fast-import', '--quiet'], commitStream(branch, at(branch), files)).trim(),
    point: (branch, commit) => void git(remote, ['update-ref', `refs/heads/${branch}`, commit]),
    at,
  };
}

/** The format is that of `git fast-import`: one process makes a commit out of texts, and prints its hash. */
function commitStream(branch: string, parent: string | undefined, files: Files): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const head = `commit refs/heads/${branch}\nmark :1\ncommitter test <test@example.com> 1700000000 +0000\n${data('a change')}`;
  const members = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  return `${head}${parent ? `from ${parent}\n` : ''}deleteall\n${members.join('')}get-mark :1\n`;
}
