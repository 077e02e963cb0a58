import { type Git, gitFailure } from '../programs/git.ts';

/**
 * Moves a branch of a remote from one commit to another, or creates it, if it is still at `from`. The push has a lease,
 * which would also allow a move backwards: the caller has checked that `to` contains `from`.
 * @param from undefined: the branch does not exist yet
 * @returns whether it was moved; false when another run moved it meanwhile
 * @throws Failure when the remote rejects the push for another reason
 */
export async function moveBranch(
  git: Git,
  remote: string,
  branch: string,
  from: string | undefined,
  to: string,
): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  const args = ['push', '--porcelain', '--no-follow-tags', `--force-with-lease=${ref}:${from ?? ''}`, remote];
  const result = await git([...args, `${to}:${ref}`]);
  // `=`: the branch is at `to` already, so another run was faster.
  if (result.status === 0) return !result.stdout.split('\n').some((line) => line.startsWith('='));
  const refused = result.stdout.split('\n').find((line) => line.startsWith('!'));
  if (refused && raced.test(refused)) return false;
  throw gitFailure(`push ${branch} to ${remote}`, result);
}

/** Git's messages for a branch that has moved: noticed before the push, or by the remote during it. */
const raced =
  /\((stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|.*but expected [0-9a-f]+)/;
