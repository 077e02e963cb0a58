import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenIssuer } from '../blocks/gateways/tokens.ts';
import { calls, issuer } from '../blocks/names.ts';
import { edgeRules } from '../blocks/networking/egress.ts';
import { collected } from '../model/fact.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

// TokenCheck that an app inside the cluster signs, or somebody outside.

const logins = issuer('logins');
const login = app('login', 'identity', ['http']);
const catalogue: Catalogue = {
  apps: [
    exampleApp(app('shop', 'backend', []), { uses: { tokens: logins.keys } }),
    exampleApp(app('edge', 'media', []), { uses: { tokens: logins.keysIfThere } }),
    exampleApp(app('gate', 'media', []), { collects: [tokenIssuer] }),
    exampleApp(login, {
      uses: { users: users.readWrite },
      ports: () => ({ http: 8080 }),
      provides: {
        contract: logins.contract,
        provider: 'program',
        onStandby: 'program',
        port: 'http',
        endpoint: (_, __, { domain }) => ({
          kind: 'issuer',
          issuer: `https://login.${domain}`,
          audiences: ['shop'],
          keys: 'http://login.identity.svc.cluster.local:8080/keys',
          host: 'login.identity.svc.cluster.local',
          port: 8080,
          peer: { app: 'login', namespace: 'identity', podNames: ['login', 'login-canary'] },
        }),
      },
    }),
    usersProvider({ onStandby: 'absent' }),
  ],
  contracts: [users.contract, logins.contract],
};

const inside = { provider: 'program' };
const outside = {
  provider: 'external',
  issuer: 'https://login.example.net/',
  keys: 'https://login.example.net/.well-known/jwks.json',
  audiences: ['https://api.example.com'],
};

function linkedWith(
  tokens: Record<string, unknown> | undefined,
  changes: Partial<Cluster> = {},
  apps = catalogue.apps,
) {
  const all: Catalogue = { ...catalogue, apps };
  const data = { users: { provider: 'operator' }, ...(tokens && { logins: tokens }) };
  const cluster = exampleCluster('aws', changes);
  const environment = exampleEnvironment([cluster], { data });
  const fleet = exampleFleet([environment]);
  const linked = linkCluster(all, fleet, environment, cluster);
  const found = checkLinks(all, fleet, linked)
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, severity, message, at }) => [severity, code, at?.file.split('environment.yaml.')[1], message]);
  const inputsOf = (name: string) => linked.graph.get(name)?.inputs ?? assert.fail(name);
  return {
    runs: [...linked.graph.keys()],
    found,
    calls: (name: string) => edgeRules(inputsOf(name)),
    callersOf: (name: string) => inputsOf(name).graph.usedBy.map((one) => `${one.app} ${one.port}`),
    known: collected(inputsOf('gate'), tokenIssuer).map(({ value }) => value),
  };
}

test('who signs tokens inside is called by those that verify them, and gateways know it', () => {
  const { runs, found, calls: rules, callersOf, known } = linkedWith(inside);
  assert.deepEqual([runs, found], [['shop', 'edge', 'gate', 'login', 'users-database'], []]);
  assert.deepEqual(callersOf('login'), ['edge http', 'shop http']);
  const to = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'identity' } },
    podSelector: {
      matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['login', 'login-canary'] }],
    },
  };
  for (const name of ['shop', 'edge']) {
    assert.deepEqual(rules(name), [{ to: [to], ports: [{ protocol: 'TCP', port: 8080 }] }]);
  }
  assert.deepEqual(known, [
    {
      contract: 'logins',
      issuer: 'https://login.example.com',
      audiences: ['shop'],
      keys: 'http://login.identity.svc.cluster.local:8080/keys',
    },
  ]);
});

test('where somebody outside signs them, nothing runs for it, and those that verify reach the server of the keys', () => {
  const { provider: _, ...said } = outside;
  const { runs, found, calls: rules, known } = linkedWith(outside);
  assert.deepEqual([runs, found], [['shop', 'edge', 'gate', 'users-database'], []]);
  assert.deepEqual(known, [{ contract: 'logins', ...said }]);
  const [rule] = rules('shop');
  assert.deepEqual(rule?.ports, [{ protocol: 'TCP', port: 443 }]);
  assert.ok(rule.to?.[0]?.ipBlock?.except?.includes('10.0.0.0/8'), 'the internet, and nothing inside');
});

