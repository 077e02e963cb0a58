import { Failure, type Finding } from '../model/finding.ts';
import { suggest } from '../read/suggest.ts';
import { type Evidence, gateCommit, type Verdict } from './gate.ts';
import type { History } from './history.ts';
import { branchOf, type Ring, trunk } from './ring.ts';

/** The decision about a ring at one moment. */
export interface Decision {
  /** `move`: its branch may move to `to`. `there`: its branch contains the commit. `blocked`: see the findings. */
  readonly kind: 'move' | 'there' | 'blocked';
  readonly branch: string;
  /** The commit of the ring's branch; missing when the branch does not exist yet. */
  readonly from?: string;
  /** The commit in question. */
  readonly to: string;
  readonly findings: readonly Finding[];
  /** The rings that had to be Synced and Healthy at the commit. */
  readonly seen: readonly string[];
  /** Number of Applications of these rings. */
  readonly applications: number;
  /** Blocked for a reason that waiting cannot change. */
  readonly final: boolean;
}

/** Limit of the search for a commit at which the ring before is Synced and Healthy. */
const mostSteps = 50;

/**
 * Decides to which commit a ring may move: the requested one, else the newest at which the ring before is Synced and
 * Healthy. If there is none, the findings are those about the newest commit.
 * @throws Failure when there is no such ring or commit
 */
export async function decide(name: string, wanted: string | undefined, evidence: Evidence): Promise<Decision> {
  const { history, branches } = evidence;
  const branch = branchOf(name);
  const from = branches.get(branch);
  const main = branches.get(trunk);
  if (main === undefined) throw new Failure(`The remote has no branch ${trunk}.`, 'Name the right one with --remote.');
  const rings = await evidence.ringsAt(main);
  const ring = known(name, rings);
  const before = rings.get(ring.before.at(-1) ?? trunk)?.branch ?? trunk;
  // Where the ring before was never released, the gate reports that for main's newest commit.
  const tip = branches.get(before) ?? main;
  const commits = wanted === undefined ? await newest(from, tip, history) : [await find(history, wanted)];
  const at = (kind: Decision['kind'], to: string, verdict: Partial<Verdict> = {}): Decision => ({
    kind,
    branch,
    ...(from && { from }),
    to,
    findings: verdict.findings ?? [],
    seen: verdict.seen ?? [],
    applications: verdict.applications ?? 0,
    final: verdict.final ?? false,
  });

  let first: Decision | undefined;
  for (const commit of commits) {
    if (from !== undefined && (await history.isPartOf(commit, from))) return at('there', commit);
    const verdict = await gateCommit(name, from, commit, evidence);
    if (verdict.findings.length === 0) return at('move', commit, verdict);
    first ??= at('blocked', commit, verdict);
    if (verdict.final) break;
  }
  return first ?? at('there', from ?? tip);
}

/** The commits of the ring before since this ring was last moved, newest first. */
async function newest(from: string | undefined, tip: string, history: History): Promise<readonly string[]> {
  const steps = await history.steps(from, tip, mostSteps);
  return steps.length > 0 ? steps : [tip];
}

function known(name: string, rings: ReadonlyMap<string, Ring>): Ring {
  const names = [...rings.keys()].filter((ring) => ring !== trunk);
  if (name === trunk) {
    throw new Failure(`${trunk} is no ring to release: pull requests move it.`, `Name one of ${names.join(', ')}.`);
  }
  const ring = rings.get(name);
  if (ring) return ring;
  const meant = suggest(name, names);
  const fix = meant ? `Did you mean ${meant}?` : `There are ${names.join(', ') || 'none'}.`;
  throw new Failure(`There is no ring ${name} in the settings of ${trunk}.`, fix);
}

async function find(history: History, wanted: string): Promise<string> {
  const commit = await history.resolve(wanted);
  if (commit) return commit;
  throw new Failure(`There is no commit ${wanted} in the branches ${trunk} and release/.`, 'Push it first.');
}
