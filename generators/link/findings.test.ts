import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calls, cloudIdentity } from '../blocks/names.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { exampleHub } from '../testing/fleetSettings.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const back = app('back', 'media', ['http']);
const shop = app('front', 'backend', ['http']);
const outer = exampleApp(app('outer', 'media', []), { uses: { front: calls(shop, 'http') } });
const front = exampleApp(shop, {
  uses: { back: calls(back, 'http'), users: users.readWrite, identity: cloudIdentity },
});
const handing = usersProvider({
  onStandby: 'replica',
  handover: ({ to }) => (typeof to === 'string' ? { to } : {}),
});
const absent = usersProvider({ onStandby: 'absent' });
const jobActs = { ...handing, jobs: () => [{ name: 'setup', uses: { identity: cloudIdentity } }] };
const restored = usersProvider({ onStandby: 'absent', restoredInto: ['shards', 'storage'] });
const sized = (name: string, role: Cluster['role'], settings: Readonly<Record<string, unknown>>) => ({
  name,
  role,
  apps: { 'users-database': settings },
});
const inside = { users: { provider: 'operator' } };
const well = { name: 'one', identities: { front: 'arn' }, data: inside };

/** Everything that is found of a cluster, beside others of its environment. */
function found(
  provider: typeof handing,
  one: Partial<Cluster>,
  { earlier = [], others = [] }: { earlier?: readonly Partial<Cluster>[]; others?: readonly Partial<Cluster>[] } = {},
  hub?: string,
) {
  const catalogue: Catalogue = { apps: [outer, front, exampleApp(back), provider], contracts: [users.contract] };
  const clusters = [...earlier, one, ...others].map((changes) =>
    exampleCluster('aws', { ...well, ...changes } as Partial<Cluster>),
  );
  const environment = exampleEnvironment(clusters);
  const fleet = exampleFleet([environment], { hub: hub ? { ...exampleHub, cluster: hub } : undefined });
  const cluster = clusters[earlier.length];
  assert.ok(cluster);
  return checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, environment, cluster)).map(
    ({ at, ...finding }) => ({
      ...finding,
      at: at?.file,
    }),
  );
}

const at = (key: string) => `overlays/test/environment.yaml.${key}`;
const where = (name?: string) => ({ environment: 'test', cluster: 'one', ...(name && { app: name }) });
const standby = [{ name: 'two', role: 'standby' }] as const;

