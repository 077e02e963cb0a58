import { Failure } from '../../model/finding.ts';
import { type Git, gitFailure, gitOutput, isRepository, isShallow, openGit } from '../../programs/git.ts';
import { type CiSays, ciSays } from './ciSays.ts';

/** What a change is compared with. */
export type BaseRevision =
  | { readonly kind: 'commit'; readonly commit: string; readonly name: string }
  /** The first commit, or none yet: nothing came before. */
  | { readonly kind: 'none'; readonly why: string }
  /** Something came before, and it is not here or not known. */
  | { readonly kind: 'missing'; readonly why: string };

/** The target branch, into which changes go, where nobody says otherwise. */
const usualTargets = ['origin/main', 'main', 'origin/HEAD'];

/**
 * The commit to compare with: where HEAD left the target branch, or the branch that was asked for. Of a pull request the
 * target is what the CI system says; else it is `main` of the remote, `main`, or the remote's default branch. On the
 * target branch itself that is HEAD while there are changes that are not committed, then the commit before what was
 * pushed, if the CI system says it, then the commit before HEAD.
 * @param variables environment variables, for what the CI system says
 * @throws Failure when what was asked for does not exist or shares no commit with HEAD, or when git cannot tell
 */
export async function baseRevision(
  root: string,
  wanted?: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<BaseRevision> {
  const git = openGit(root);
  if (!(await isRepository(git))) return { kind: 'missing', why: 'this folder is in no git repository' };
  if (wanted !== undefined) return asked(git, root, wanted);
  const head = await commitOf(git, 'HEAD');
  if (!head) return { kind: 'none', why: 'there is no commit yet' };
  const said = ciSays(variables);
  const targets = said.target ? [`origin/${said.target}`, said.target] : usualTargets;
  let isOnTarget = false;
  for (const name of targets) {
    const tip = await commitOf(git, name);
    const commit = tip && (await mergeBase(git, head, tip));
    if (commit && commit !== head) return { kind: 'commit', commit, name };
    if (commit) isOnTarget = true;
  }
  if (isOnTarget) return onTarget(git, head, said);
  const named = said.base && (await commitOf(git, said.base));
  const base = named && (await mergeBase(git, head, named));
  if (base) return { kind: 'commit', commit: base, name: 'the base that the CI system names' };
  if (!(await commitOf(git, 'HEAD^')) && !(await isShallow(git)))
    return { kind: 'none', why: 'this is the first commit' };
  return { kind: 'missing', why: `none of ${targets.join(', ')} is here and shares a commit with HEAD` };
}

async function asked(git: Git, root: string, wanted: string): Promise<BaseRevision> {
  const commit = await commitOf(git, wanted);
  if (!commit) throw new Failure(`There is no revision ${wanted} in ${root}`, 'Fetch it first: git fetch origin.');
  const base = await mergeBase(git, 'HEAD', commit);
  if (base) return { kind: 'commit', commit: base, name: wanted };
  if (await isShallow(git))
    return { kind: 'missing', why: `this clone is shallow: where HEAD left ${wanted} is not here` };
  throw new Failure(`${wanted} and HEAD have no commit in common in ${root}`, 'Name a revision that HEAD comes from.');
}

/** HEAD is part of the target branch: what is compared is what is not committed yet, else what was pushed last. */
async function onTarget(git: Git, head: string, { pushedFrom }: CiSays): Promise<BaseRevision> {
  const changes = ['status', '--porcelain', '--', 'base', 'overlays'];
  if (await gitOutput(git, 'look for changes', changes)) return { kind: 'commit', commit: head, name: 'HEAD' };
  if (pushedFrom) {
    const before = await commitOf(git, pushedFrom);
    const commit = before && (await mergeBase(git, head, before));
    if (!commit) return { kind: 'missing', why: `the commit before the push, ${pushedFrom.slice(0, 8)}, is not here` };
    if (commit !== head) return { kind: 'commit', commit, name: 'the commit before the push' };
  }
  const parent = await commitOf(git, 'HEAD^');
  if (parent) return { kind: 'commit', commit: parent, name: 'HEAD^' };
  if (await isShallow(git)) return { kind: 'missing', why: 'this clone is shallow: the commit before is not here' };
  return { kind: 'none', why: 'this is the first commit' };
}

/** The commit that a revision names; empty where there is none. */
const commitOf = (git: Git, revision: string): Promise<string> =>
  answer(git, `look up ${revision}`, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);

/** The last commit that two have in common; empty where there is none here. */
const mergeBase = (git: Git, one: string, other: string): Promise<string> =>
  answer(git, `compare ${one} with ${other}`, ['merge-base', one, other]);

/** What git prints, or nothing where it ends with status 1: it looked, and there is none. */
async function answer(git: Git, what: string, args: readonly string[]): Promise<string> {
  const result = await git(args);
  if (result.status === 0) return result.stdout.trimEnd();
  if (result.status === 1 || (result.status === 128 && result.stderr === '')) return '';
  throw gitFailure(what, result);
}
