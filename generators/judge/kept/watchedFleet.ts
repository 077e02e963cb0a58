import { keySum } from '../../kept/keySum.ts';
import { recall } from '../../kept/recall.ts';
import type { Results } from '../../kept/results.ts';
import { indexOf } from '../../model/fleetView.ts';
import type { Announced, Announcement, ClusterView, FleetView } from '../../model/rule.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { type ViewFacts, viewOf } from '../../model/view.ts';
import type { Standing } from './standing.ts';

/** A cluster among others. */
export interface Member {
  readonly environment: string;
  readonly cluster: Cluster;
  readonly facts: Omit<ViewFacts, 'fleet'>;
  readonly standing: Standing;
}

/** The name of all that a view of a cluster says, but for the others: the same name, the same view. */
export function memberSum(member: Member): string {
  const sum = sums.get(member) ?? sumOf(member);
  sums.set(member, sum);
  return sum;
}

/** Each is asked for by every rule and every announcement. */
const sums = new WeakMap<Member, string>();

function sumOf({ environment, cluster, facts, standing }: Member): string {
  const { synced, domain, apps, retiring, waiting } = facts;
  const listOf = (names: ReadonlySet<string> | undefined) => names && [...names];
  return keySum(
    [environment, cluster, synced, domain, listOf(apps), listOf(retiring), listOf(waiting)],
    standing.identity,
  );
}

/** The clusters of a fleet in one state. What one of them asked of the others is noted: by that alone it depends on them. */
export interface WatchedFleet {
  /** The view of one of its clusters, for one round of rules. @param onRead called with what they asked of the others */
  viewOf(member: Member, onRead: (read: Read) => void): ClusterView;
  /** The checksum of what these readings give now. */
  digest(reads: readonly Read[]): string;
}

/** What was asked of a fleet. */
export type Read =
  | { readonly at: readonly [environment: string, cluster: string] }
  | { readonly announced: string; readonly key: string };

/** What clusters announce, kept by all that it follows from: of most of them no object is read then. */
export type Announcements = (what: string) => {
  readonly what: Announcement;
  readonly of: (member: Member) => readonly (readonly [key: string, text: string])[];
};

/**
 * @param asked what rules ask for
 * @param code the checksum of all code that rules are made of
 */
export function keptAnnouncements(results: Results, code: string, asked: readonly Announcement[]): Announcements {
  const byName = new Map(asked.map((one) => [one.name, one]));
  const known = new Map<string, readonly (readonly [string, string])[]>();
  return (name) => {
    const what = byName.get(name);
    if (!what) throw new Error(`no rule says in \`asks\` that it asks for ${name}`);
    return {
      what,
      of(member) {
        const key = ['announced', code, name, memberSum(member)];
        const sum = keySum(key);
        const said = known.get(sum) ?? recall(results, key, () => [...what.of(ownView(member))]);
        known.set(sum, said);
        return said;
      },
    };
  };
}

export function watchFleet(members: readonly Member[], announcements: Announcements): WatchedFleet {
  const named = new Map(members.map((one) => [nameOf(one.environment, one.cluster.name), one]));
  const indices = new Map<string, ReadonlyMap<string, readonly Announced[]>>();
  const announced = (name: string, key: string): readonly Announced[] => {
    const { of } = announcements(name);
    const index = indices.get(name) ?? indexOf(members.map((from) => ({ from, said: of(from) })));
    indices.set(name, index);
    return index.get(key) ?? [];
  };
  const resultOf = (read: Read): unknown => {
    if ('announced' in read) return announced(read.announced, read.key);
    const there = named.get(nameOf(...read.at));
    return there ? memberSum(there) : null;
  };
  const watched = (member: Member, onRead: (read: Read) => void): ClusterView => {
    const fleet: FleetView = {
      at(environment, cluster) {
        onRead({ at: [environment, cluster] });
        const there = named.get(nameOf(environment, cluster));
        return there && watched(there, onRead);
      },
      announced(what, key) {
        if (announcements(what.name).what !== what) throw new Error(`two announcements are called ${what.name}`);
        onRead({ announced: what.name, key });
        return announced(what.name, key);
      },
    };
    return { ...ownView(member), fleet };
  };
  return { viewOf: watched, digest: (reads) => keySum(reads.map(resultOf)) };
}

const nameOf = (environment: string, cluster: string) => `${environment}/${cluster}`;

const ownView = ({ environment, cluster, facts, standing }: Member): ClusterView =>
  viewOf(environment, cluster, standing.objects(), facts);