for (const [title, findings, expected] of [
  ['nothing where all is well', found(handing, {}), []],
  [
    'a call to an app that is switched off',
    found(handing, { apps: { back: { enabled: false } } }),
    [
      {
        code: 'edge-to-disabled-app',
        severity: 'error',
        message: 'front calls back, which is switched off in one.',
        fix: 'Switch back on, switch front off as well, or remove the edge from apps/front.ts.',
        in: where('front'),
        at: at('clusters.0.apps.back.enabled'),
      },
    ],
  ],
  [
    'a contract that nobody provides',
    found(handing, { data: {} }),
    [
      {
        code: 'contract-without-provider',
        severity: 'error',
        message: 'front uses the postgresql users, which has no provider in one.',
        fix: 'Set data.users.provider, for the environment or for this cluster.',
        in: where('front'),
        at: at('clusters.0.data.users'),
      },
    ],
  ],
  [
    'a cloud identity that the cluster does not name',
    found(handing, { identities: {} }),
    [
      {
        code: 'identity-missing',
        severity: 'error',
        message: 'front acts as a cloud identity, but one names none for it.',
        fix: "Add `front` under the cluster's identities.",
        in: where('front'),
        at: at('clusters.0.identities'),
      },
    ],
  ],
  [
    'a cloud identity of a job that the cluster does not name',
    found(jobActs, {}),
    [
      {
        code: 'identity-missing',
        severity: 'error',
        message: 'setup acts as a cloud identity, but one names none for it.',
        fix: "Add `setup` under the cluster's identities.",
        in: where('users-database'),
        at: at('clusters.0.identities'),
      },
    ],
  ],
  ['nothing where it names it', found(jobActs, { identities: { ...well.identities, setup: 'arn' } }), []],
  [
    'apps that wait on a standby cluster, with the reason of each',
    found(absent, { role: 'standby' }),
    [
      {
        code: 'waits-on-standby',
        severity: 'note',
        message:
          'Apps wait on the standby cluster one: users-database (users is on the active cluster alone), front (users is on the active cluster alone), outer (it calls front, which waits too).',
        fix: 'Nothing to do: they start where the data can be written, on the active cluster.',
        in: where(),
        at: at('clusters.0.role'),
      },
    ],
  ],
  [
    'an app that waits while a database is handed over',
    found(handing, { apps: { 'users-database': { to: 'two' } } }, { others: standby }),
    [
      {
        code: 'waits-on-standby',
        severity: 'note',
        message: 'Apps wait on the one: front (users is read-only here), outer (it calls front, which waits too).',
        fix: 'Nothing to do: they start where the data can be written, on the active cluster.',
        in: where(),
        at: at('clusters.0.role'),
      },
    ],
  ],
  [
    'a database that is retiring and still in use',
    found(handing, { apps: { 'users-database': { state: 'retiring' } } }),
    [
      {
        code: 'retiring-in-use',
        severity: 'error',
        message: 'users-database is retiring, and it is still the provider of users in one.',
        fix: 'Name another provider under data.users, or delete it there, in the same change.',
        in: where('users-database'),
        at: at('clusters.0.data.users'),
      },
    ],
  ],
  [
    'the hub in a cluster that holds a primary',
    found(handing, {}, {}, 'one'),
    [
      {
        code: 'hub-beside-primary',
        severity: 'error',
        message:
          'Argo CD is to run in one, which holds the primary of users-database: if the cluster is lost, nobody can fail over.',
        fix: 'Give the hub a cluster of its own, which may be the one cluster of an environment that has no data.',
        in: where(),
        at: 'overlays/fleet.yaml.hub.cluster',
      },
    ],
  ],
] as const) {
  test(`found with its place and its fix: ${title}`, () => assert.deepEqual(findings, expected));
}

test('apps wait for a copy that is read-only, and apps that call those wait too', () => {
  const [note] = found(handing, { role: 'standby' }, { others: [{ name: 'two', role: 'active' }] });
  assert.equal(
    note?.message,
    'Apps wait on the standby cluster one: front (users is read-only here), outer (it calls front, which waits too).',
  );
});

test('a single app that waits is noted too', () => {
  const active = [{ name: 'two', role: 'active' }] as const;
  const [note] = found(handing, { role: 'standby', apps: { outer: { enabled: false } } }, { others: active });
  assert.equal(note?.message, 'Apps wait on the standby cluster one: front (users is read-only here).');
});

for (const [title, provider] of [
  ['with copies', handing],
  ['without copies', absent],
] as const) {
  test(`data that is in each of several active clusters is told once, of a provider ${title}`, () => {
    const message = 'users-database runs in zero, one, three, and nothing connects them: users exists 3 times.';
    const told = (...names: readonly [readonly string[], string, readonly string[]]) =>
      found(
        provider,
        { name: names[1] },
        { earlier: names[0].map((name) => ({ name })), others: names[2].map((name) => ({ name })) },
      ).map((one) => `${one.severity} ${one.code} ${one.message}`);
    assert.deepEqual(told(['zero'], 'one', ['three']), [`warning data-apart ${message}`]);
    assert.deepEqual(told([], 'zero', ['one', 'three']), []);
    assert.deepEqual(told(['zero', 'one'], 'three', []), []);
  });
}

