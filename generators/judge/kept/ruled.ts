import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';
import type { Results } from '../../programs/results.ts';
import { applyRules } from '../rules.ts';
import { keySum } from './keySum.ts';
import type { Member, WatchedFleet } from './watchedFleet.ts';

/** A cluster and the fleet that it is in. */
export interface RuledPlace {
  readonly member: Member;
  readonly fleet: WatchedFleet;
}

/** What rules said of a cluster, with what they read of others for it. */
interface Said {
  readonly findings: readonly Finding[];
  readonly now: Reading;
  readonly before: Reading;
}

interface Reading {
  readonly reads: readonly string[];
  /** The checksum of what these readings gave. */
  readonly digest: string;
}

/**
 * Applies rules to a cluster unless what they say is kept: of the same code, facts and objects, before and now, and of
 * other clusters the same in all that was read of them.
 * @param code checksum of all code that rules are made of
 */
export function keptRules(results: Results, code: string, rules: readonly Rule[]) {
  return (now: RuledPlace, before: RuledPlace | undefined): readonly Finding[] => {
    const key = keySum('rules', code, textOf(now.member), before ? textOf(before.member) : null);
    const known = results.get<Said>(key);
    if (known && holds(known.now, now.fleet) && holds(known.before, before?.fleet)) return known.findings;
    const looked = { now: false, before: false };
    const view = now.fleet.viewOf(now.member, () => {
      looked.now = true;
    });
    const was = before?.fleet.viewOf(before.member, () => {
      looked.before = true;
    });
    const findings = applyRules(rules, view, was);
    results.put(key, {
      findings,
      now: readingOf(looked.now, now.fleet),
      before: readingOf(looked.before, before?.fleet),
    } satisfies Said);
    return findings;
  };
}

const holds = ({ reads, digest }: Reading, fleet: WatchedFleet | undefined): boolean =>
  reads.length === 0 || fleet?.digest(reads) === digest;

function readingOf(looked: boolean, fleet: WatchedFleet | undefined): Reading {
  const reads = looked && fleet ? fleet.read() : [];
  return { reads, digest: fleet && reads.length > 0 ? fleet.digest(reads) : '' };
}

/** All that a view of a cluster says, in words. */
function textOf({ environment, cluster, facts, standing }: Member): string {
  const { synced, domain, apps, retiring, waiting } = facts;
  const listOf = (names: ReadonlySet<string> | undefined) => names && [...names];
  return keySum(
    [environment, cluster, synced, domain, listOf(apps), listOf(retiring), listOf(waiting)],
    standing.identity,
  );
}
