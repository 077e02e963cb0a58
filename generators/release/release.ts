import { setTimeout } from 'node:timers/promises';
import { Failure, type Finding } from '../model/finding.ts';
import { type Decision, decide } from './decide.ts';
import type { HubApi } from './hub.ts';
import type { Repository } from './repository.ts';
import { ringsAt } from './tree.ts';

/** The request of a release. */
export interface Release {
  readonly repository: Repository;
  readonly ring: string;
  /** The commit to release. Default: the newest at which the ring before is Synced and Healthy. */
  readonly commit?: string;
  readonly hub: HubApi;
  /** How long an Application that changes must have been Synced and Healthy, in milliseconds. */
  readonly soak: number;
  /** How long to wait for the ring before, in milliseconds. */
  readonly wait: number;
  /** Milliseconds between two checks while waiting; default ten seconds. */
  readonly interval?: number;
  readonly dryRun: boolean;
  /** Receives each decision that blocks while waiting, or the failure of a check. */
  readonly onWait: (state: Decision | Failure) => void;
}

/** The outcome of a release. */
export interface Outcome extends Omit<Decision, 'kind' | 'final'> {
  readonly ring: string;
  /** `there`: the ring has the commit already. `would-move`: it may move, and this was a dry run. */
  readonly outcome: 'moved' | 'would-move' | 'there' | 'blocked';
  /** Number of commits that the ring receives. */
  readonly commits: number;
}

/**
 * Moves the branch of a ring forwards to a commit at which the ring before is Synced and Healthy, or reports why not.
 * The branch is moved only if it is still at the commit of the decision, so of two concurrent runs one fails.
 * @throws Failure when git or the hub cannot be read; while waiting, `onWait` receives it instead
 */
export async function releaseRing(release: Release): Promise<Outcome> {
  const { repository, ring, dryRun } = release;
  const { kind, final: _, ...found } = await waitFor(release, () => look(release));
  const commits = kind === 'move' ? await repository.count(found.from, found.to) : 0;
  const outcome = { ring, ...found, commits };
  if (kind !== 'move') return { ...outcome, outcome: kind };
  if (dryRun) return { ...outcome, outcome: 'would-move' };
  if (await repository.move(found.branch, found.from, found.to)) return { ...outcome, outcome: 'moved' };
  return { ...outcome, commits: 0, outcome: 'blocked', findings: [await overtaken(repository, found)] };
}

async function look({ repository, ring, commit, hub, soak }: Release): Promise<Decision> {
  const known = new Map<string, ReturnType<typeof ringsAt>>();
  const rings = (at: string) => {
    const found = known.get(at) ?? ringsAt(repository, at);
    known.set(at, found);
    return found;
  };
  const branches = await repository.fetch();
  const state = await hub.read();
  return decide(ring, commit, { history: repository, branches, hub: state, ringsAt: rings, soak });
}

async function waitFor(release: Release, once: () => Promise<Decision>): Promise<Decision> {
  let last: Decision | Failure = await once();
  // Waiting is counted from here: a slow first check, for example by a fetch, does not count.
  const end = performance.now() + release.wait;
  while (last instanceof Failure || (last.kind === 'blocked' && !last.final)) {
    const left = end - performance.now();
    if (left <= 0) break;
    release.onWait(last);
    await setTimeout(Math.min(release.interval ?? 10_000, left));
    last = await once().catch((error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    });
  }
  if (last instanceof Failure) throw last;
  return last;
}

async function overtaken(
  repository: Repository,
  { branch, from }: Pick<Decision, 'branch' | 'from'>,
): Promise<Finding> {
  const now = (await repository.fetch()).get(branch)?.slice(0, 7) ?? 'gone';
  const was = from?.slice(0, 7) ?? 'missing';
  return {
    code: 'ring-moved-meanwhile',
    severity: 'error',
    message: `${branch} was ${was} at the decision, and is ${now} now: another run moved it.`,
    fix: 'Let one job at a time release a ring, and run it again.',
  };
}
