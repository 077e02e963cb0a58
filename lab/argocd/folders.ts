import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operator } from '../../generators/model/operator.ts';
import type { GitFolder } from '../../generators/model/settings/index.ts';
import { type Git, gitOutput, openGit } from '../../generators/programs/git.ts';
import type { Definition } from '../definitions.ts';

/** A folder of a git repository that an operator is installed from. */
export type WantedFolder = GitFolder & { readonly operator: Pick<Operator, 'name' | 'groups'> };

/**
 * Makes a repository in place of upstream's own, with one tag: its folder has upstream's real CRDs.
 * @param folder the one whose repositories are served
 * @param kinds CRDs that it may contain
 * @returns the name of the repository in that folder
 */
export async function makeFolder(
  folder: string,
  { path, version, operator }: WantedFolder,
  kinds: readonly Definition[],
): Promise<string> {
  const name = `${operator.name}.git`;
  const root = join(folder, name);
  mkdirSync(join(root, path), { recursive: true });
  for (const one of kinds.filter(({ spec }) => operator.groups.includes(spec.group))) {
    writeFileSync(join(root, path, `${one.metadata.name}.json`), JSON.stringify(one));
  }
  const git = openGit(root);
  await inOrder(git, [
    ['init', '--quiet'],
    ['add', '--all'],
    ['-c', 'user.name=lab', '-c', 'user.email=lab@example.com', 'commit', '--quiet', '--allow-empty', '-m', version],
    ['-c', 'tag.gpgSign=false', 'tag', version],
  ]);
  return name;
}

async function inOrder(git: Git, commands: readonly (readonly string[])[]): Promise<void> {
  for (const command of commands) await gitOutput(git, 'make a repository', command);
}
