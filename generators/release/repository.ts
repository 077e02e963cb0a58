import { openGit } from '../programs/git.ts';
import { type History, openHistory } from './history.ts';
import { moveBranch } from './push.ts';

/** A clone, and the remote whose branches Argo CD follows. */
export interface Repository extends History {
  /** Moves or creates a branch of the remote, if it is still at `from`: see {@link moveBranch}. */
  move(branch: string, from: string | undefined, to: string): Promise<boolean>;
}

/**
 * @param root a clone: absolute
 * @param remote name or address
 */
export function openRepository(root: string, remote: string): Repository {
  const git = openGit(root);
  return { ...openHistory(git, remote), move: (branch, from, to) => moveBranch(git, remote, branch, from, to) };
}
