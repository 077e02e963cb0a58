import type { ClusterView } from '../../model/rule.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { type ViewFacts, viewOf } from '../../model/view.ts';
import { keySum } from './keySum.ts';
import type { Standing } from './standing.ts';

/** A cluster among others. */
export interface Member {
  readonly environment: string;
  readonly cluster: Cluster;
  readonly facts: Omit<ViewFacts, 'fleet'>;
  readonly standing: Standing;
}

/**
 * The clusters of a fleet in one state, as rules about one cluster see the others. It notes what was read of any of
 * them: what a rule says of a cluster depends on the others by that alone.
 */
export interface WatchedFleet {
  /** The view of one of its clusters, for one round of rules. @param onFleet called when they look at the others */
  viewOf(member: Member, onFleet: () => void): ClusterView;
  /** What was read of others so far. A rule may have it from an earlier one, so this never becomes less. */
  read(): readonly string[];
  /** The checksum of these readings, of all members, as they are now. */
  digest(reads: readonly string[]): string;
}

const none: ReadonlySet<string> = new Set();

/** How many clusters have their objects in memory at a time. */
const most = 4;

/** @param kindSums checksums of a member's objects, by kind */
export function watchFleet(
  members: readonly Member[],
  kindSums: (member: Member) => Readonly<Record<string, string>>,
): WatchedFleet {
  const reads = new Set<string>();
  const loaded = new Map<Member, ClusterView>();
  const load = (member: Member): ClusterView => {
    const view = loaded.get(member) ?? ownView(member);
    loaded.delete(member);
    loaded.set(member, view);
    for (const [first] of loaded) if (loaded.size > most) loaded.delete(first);
    return view;
  };
  const note = (what: string) => void reads.add(what);
  const fleet: ClusterView[] = [];
  fleet.push(...members.map((member) => watched(member, fleet, load, note)));
  const known = new Map<string, string>();
  return {
    viewOf: (member, onFleet) => {
      const view = ownView(member);
      return Object.defineProperty({ ...view }, 'fleet', {
        enumerable: true,
        get() {
          onFleet();
          return fleet;
        },
      });
    },
    read: () => [...reads].sort(),
    digest(wanted) {
      const key = wanted.join(' ');
      const digest =
        known.get(key) ?? keySum(members.map((member) => wanted.map((read) => readingOf(member, read, kindSums))));
      known.set(key, digest);
      return digest;
    },
  };
}

const ownView = ({ environment, cluster, facts, standing }: Member): ClusterView =>
  viewOf(environment, cluster, standing.objects(), facts);

/** A member as others see it. */
function watched(
  member: Member,
  fleet: readonly ClusterView[],
  load: (member: Member) => ClusterView,
  note: (what: string) => void,
): ClusterView {
  const { cluster } = member;
  const watchedCluster = new Proxy(cluster, {
    get(target, key, receiver) {
      note(typeof key === 'string' ? `cluster.${key}` : 'cluster');
      return Reflect.get(target, key, receiver);
    },
    has(target, key) {
      note(typeof key === 'string' ? `cluster.${key}` : 'cluster');
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      note('cluster');
      return Reflect.ownKeys(target);
    },
  });
  const { facts } = member;
  const noted = <T>(what: keyof ClusterView, value: T): T => {
    note(what);
    return value;
  };
  return {
    fleet,
    cluster: watchedCluster,
    get environment() {
      return noted('environment', member.environment);
    },
    get all() {
      return noted('all', load(member).all);
    },
    get synced() {
      return noted('synced', facts.synced ?? true);
    },
    get domain() {
      return noted('domain', facts.domain);
    },
    get apps() {
      return noted('apps', facts.apps ?? load(member).apps);
    },
    get retiring() {
      return noted('retiring', facts.retiring ?? none);
    },
    get waiting() {
      return noted('waiting', facts.waiting ?? none);
    },
    ofKind(kind, group) {
      note(`kind ${kind}`);
      return load(member).ofKind(kind, group);
    },
    find(kind, namespace, name) {
      note(`kind ${kind}`);
      return load(member).find(kind, namespace, name);
    },
  };
}

/** What a reading gives for a member. Of its objects a checksum; of a kind that it has no object of, nothing. */
function readingOf(
  member: Member,
  read: string,
  kindSums: (member: Member) => Readonly<Record<string, string>>,
): unknown {
  const { environment, cluster, facts, standing } = member;
  const { synced = true, domain, apps, retiring, waiting } = facts;
  const listOf = (names: ReadonlySet<string> | undefined) => names && [...names];
  if (read.startsWith('kind ')) return kindSums(member)[read.slice('kind '.length)] ?? null;
  if (read.startsWith('cluster.'))
    return (cluster as Readonly<Record<string, unknown>>)[read.slice('cluster.'.length)] ?? null;
  const values: Readonly<Record<string, unknown>> = {
    environment,
    cluster,
    all: standing.identity,
    synced,
    domain: domain ?? null,
    // Where settings do not say which apps have a folder, their objects do.
    apps: listOf(apps) ?? standing.identity,
    retiring: listOf(retiring) ?? [],
    waiting: listOf(waiting) ?? [],
  };
  if (!(read in values)) throw new Error(`nothing is known of a cluster by ${read}`);
  return values[read];
}
