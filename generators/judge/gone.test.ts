import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Built } from '../model/rule.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { judgeGone } from './gone.ts';
import { clustersLeavingHub } from './leavingHub.ts';

const objects: readonly Built[] = ['api', 'api', 'worker'].map((app, index) => ({
  app,
  resource: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${app}-${index}`, namespace: 'backend' } },
}));

interface Case {
  readonly title: string;
  /** The clusters of the environment `test` now; undefined: its folder is gone. */
  readonly now?: readonly string[];
  /** What it says of `synced` now. */
  readonly synced?: false;
  /** Clusters at the base revision, as `environment/cluster`, with their objects. */
  readonly was: Readonly<Record<string, readonly Built[]>>;
  /** Environments that Argo CD did not sync then. */
  readonly unsynced?: readonly string[];
  readonly expected: readonly string[];
}

const lines = {
  renamed:
    'error overlays/test/environment.yaml.clusters.1.name The cluster b is gone, and with it 3 objects of 2 apps. c is another cluster, and begins empty.',
  removed: 'error overlays/test/environment.yaml.clusters The cluster b is gone, and with it 3 objects of 2 apps.',
  leaves: (key: string, names: string) =>
    `warning overlays/test/environment.yaml${key} Argo CD no longer gets ${names} from here, and what it has on the hub goes on syncing: nothing there is pruned.`,
};
const cases: readonly Case[] = [
  { title: 'nothing while all are here', now: ['a'], was: { 'test/a': objects }, expected: [] },
  { title: 'nothing of a new one', now: ['a', 'b'], was: { 'test/a': objects }, expected: [] },
  {
    title: 'one that is renamed, at its name',
    now: ['a', 'c'],
    was: { 'test/a': objects, 'test/b': objects },
    expected: [lines.renamed, lines.leaves('.clusters', 'b')],
  },
  {
    title: 'one that is removed, at the list that it was in',
    now: ['a'],
    was: { 'test/a': objects, 'test/b': objects },
    expected: [lines.removed, lines.leaves('.clusters', 'b')],
  },
  {
    title: 'of one that has retired what it leaves on the hub alone',
    now: ['a'],
    was: { 'test/a': objects, 'test/b': [] },
    expected: [lines.leaves('.clusters', 'b')],
  },
  {
    title: 'an environment that is removed, for each of its clusters',
    was: { 'test/a': objects, 'test/b': objects },
    expected: [
      'error overlays/test/environment.yaml The environment test is gone with a, and with it 3 objects of 2 apps.',
      'error overlays/test/environment.yaml The environment test is gone with b, and with it 3 objects of 2 apps.',
      lines.leaves('', 'a, b'),
    ],
  },
  {
    title: 'nothing of an environment that Argo CD never synced',
    was: { 'test/a': objects },
    unsynced: ['test'],
    expected: [],
  },
  {
    title: 'one that Argo CD is to sync no longer',
    now: ['a'],
    synced: false,
    was: { 'test/a': objects },
    expected: [lines.leaves('.synced', 'a')],
  },
  {
    title: 'nothing of one that it did not sync before either',
    now: ['a'],
    synced: false,
    was: { 'test/a': objects },
    unsynced: ['test'],
    expected: [],
  },
];

for (const { title, now, synced, was, unsynced = [], expected } of cases) {
  test(`of clusters of the base revision it is told: ${title}`, () => {
    const members = (now ?? []).map((name) => ({ ...exampleCluster('aws'), name }));
    const environment = exampleEnvironment(members, synced === undefined ? {} : { synced });
    const fleet = exampleFleet(now ? [environment] : []);
    const clusters = members.map((cluster) => ({ environment, cluster }));
    const standings = Object.entries(was).map(
      ([key, built]) => [key, { identity: key, objects: () => built }] as const,
    );
    const before = { clusters: new Map(standings), unsynced: new Set(unsynced) };
    const findings = [...judgeGone(clusters, before, fleet.locate), ...clustersLeavingHub(fleet, clusters, before)];
    assert.deepEqual(
      findings.map(({ severity, at, message }) => `${severity} ${at?.file} ${message}`),
      expected,
    );
  });
}