for (const [title, findings, expected] of [
  [
    'copies without a primary',
    found(handing, { role: 'standby' }, { others: standby }),
    {
      code: 'no-primary',
      severity: 'error',
      message: 'users-database has copies in one, two, and none of these clusters is active: no copy accepts writes.',
      fix: 'Make one of them active.',
      in: where('users-database'),
      at: at('clusters.0.role'),
    },
  ],
  ['the first primary beside a copy', found(handing, {}, { others: [...standby, { name: 'three' }] }), undefined],
  [
    'a second primary beside a copy',
    found(handing, {}, { earlier: [{ name: 'zero' }, ...standby] }),
    {
      code: 'two-primaries',
      severity: 'error',
      message:
        'users-database has copies in zero, two, one, and both zero and one are active: only one can accept writes.',
      fix: 'Leave one of them active and make the other standby; docs/data.md says what two active clusters need.',
      in: where('users-database'),
      at: at('clusters.2.role'),
    },
  ],
  [
    'a second provider of data that has no copies, beside a standby cluster',
    found(absent, {}, { earlier: [{ name: 'zero' }], others: standby }),
    {
      code: 'two-primaries',
      severity: 'error',
      message:
        'users-database is to run in zero, one, two, and both zero and one are active: only one can accept writes.',
      fix: 'Leave one of them active and make the other standby; docs/data.md says what two active clusters need.',
      in: where('users-database'),
      at: at('clusters.1.role'),
    },
  ],
  ['clusters that are all active have no copies', found(handing, {}, { earlier: [{ name: 'two' }] }), undefined],
  [
    'a handover to the own cluster',
    found(handing, { apps: { 'users-database': { to: 'one' } } }, { others: standby }),
    {
      code: 'unknown-copy',
      severity: 'error',
      message: 'users-database in one names one, which is no other cluster with a copy of it.',
      fix: 'Name one of one, two.',
      in: where('users-database'),
      at: at('clusters.0.apps.users-database'),
    },
  ],
  [
    'a handover to a cluster without a copy',
    found(handing, { apps: { 'users-database': { to: 'nowhere' } } }, { others: standby }),
    {
      code: 'unknown-copy',
      severity: 'error',
      message: 'users-database in one names nowhere, which is no other cluster with a copy of it.',
      fix: 'Name one of one, two.',
      in: where('users-database'),
      at: at('clusters.0.apps.users-database'),
    },
  ],
  [
    'a standby cluster into which no backup of the active one can be restored',
    found(restored, sized('one', 'active', { shards: 3 }), { others: [sized('two', 'standby', { shards: 2 })] }),
    {
      code: 'restore-does-not-fit',
      severity: 'error',
      message:
        'users-database has shards 2 in two, and 3 in the active cluster: when two takes over, no backup of that one can be restored there.',
      fix: 'Set shards for the environment, and for no cluster.',
      in: { ...where('users-database'), cluster: 'two' },
      at: at('clusters.1.apps.users-database.shards'),
    },
  ],
  [
    'a standby cluster with shards, which takes no backup of a replica set without',
    found(restored, sized('one', 'active', { shards: 0 }), {
      others: [sized('two', 'standby', { shards: 2 }), sized('three', 'standby', { shards: 0 })],
    }),
    {
      code: 'restore-does-not-fit',
      severity: 'error',
      message:
        'users-database has shards 2 in two, and 0 in the active cluster: when two takes over, no backup of that one can be restored there.',
      fix: 'Set shards for the environment, and for no cluster.',
      in: { ...where('users-database'), cluster: 'two' },
      at: at('clusters.1.apps.users-database.shards'),
    },
  ],
  [
    'a standby cluster with smaller volumes',
    found(restored, sized('one', 'active', { storage: '1Ti' }), {
      others: [sized('two', 'standby', { storage: '900Gi' }), sized('three', 'standby', { storage: '1024Gi' })],
    }),
    {
      code: 'restore-does-not-fit',
      severity: 'error',
      message:
        'users-database has storage 900Gi in two, and 1Ti in the active cluster: when two takes over, no backup of that one can be restored there.',
      fix: 'Set storage for the environment, and for no cluster.',
      in: { ...where('users-database'), cluster: 'two' },
      at: at('clusters.1.apps.users-database.storage'),
    },
  ],
  [
    'a standby cluster with more of everything',
    found(restored, sized('one', 'active', { shards: 2, storage: '1Gi' }), {
      others: [sized('two', 'standby', { shards: 3, storage: '2Gi' })],
    }),
    undefined,
  ],
] as const) {
  test(`found of copies: ${title}`, () => {
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors[0], expected);
    assert.equal(errors.length, expected ? 1 : 0);
  });
}