test('networks of the keys narrow the way to them, and their address names the port', () => {
  const keys = 'https://login.example.net:8443/keys';
  const { calls: rules } = linkedWith({ ...outside, keys, networks: ['203.0.113.0/24'] });
  const rule = { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 8443 }] };
  assert.deepEqual([rules('shop'), rules('edge')], [[rule], [rule]]);
});

test('on a standby cluster who signs waits for its data, who needs its keys waits with it, and who can do without runs', () => {
  const { runs, found, calls: rules } = linkedWith(inside, { role: 'standby' });
  assert.deepEqual([runs, found], [['edge', 'gate'], []]);
  assert.deepEqual(rules('edge'), []);
});

test('on a standby cluster nobody waits for somebody outside', () => {
  assert.deepEqual(linkedWith(outside, { role: 'standby' }).runs, ['shop', 'edge', 'gate']);
});

test('where settings name nobody, each app that needs the keys is a finding', () => {
  assert.deepEqual(
    linkedWith(undefined).found.map(([, code, , message]) => [code, message]),
    ['shop', 'edge'].map((name) => [
      'contract-without-provider',
      `${name} uses the issuer logins, which has no provider in reference.`,
    ]),
  );
});

test('an app that calls who would sign inside is a finding where somebody outside does', () => {
  const admin = exampleApp(app('admin', 'backend', []), { uses: { login: calls(login, 'http') } });
  assert.deepEqual(linkedWith(outside, {}, [admin, ...catalogue.apps]).found, [
    [
      'error',
      'edge-to-disabled-app',
      'data.logins.provider',
      'admin calls login, which runs where data.logins.provider is program: in reference it is external.',
    ],
  ]);
});

const firebase = {
  ...outside,
  issuer: 'https://securetoken.google.com/shop',
  keys: 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
};
for (const [title, tokens, changes, expected] of [
  ['keys at the host of the issuer', outside, {}, []],
  ['keys at another host, where the issuer has them', firebase, {}, []],
  [
    'keys at another host',
    { ...outside, keys: 'https://keys.example.org/jwks.json' },
    {},
    [
      [
        'warning',
        'keys-elsewhere',
        'data.logins.keys',
        'The keys of https://login.example.net/ are fetched from keys.example.org, not from login.example.net: whoever has keys.example.org signs tokens of every user.',
      ],
    ],
  ],
  [
    'keys at the issuer’s own host, where it has none',
    { ...firebase, keys: 'https://securetoken.google.com/keys' },
    {},
    [
      [
        'warning',
        'keys-elsewhere',
        'data.logins.keys',
        'The keys of https://securetoken.google.com/shop are fetched from securetoken.google.com, not from www.googleapis.com: whoever has securetoken.google.com signs tokens of every user.',
      ],
    ],
  ],
  ['a key that changes when people say so, behind Kong', outside, { gateway: 'kong' }, []],
  [
    'keys that change by themselves, behind Kong',
    firebase,
    { gateway: 'kong' },
    [
      [
        'error',
        'keys-change',
        'data.logins.issuer',
        'securetoken.google.com changes its keys by itself, and Kong, the gateway of reference, knows the one key in its entry: from the next change on it refuses everybody.',
      ],
    ],
  ],
  [
    'keys of a tenant of Entra that change by themselves, behind Kong',
    {
      ...outside,
      issuer: 'https://acme.ciamlogin.com/4f1c2b7a/v2.0',
      keys: 'https://acme.ciamlogin.com/4f1c2b7a/discovery/v2.0/keys',
    },
    { gateway: 'kong' },
    [
      [
        'error',
        'keys-change',
        'data.logins.issuer',
        'acme.ciamlogin.com changes its keys by itself, and Kong, the gateway of reference, knows the one key in its entry: from the next change on it refuses everybody.',
      ],
    ],
  ],
] as const) {
  test(`an issuer outside with ${title} ${expected.length === 0 ? 'is well' : 'is a finding'}`, () => {
    assert.deepEqual(linkedWith({ ...tokens }, changes).found, expected);
  });
}

test('what a cluster sets of an issuer is found there', () => {
  const data = { logins: { keys: 'https://keys.example.org/jwks.json' } };
  assert.equal(linkedWith(outside, { data }).found[0]?.[2], 'clusters.0.data.logins.keys');
});
