import assert from 'node:assert/strict';
import type { Resource } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Ref } from '../../../lab/api/client.ts';
import type { Refusal } from '../../../lab/apply.ts';
import { holdsData } from '../../../policies/cluster/facts.ts';
import { replicationOf } from '../../../policies/systems/cloudNativePg/replication.ts';
import type { JudgedFleet } from '../../drills/judgedFleet.ts';
import { say } from '../say.ts';
import { quorumsOf } from '../survival/floors.ts';
import { type Subject, startSubject } from '../survival/subject.ts';
import { sync } from './sync.ts';

/** Two running clusters of one environment. */
export interface Pair {
  /** Brings both to the next state at once, as Argo CD does. */
  sync(next: JudgedFleet): Promise<readonly Refusal[]>;
  /** Waits until all pods run. */
  settled(): Promise<void>;
  /** The databases and brokers of a cluster, with their members. */
  systems(cluster: string): readonly string[];
  /** Claims and objects that hold data, in both, each with the identity that it keeps as long as it lives. */
  data(): Promise<ReadonlySet<string>>;
  /** Clusters in which a PostgreSQL takes writes. */
  primaries(name: string): Promise<readonly string[]>;
  /** Clusters in which an app has pods. */
  where(app: string): readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts two clusters with the objects of a state, without those that monitor them.
 * @param states all states that they will have, the first one first
 */
export async function startPair(names: readonly string[], states: readonly JudgedFleet[]): Promise<Pair> {
  let [now = assert.fail('there is no state')] = states;
  const started = await Promise.allSettled(
    names.map(async (name): Promise<readonly [string, Subject]> => {
      const { cluster } = viewOf(now, name);
      const byApp = Map.groupBy(objectsIn(now, name), ({ app }) => app);
      const objects = new Map([...byApp].map(([app, own]) => [app, own.map(resourceOf)]));
      const later = states.flatMap((state) => objectsIn(state, name).map(resourceOf));
      return [name, await startSubject({ name, cluster, objects }, (message) => say(`${name}: ${message}`), later)];
    }),
  );
  const subjects = new Map(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  const stop = async () => {
    await Promise.all([...subjects.values()].map((subject) => subject.stop()));
  };
  const each = async <T>(ask: (subject: Subject, name: string) => Promise<readonly T[]>): Promise<readonly T[]> =>
    (await Promise.all([...subjects].map(([name, subject]) => ask(subject, name)))).flat();
  const settled = async () => {
    await each(async (subject) => [await subject.settled()]);
  };
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    assert.deepEqual(await each((subject) => subject.apply()), []);
    await settled();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async sync(next) {
      const refusals = await each(({ api }, name) => sync(api, objectsIn(now, name), objectsIn(next, name)));
      now = next;
      return refusals;
    },
    settled,
    systems: (cluster) =>
      quorumsOf(subjects.get(cluster)?.watched.state() ?? assert.fail(`there is no cluster ${cluster}`))
        .filter(({ name }) => name.startsWith('quorum data/'))
        .map(({ name, members }) => `${name}: ${members}`)
        .sort(),
    async data() {
      const kinds = new Set(
        names
          .flatMap((name) => states.flatMap((state) => objectsIn(state, name).filter((one) => holdsData(one))))
          .map(({ resource: { apiVersion, kind } }) => `${apiVersion} ${kind}`),
      );
      const found = await each(async ({ api }, name) => {
        const lists = [...kinds, 'v1 PersistentVolumeClaim'].map(async (of) => {
          const [apiVersion = '', kind = ''] = of.split(' ');
          const objects = await api.list<Identified>(apiVersion, kind);
          return objects
            .filter(
              (one) =>
                kind === 'PersistentVolumeClaim' || holdsData({ resource: { ...one, apiVersion, kind }, app: '' }),
            )
            .map(({ metadata }) => `${name}: ${kind}/${metadata.name} ${metadata.uid}`);
        });
        return (await Promise.all(lists)).flat();
      });
      return new Set(found);
    },
    primaries: (name) =>
      each(async ({ api }, cluster) => {
        const ref = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name, namespace: 'data' } };
        const resource = await api.get<Ref & Resource>(ref);
        return resource && !replicationOf({ resource, app: name }).isReplica ? [cluster] : [];
      }),
    where: (app) =>
      [...subjects].flatMap(([cluster, { watched }]) => {
        const pods = watched.state().pods.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === app);
        return pods.length > 0 ? [cluster] : [];
      }),
    stop,
  };
}

type Identified = Ref & Resource & { readonly metadata: { readonly uid: string } };

const resourceOf = ({ resource }: { readonly resource: Resource }): Resource => resource;

/** Namespaces whose pods have no part in a change of roles: leaving them out saves a third of the time. */
const aside = new Set(['monitoring', 'logging', 'node-agents']);

const objectsIn = (state: JudgedFleet, name: string): readonly Built[] =>
  viewOf(state, name).all.filter(({ resource: { metadata } }) => !aside.has(metadata.namespace ?? ''));

function viewOf({ views }: JudgedFleet, name: string): ClusterView {
  return views.get(name) ?? assert.fail(`there is no cluster ${name}`);
}
