import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Type } from 'typebox';
import { api, worker } from '../../testing/services.ts';
import { externalUsers } from '../../testing/usersDatabase.ts';
import { resolveContract, resolveSettings, type SettingsLayer } from './resolve.ts';

const defaults = {
  enabled: true,
  scale: { min: 3, max: 30 },
  resources: { cpu: '100m', memory: '256Mi' },
  hosts: ['api'],
  log: 'json',
};

const layered: readonly [string, SettingsLayer[], unknown][] = [
  ['nothing set', [], defaults],
  ['layers that set nothing', [undefined, {}], defaults],
  ['a number', [{ scale: { max: 60 } }], { ...defaults, scale: { min: 3, max: 60 } }],
  [
    'two layers in one object',
    [{ scale: { min: 6, max: 60 }, log: 'text' }, { scale: { max: 90 } }],
    { ...defaults, scale: { min: 6, max: 90 }, log: 'text' },
  ],
  ['a list, which replaces', [{ hosts: ['a', 'b'] }, { hosts: ['c'] }], { ...defaults, hosts: ['c'] }],
  ['an empty list', [{ hosts: [] }], { ...defaults, hosts: [] }],
  [
    'a key without value',
    [{ resources: { memory: '1Gi' } }, { resources: { memory: undefined } }],
    { ...defaults, resources: { cpu: '100m', memory: '1Gi' } },
  ],
  ['switched off', [{ enabled: false }], { ...defaults, enabled: false }],
];

for (const [title, layers, expected] of layered) {
  test(`settings resolve from defaults, environment and cluster: ${title}`, () => {
    assert.deepEqual(resolveSettings(api, ...layers), expected);
  });
}

test('defaults are found at any depth, beside set keys and in the items of lists', () => {
  assert.deepEqual(resolveSettings(worker, { queue: { scale: { max: 20 } } }), {
    enabled: true,
    scale: { min: 1, max: 10 },
    resources: { cpu: '200m', memory: '128Mi' },
    queue: { length: 100, scale: { min: 1, max: 20 } },
  });
  const settings = Type.Object({
    routes: Type.Array(Type.Object({ path: Type.String(), port: Type.Integer({ default: 80 }) }), { default: [] }),
    pools: Type.Record(Type.String({ pattern: '^[a-z]+$' }), Type.Object({ size: Type.Integer({ default: 1 }) }), {
      default: { a: {} },
    }),
    optional: Type.Optional(Type.Object({ size: Type.Integer({ default: 1 }) })),
  });
  assert.deepEqual(resolveSettings({ settings }), { routes: [], pools: { a: { size: 1 } } });
  assert.deepEqual(resolveSettings({ settings }, { routes: [{ path: '/' }], pools: { b: {} }, optional: {} }), {
    routes: [{ path: '/', port: 80 }],
    pools: { a: { size: 1 }, b: { size: 1 } },
    optional: { size: 1 },
  });
});

test('what is resolved shares nothing with the schema or the layers, and changes neither', () => {
  const layer = Object.freeze({ hosts: Object.freeze(['x']), scale: Object.freeze({ min: 4 }) });
  const first = resolveSettings(api, layer) as unknown as { hosts: string[]; scale: { max: number } };
  first.hosts.push('changed');
  first.scale.max = 0;
  const open = { settings: Type.Object({}) };
  const other = { pool: { zones: ['a'] } };
  (resolveSettings(open, other) as unknown as typeof other).pool.zones.push('changed');
  assert.deepEqual(other, { pool: { zones: ['a'] } });
  (resolveSettings(api) as unknown as typeof first).hosts.push('changed');
  assert.deepEqual(resolveSettings(api, layer).hosts, ['x']);
  assert.deepEqual(resolveSettings(api), defaults);
});

test('setting again what a lower layer says changes nothing', () => {
  const layer = fc.record(
    {
      enabled: fc.boolean(),
      scale: fc.record({ min: fc.nat(), max: fc.nat() }, { requiredKeys: [] }),
      hosts: fc.array(fc.string()),
      __proto__: fc.nat(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(layer, layer, (environment, cluster) => {
      const once = resolveSettings(api, environment, cluster);
      assert.deepEqual(resolveSettings(api, environment, cluster, cluster), once);
      assert.deepEqual(resolveSettings(api, once), once);
    }),
  );
});

const users = { kind: 'postgresql' } as const;
test('a contract is complete, incomplete, or not set at all', () => {
  assert.deepEqual(resolveContract(users, undefined, undefined), { settings: undefined, missing: [] });
  assert.deepEqual(resolveContract(users, externalUsers, { host: 'b.example.com', port: 6432 }), {
    settings: { ...externalUsers, host: 'b.example.com', port: 6432 },
    missing: [],
  });
  assert.deepEqual(resolveContract(users, externalUsers).settings, { ...externalUsers, port: 5432 });
  assert.deepEqual(resolveContract(users, { host: 'a.example.com' }, { database: 'users' }), {
    settings: undefined,
    missing: ['provider', 'secret', 'networks'],
  });
  assert.deepEqual(resolveContract(users, {}), {
    settings: undefined,
    missing: ['provider', 'host', 'database', 'secret', 'networks'],
  });
});

test('a contract with accounts is complete with an entry for each of them', () => {
  const reported = { kind: 'postgresql', accounts: { reports: ['read'], audit: ['monitor'] } } as const;
  const missing = (...layers: Parameters<typeof resolveContract>[1][]) => resolveContract(reported, ...layers).missing;
  assert.deepEqual(missing(externalUsers), ['accounts.reports', 'accounts.audit']);
  assert.deepEqual(missing(externalUsers, { accounts: { reports: 'a' } }), ['accounts.audit']);
  assert.deepEqual(missing(externalUsers, { accounts: { reports: 'a' } }, { accounts: { audit: 'b' } }), []);
  assert.deepEqual(missing({ provider: 'cloudnative-pg' }), []);
});
