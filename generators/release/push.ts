import { type Git, gitFailure } from '../programs/git.ts';

/**
 * Moves a branch of a remote from one commit to another, or makes it: only if it is still where it was. The caller has
 * seen that `to` contains `from`, so the branch goes forward although the lease would let it go anywhere.
 * @param from undefined: there is no such branch yet
 * @returns whether it was moved; false when somebody else moved it meanwhile
 * @throws Failure when the remote refuses for another reason
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
  // `=`: it is there already, so somebody else was quicker.
  if (result.status === 0) return !result.stdout.split('\n').some((line) => line.startsWith('='));
  const refused = result.stdout.split('\n').find((line) => line.startsWith('!'));
  if (refused && raced.test(refused)) return false;
  throw gitFailure(`push ${branch} to ${remote}`, result);
}

/** How git says that a branch is not where it was: seen before the push, or by the remote itself as it took it. */
const raced =
  /\((stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|.*but expected [0-9a-f]+)/;
