import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Type } from 'typebox';
import { blobId } from '../files/blob.ts';
import { openResults, type Results } from '../kept/results.ts';
import { linkFleet } from '../link/clusters.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, names, users } from '../testing/names.ts';
import { exampleOperator } from '../testing/operators.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { planClusters } from './clusters.ts';
import { keptParts } from './parts.ts';

/** An object that holds all that an app may follow from, and names a host, which prerequisites list. */
const everything =
  (name: string) =>
  (inputs: Inputs): readonly Resource[] => {
    const { role, name: cluster } = inputs.cluster;
    const { primary = 'none' } = inputs.replication ?? {};
    return [
      {
        apiVersion: 'works.io/v1',
        kind: 'Work',
        metadata: { name, namespace: 'backend' },
        spec: { inputs: JSON.stringify(inputs), address: `https://${cluster}.${role}.of-${primary}.example.org` },
      },
    ];
  };

const settings = Type.Object({
  enabled: Type.Boolean({ default: true }),
  size: Type.Number({ default: 1 }),
  follow: Type.Optional(Type.String()),
});
const images = { main: 'registry.example.com/main:1' };
const provider = usersProvider({
  onStandby: 'replica',
  handover: ({ follow }) => ({ to: follow as string | undefined, from: undefined }),
});
const catalogue: Catalogue = {
  apps: [
    { ...provider, settings, render: everything(provider.name) },
    exampleApp(names.api, { settings, images, uses: { users: users.readWrite }, render: everything('api') }),
    exampleApp(names.worker, { settings, images, render: everything('worker') }),
    exampleApp(app('feed', 'backend', []), { settings, gateways: ['kong'], render: everything('feed') }),
  ],
  contracts: [users.contract],
  operators: [
    exampleOperator('works', { values: ({ fleet, environment, cluster }) => ({ fleet, environment, cluster }) }),
  ],
};
const charts = { works: { repository: 'https://charts.example.com', chart: 'works', version: '1.2.3' } };

/** The settings of each cluster and environment that a random edit sets. */
const ofCluster = fc.record(
  {
    role: fc.constantFrom('active', 'standby'),
    state: fc.constantFrom('retiring', undefined),
    gateway: fc.constantFrom('kong', 'istio'),
    zones: fc.constantFrom(['a', 'b'], ['c']),
    data: fc.constantFrom({ users: { provider: 'operator' } }, undefined),
    apps: fc.dictionary(
      fc.constantFrom(...catalogue.apps.map(({ name }) => name)),
      fc.record(
        {
          enabled: fc.boolean(),
          size: fc.nat({ max: 3 }),
          follow: fc.constantFrom('one', 'two', 'three'),
          state: fc.constant('retiring'),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: [] },
);
const ofEnvironment = fc.record(
  {
    domain: fc.constantFrom('example.com', 'example.net'),
    synced: fc.boolean(),
    data: fc.constantFrom({ users: { provider: 'operator' } }, { users: { provider: 'external', host: 'db' } }),
    apps: fc.dictionary(fc.constantFrom('api', 'worker'), fc.record({ size: fc.nat({ max: 3 }) }), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);
const edits = fc.oneof(
  { weight: 6, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), cluster: fc.nat({ max: 2 }), set: ofCluster }) },
  { weight: 2, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), set: ofEnvironment }) },
  { weight: 1, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), image: fc.constantFrom('1', '2') }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('shop', 'market') }) },
);
type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;

function edited(fleet: Fleet, edit: Edit): Fleet {
  if ('name' in edit) return { ...fleet, settings: { ...fleet.settings, name: edit.name } };
  const environments = fleet.environments.map((one, index): Environment => {
    if (index !== edit.environment) return one;
    if ('image' in edit) return { ...one, images: { main: `registry.example.com/main:${edit.image}` } };
    if (!('cluster' in edit)) return { ...one, settings: { ...one.settings, ...edit.set } };
    const clusters = one.settings.clusters.map((cluster, at) => {
      return at === edit.cluster ? ({ ...cluster, ...edit.set } as Cluster) : cluster;
    });
    return { ...one, settings: { ...one.settings, clusters } };
  });
  return { ...fleet, environments };
}

