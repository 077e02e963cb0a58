import type { Finding } from '../model/finding.ts';
import type { Branches, History } from './history.ts';
import type { HubState } from './hub.ts';
import { touches } from './paths.ts';
import { type Expected, type Ring, trunk } from './ring.ts';
import { gateApplication } from './seen.ts';

/** The evidence by which a commit is checked before a ring moves to it. */
export interface Evidence {
  readonly history: History;
  readonly branches: Branches;
  readonly hub: HubState;
  /** The rings by the files of a commit. */
  readonly ringsAt: (commit: string) => Promise<ReadonlyMap<string, Ring>>;
  /** How long an Application that the release changes must have been Synced and Healthy, in milliseconds. */
  readonly soak: number;
}

/**
 * The result of the gate: findings that block a ring from moving to a commit, and the number of Applications that were
 * checked.
 */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** The rings that had to be Synced and Healthy at the commit. */
  readonly seen: readonly string[];
  readonly applications: number;
  /** Waiting cannot change the result. */
  readonly final: boolean;
}

/**
 * Checks all conditions for moving a ring from `from` to a commit: the commit contains `from`; the branch of every ring
 * before contains it; the nearest ring before has Applications, and all of them are Synced and Healthy at it. Rings and
 * their order are those of the commit. If another ring came directly before this one at `from`, that ring is checked
 * too, as long as the commit still has it: so a commit cannot bypass a ring by changing the order.
 * @param from the commit of the ring's branch; undefined when the branch does not exist yet
 */
export async function gateCommit(
  name: string,
  from: string | undefined,
  commit: string,
  evidence: Evidence,
): Promise<Verdict> {
  const { history, branches } = evidence;
  const stop = (finding: Finding): Verdict => ({ findings: [finding], seen: [], applications: 0, final: true });
  if (from !== undefined && !(await history.isPartOf(from, commit))) return stop(diverged(name, from, commit));
  const rings = await evidence.ringsAt(commit);
  const ring = rings.get(name);
  if (!ring) return stop(noSuchRing(name, commit, [...rings.keys()]));

  const skipped: Finding[] = [];
  for (const before of ring.before) {
    const branch = rings.get(before)?.branch ?? trunk;
    const tip = branches.get(branch);
    if (tip === undefined || !(await history.isPartOf(commit, tip))) skipped.push(notThere(before, branch, commit));
  }
  if (skipped.length > 0) return { findings: skipped.slice(0, 1), seen: [], applications: 0, final: false };

  const seen = new Set(ring.before.slice(-1));
  const earlier = from === undefined ? undefined : (await evidence.ringsAt(from)).get(name)?.before.at(-1);
  if (earlier !== undefined && rings.has(earlier)) seen.add(earlier);
  const asked = [...seen].flatMap((before) => rings.get(before) ?? []);
  const empty = asked.find(({ applications }) => applications.length === 0);
  if (empty) return stop(nobody(empty.name, commit));
  const applications = asked.flatMap((one) => one.applications);
  const findings = await gateApplications(applications, from, commit, evidence);
  return { findings, seen: [...seen], applications: applications.length, final: false };
}

/**
 * Why Applications are not Synced and Healthy at a commit.
 * @param from the commit that they leave: those that change since must have been well for a while. Undefined: all must
 */
export async function gateApplications(
  expected: readonly Expected[],
  from: string | undefined,
  commit: string,
  { history, hub, soak }: Pick<Evidence, 'history' | 'hub' | 'soak'>,
): Promise<Finding[]> {
  const revisions = new Set(
    expected.flatMap(({ name }) => {
      const { compared = [], operation } = hub.applications.get(name) ?? {};
      const commits = compared.filter(({ pinned }) => !pinned).map(({ revision }) => revision);
      return [...commits, ...(operation?.revisions ?? [])];
    }),
  );
  const changed = new Map<string, ReadonlySet<string> | undefined>();
  for (const revision of revisions) {
    changed.set(revision, isCommit(revision) ? await history.changed(revision, commit) : undefined);
  }
  const released = from === undefined ? undefined : await history.changed(from, commit);
  return expected.flatMap((one) => {
    const finding = gateApplication(one, hub.applications.get(one.name), {
      commit,
      same(revision, { paths }) {
        const files = changed.get(revision);
        if (files === undefined) return 'unknown';
        return touches(files, paths) ? 'different' : 'same';
      },
      changes: ({ paths }) => released === undefined || touches(released, paths),
      soak,
      now: hub.now,
    });
    return finding ?? [];
  });
}

/** Only full hashes: anything else, such as a branch's name, would be resolved to its present commit. */
function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision);
}

function error(code: string, message: string, fix: string): Finding {
  return { code, severity: 'error', message, fix };
}

function diverged(name: string, from: string, commit: string): Finding {
  return error(
    'ring-diverged',
    `The ring ${name} is at ${from.slice(0, 7)}, which ${commit.slice(0, 7)} does not contain; rings only move forwards.`,
    `Bring ${from.slice(0, 7)} into main by a pull request; to take a change back, revert it there.`,
  );
}

function noSuchRing(name: string, commit: string, rings: readonly string[]): Finding {
  const message = `At ${commit.slice(0, 7)} there is no ring ${name}, only ${rings.join(', ')}.`;
  return error('ring-missing', message, 'Release a commit whose settings have the ring.');
}

function notThere(before: string, branch: string, commit: string): Finding {
  const message = `${branch} does not contain ${commit.slice(0, 7)}: the ring ${before} comes first.`;
  const fix =
    before === trunk ? `Merge it into ${trunk} first.` : `Release it there first: npm run release -- ${before}.`;
  return error('ring-skipped', message, fix);
}

function nobody(before: string, commit: string): Finding {
  return error(
    'ring-empty',
    `At ${commit.slice(0, 7)} no Application follows the ring ${before}, so the commit has never run there.`,
    'Give it a cluster, or take the ring out of the settings.',
  );
}
