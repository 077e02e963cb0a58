import { mainBranch } from '../../argocd/names.ts';
import { type Git, gitOutput } from '../../programs/git.ts';
import type { CiSays } from './ciSays.ts';

/** A branch that changes may go into. */
export interface TargetBranch {
  /** As people write it: `origin/main`. */
  readonly name: string;
  /** In full, so that a tag of the same name is not meant: `refs/remotes/origin/main`. */
  readonly ref: string;
}

/**
 * The branches that a change may go into, the likeliest first. Of a pull request it is the one that the CI system names,
 * alone; else the branch that Argo CD follows, of the remotes and here, and then the default branch under another name.
 * In a fork, `upstream` is the remote that a change goes into.
 */
export async function targetBranches(git: Git, { target, defaultBranch }: CiSays): Promise<readonly TargetBranch[]> {
  const remotes = (await gitOutput(git, 'list remotes', ['remote'])).split('\n').filter(Boolean).sort(byRole);
  const there = (branch: string) =>
    remotes.map((remote) => ({ name: `${remote}/${branch}`, ref: `refs/remotes/${remote}/${branch}` }));
  const everywhere = (branch: string) => [...there(branch), { name: branch, ref: `refs/heads/${branch}` }];
  if (target) return everywhere(target);
  return [...everywhere(mainBranch), ...there('HEAD'), ...(defaultBranch ? everywhere(defaultBranch) : [])];
}

const roles = ['upstream', 'origin'];
const byRole = (one: string, other: string) => roleOf(one) - roleOf(other);
const roleOf = (remote: string) => (roles.includes(remote) ? roles.indexOf(remote) : roles.length);