const clusters = ['one', 'two', 'three'].map((name) =>
  exampleCluster('aws', { name, role: name === 'one' ? 'active' : 'standby' } as Partial<Cluster>),
);
const data = { users: { provider: 'operator' } };
const fleet = exampleFleet(
  ['production', 'staging'].map((name) => exampleEnvironment(clusters, { data } as object, name)),
  { charts },
);
const code = { judge: '', rules: '', plan: 'code', all: '' };

/** Everything that is planned of clusters; of a fleet that cannot be planned, why. */
function said(of: Fleet, results?: Results, ofCode = code): unknown {
  try {
    const parts = results && keptParts({ results, code: ofCode });
    const { files, ...rest } = planClusters(catalogue, of, linkFleet(catalogue, of), parts);
    for (const { path, content, sums } of files) assert.equal(sums?.blob, blobId(content), path);
    return plain({ ...rest, files: files.map(({ path, content, source }) => [path, content, source]) });
  } catch (error) {
    return String(error);
  }
}

/** As JSON, where a key without a value is none. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member) => (member instanceof Map || member instanceof Set ? [...member] : member)),
  );

const counting = () => {
  const results = openResults(':memory:');
  let puts = 0;
  const put = (key: string, value: unknown) => {
    puts += 1;
    results.put(key, value);
  };
  return { ...results, put, puts: () => puts };
};

test('over random walks of edits, a plan of kept parts is the plan made anew', () => {
  let planned = 0;
  const check = fc.property(fc.array(edits, { minLength: 25, maxLength: 25 }), (walk) => {
    const results = openResults(':memory:');
    // Some of what was kept is gone.
    const forgetful = { ...results, get: <T>(key: string) => (key < '8' ? undefined : results.get<T>(key)) };
    let now = fleet;
    for (const [step, edit] of walk.entries()) {
      now = edited(now, edit);
      const anew = said(now);
      if (typeof anew !== 'string') planned += 1;
      assert.deepEqual(said(now, step % 5 === 4 ? forgetful : results), anew);
    }
  });
  fc.assert(check, { numRuns: 12, seed: 20261130, endOnFailure: true });
  assert.ok(planned > 240, `${planned} of 300 fleets could be planned`);
});

const active = edited(fleet, { environment: 0, cluster: 1, set: { role: 'active' } } as Edit);
const allActive = edited(active, { environment: 0, cluster: 2, set: { role: 'active' } } as Edit);
const grown = { environment: 0, cluster: 0, set: { apps: { worker: { size: 3 } } } } as Edit;

for (const [title, before, edit, expected] of [
  ['nothing', allActive, undefined, 0],
  ['one cluster among active ones', allActive, grown, 1],
  ['one cluster of three, of which two follow it', fleet, grown, 3],
  ['an environment', allActive, { environment: 0, set: { domain: 'example.net' } }, 4],
  ['the fleet', allActive, { name: 'market' }, 9],
] satisfies readonly (readonly [string, Fleet, Edit | undefined, number])[]) {
  test(`after an edit of ${title}, ${expected} parts are planned anew`, () => {
    const results = counting();
    said(before, results);
    const first = results.puts();
    said(edit ? edited(before, edit) : before, results);
    // The texts of a part are kept apart from what is said of it.
    assert.equal((results.puts() - first) / 2, expected);
  });
}

test('other code plans all parts anew', () => {
  const results = counting();
  const puts = ['code', 'code', 'other'].map((plan) => {
    said(fleet, results, { ...code, plan });
    return results.puts();
  });
  const [first = 0] = puts;
  assert.deepEqual(puts, [first, first, 2 * first]);
});
