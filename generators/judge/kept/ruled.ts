import { keySum } from '../../kept/keySum.ts';
import type { Results } from '../../kept/results.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';
import { applyRules } from '../rules.ts';
import { type Member, memberSum, type Read, type WatchedFleet } from './watchedFleet.ts';

/** A cluster and the fleet that it is in. */
export interface RuledPlace {
  readonly member: Member;
  readonly fleet: WatchedFleet;
}

/** What rules said of a cluster, with what they asked of others for it. */
interface Said {
  readonly findings: readonly Finding[];
  readonly now: Reading;
  readonly before: Reading;
}

interface Reading {
  readonly reads: readonly Read[];
  /** The checksum of what these readings gave. */
  readonly digest: string;
}

/**
 * Applies rules to a cluster unless what they say is kept: of the same code, facts and objects, before and now, and of
 * other clusters the same in all that was asked of them.
 * @param code checksum of all code that rules are made of
 */
export function keptRules(results: Results, code: string, rules: readonly Rule[]) {
  return (now: RuledPlace, before: RuledPlace | undefined): readonly Finding[] => {
    const key = keySum('rules', code, memberSum(now.member), before ? memberSum(before.member) : null);
    const known = results.get<Said>(key);
    if (known && holds(known.now, now.fleet) && holds(known.before, before?.fleet)) return known.findings;
    const reads = { now: noted(), before: noted() };
    const view = now.fleet.viewOf(now.member, reads.now.note);
    const was = before?.fleet.viewOf(before.member, reads.before.note);
    const findings = applyRules(rules, view, was);
    const said = {
      findings,
      now: readingOf(reads.now.all(), now.fleet),
      before: readingOf(reads.before.all(), before?.fleet),
    };
    results.put(key, said satisfies Said);
    return findings;
  };
}

/** Notes readings, each once. */
function noted() {
  const all = new Map<string, Read>();
  return { note: (read: Read) => void all.set(JSON.stringify(read), read), all: () => [...all.values()] };
}

const holds = ({ reads, digest }: Reading, fleet: WatchedFleet | undefined): boolean =>
  reads.length === 0 || fleet?.digest(reads) === digest;

const readingOf = (reads: readonly Read[], fleet: WatchedFleet | undefined): Reading => ({
  reads,
  digest: fleet && reads.length > 0 ? fleet.digest(reads) : '',
});
