import { Failure } from '../../model/finding.ts';
import { type Git, gitFailure, gitOutput, isRepository, isShallow, openGit } from '../../programs/git.ts';
import { isSampleFleet } from '../../read/sampleFleet.ts';
import { withRevision } from './changes.ts';
import { type CiSays, ciSays } from './ciSays.ts';
import { targetBranches } from './targetBranches.ts';

/** What a change is compared with. */
export type BaseRevision =
  | { readonly kind: 'commit'; readonly commit: string; readonly name: string }
  /** Nothing came before: there is no commit before, or it has the sample company, of which nothing runs anywhere. */
  | { readonly kind: 'none'; readonly why: string; readonly isSample?: true }
  | Missing;

/** Something came before, and it is not here or not known. */
interface Missing {
  readonly kind: 'missing';
  readonly why: string;
  readonly fix: string;
}

const fetchHistory =
  'Fetch the history and the target branch: git fetch --unshallow origin main, or fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab CI; or name what to compare with: --base <revision>.';

const missing = (why: string, fix = fetchHistory): Missing => ({ kind: 'missing', why, fix });

/**
 * The commit to compare with: where HEAD left the target branch, or the branch that was asked for. On the target branch
 * itself that is the commit before what was pushed, if the CI system says it, then HEAD while a person has changes that
 * are not committed, then the commit before HEAD.
 * @param variables environment variables, for what the CI system says
 * @throws Failure when what was asked for does not exist or shares no commit with HEAD, or when git cannot tell
 */
export async function baseRevision(
  root: string,
  wanted?: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<BaseRevision> {
  const git = openGit(root);
  if (!(await isRepository(git))) return missing('this folder is in no git repository', 'Work in a clone: git clone.');
  const found = await revisionOf(git, root, wanted, variables);
  return found.kind === 'commit' && (await hadSample(root, found.commit)) ? ofSample : found;
}

const ofSample = {
  kind: 'none',
  why: 'the base revision has the sample company, of which nothing runs',
  isSample: true,
} as const;

/**
 * Whether a commit has the sample company and the settings as they stand have another: after `npm run init`, nothing of
 * what goes with the sample was ever in a cluster. That cannot be said of a fleet that runs, whatever somebody writes
 * into its settings now: what counts is what the base revision says, and that one was reviewed.
 */
async function hadSample(root: string, commit: string): Promise<boolean> {
  if (isSampleFleet(root)) return false;
  const isWanted = (path: string) => /^overlays\/(fleet|[^/]+\/environment)\.yaml$/.test(path);
  return withRevision(root, commit, async (folder) => isSampleFleet(folder), { folders: ['overlays'], isWanted });
}

async function revisionOf(
  git: Git,
  root: string,
  wanted: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<BaseRevision> {
  if (wanted !== undefined) return asked(git, root, wanted);
  const head = await commitOf(git, 'HEAD');
  if (!head) return { kind: 'none', why: 'there is no commit yet' };
  const said = ciSays(variables);
  const targets = await targetBranches(git, said);
  const unrelated: string[] = [];
  for (const { name, ref } of targets) {
    const tip = await commitOf(git, ref);
    const found = tip && (await whereLeft(git, head, tip, name));
    if (tip && !found) unrelated.push(name);
    if (found) return found.kind === 'commit' && found.commit === head ? onTarget(git, head, said) : found;
  }
  const named = said.base && (await commitOf(git, said.base));
  const base = named && (await whereLeft(git, head, named, 'the base that the CI system names'));
  if (base) return base;
  const isWhole = !(await isShallow(git));
  if (isWhole && unrelated.length > 0)
    return missing(
      `HEAD shares no commit with ${unrelated.join(', ')}`,
      'Make the change on a branch that comes from the target branch; or name what to compare with: --base <revision>.',
    );
  if (isWhole && !(await commitOf(git, 'HEAD^'))) return { kind: 'none', why: 'this is the first commit' };
  return missing(`none of ${targets.map(({ name }) => name).join(', ')} is here and shares a commit with HEAD`);
}

async function asked(git: Git, root: string, wanted: string): Promise<BaseRevision> {
  const commit = await commitOf(git, wanted);
  if (!commit) throw new Failure(`There is no revision ${wanted} in ${root}`, 'Fetch it first: git fetch origin.');
  const base = await whereLeft(git, 'HEAD', commit, wanted);
  if (base) return base;
  if (await isShallow(git)) return missing(`this clone is shallow: where HEAD left ${wanted} is not here`);
  throw new Failure(`${wanted} and HEAD have no commit in common in ${root}`, 'Name a revision that HEAD comes from.');
}

/**
 * HEAD is part of the target branch: what is compared is what was pushed last, else what is not committed yet, else the
 * last commit. A push that moved the branch back or replaced it is compared with what it replaced: that is what clusters
 * have. In a pipeline a changed file is no change that somebody makes.
 */
async function onTarget(git: Git, head: string, { pushedFrom, isCi }: CiSays): Promise<BaseRevision> {
  if (pushedFrom && pushedFrom !== head) {
    const commit = await commitOf(git, pushedFrom);
    if (commit) return { kind: 'commit', commit, name: 'the commit before the push' };
    return missing(
      `the commit before the push, ${pushedFrom.slice(0, 8)}, is not here`,
      `Fetch the history, or after a push by force that commit itself: git fetch origin ${pushedFrom}.`,
    );
  }
  const changes = ['status', '--porcelain', '--untracked-files=all', '--', 'base', 'overlays'];
  if (!isCi && (await gitOutput(git, 'look for changes', changes)))
    return { kind: 'commit', commit: head, name: 'HEAD' };
  const parent = await commitOf(git, 'HEAD^');
  if (parent) return { kind: 'commit', commit: parent, name: 'HEAD^' };
  if (await isShallow(git)) return missing('this clone is shallow: the commit before is not here');
  return { kind: 'none', why: 'this is the first commit' };
}

/**
 * The last commit that HEAD has in common with another one; undefined where there is none here. Where each was merged
 * into the other there are two, and what one of them had is missed by comparing with the other.
 */
async function whereLeft(git: Git, head: string, tip: string, name: string): Promise<BaseRevision | undefined> {
  if (head === tip) return { kind: 'commit', commit: head, name };
  const args = ['merge-base', '--all', head, tip];
  const [commit, ...others] = (await answer(git, `compare ${head} with ${tip}`, args)).split('\n').filter(Boolean);
  if (!commit) return undefined;
  if (others.length === 0) return { kind: 'commit', commit, name };
  return missing(
    `HEAD and ${name} have ${others.length + 1} merge bases`,
    `Merge ${name} into this branch: then there is one.`,
  );
}

/** The commit that a revision names; empty where there is none. */
const commitOf = (git: Git, revision: string): Promise<string> =>
  answer(git, `look up ${revision}`, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);

/** What git prints, or nothing where it ends with status 1: it looked, and there is none. */
async function answer(git: Git, what: string, args: readonly string[]): Promise<string> {
  const result = await git(args);
  if (result.status === 0) return result.stdout.trimEnd();
  if (result.status === 1 || (result.status === 128 && result.stderr === '')) return '';
  throw gitFailure(what, result);
}
