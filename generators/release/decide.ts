import { Failure, type Finding } from '../model/finding.ts';
import { suggest } from '../read/suggest.ts';
import { type Evidence, gateCommit, type Verdict } from './gate.ts';
import type { History } from './history.ts';
import { branchOf, type Ring, trunk } from './ring.ts';

/** What would be done about a ring, seen at one moment. */
export interface Decision {
  /** `move`: it may go to `to`. `there`: it contains what was asked for. `blocked`: see the findings. */
  readonly kind: 'move' | 'there' | 'blocked';
  readonly branch: string;
  /** Where the ring is; missing when its branch is not there yet. */
  readonly from?: string;
  /** The commit in question. */
  readonly to: string;
  readonly findings: readonly Finding[];
  /** The rings that had to be seen at the commit. */
  readonly seen: readonly string[];
  /** How many Applications these have. */
  readonly applications: number;
  /** Blocked, and waiting does not help. */
  readonly final: boolean;
}

/** How far back a commit is looked for that the ring before has been seen at. */
const mostSteps = 50;

/**
 * Decides where a ring may go: to the commit that was asked for, else to the newest that the ring before has been seen
 * Synced and Healthy at. Without one, the reasons are those against the newest.
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
  // Where the ring before was never released, main's newest commit says so at the gate.
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

/** What the ring before has been at since this one was last moved, newest first. */
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
