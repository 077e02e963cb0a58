import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkFleet } from '../link/clusters.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { RuleCase, RuleDefinition } from '../model/rule.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { judgePromoted, promote, promotedPlaces, saidOnce, sharing } from './promoted.ts';
import { afterPromotion } from './testing/afterPromotion.ts';

const configMap = (name: string, value: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { value },
});
const writer = exampleApp(app('writer', 'backend', []), {
  uses: { users: users.readWrite, identity: { to: 'cloud-identity' } },
  render: ({ cluster }) => [configMap('writer', cluster.region)],
});
const watch = exampleApp(app('watch', 'media', []), { render: () => [configMap('watch', 'always')] });
const catalogue: Catalogue = {
  apps: [usersProvider({ onStandby: 'absent' }), writer, watch],
  contracts: [users.contract],
};

const noCase: readonly [RuleCase] = [{ title: 'none', objects: [] }];
const texts = { severity: 'error', title: 'T.', why: 'W.', fix: 'F.', passes: noCase, fails: noCase } as const;
const rule = (code: string, check: RuleDefinition['check'], compares?: true) => ({
  ...texts,
  code,
  file: `policies/data/${code}.ts`,
  check,
  ...(compares && { compares }),
});

/** Two ConfigMaps stand for anything that is wrong; a rule that compares would throw. */
const rules = [
  rule('value-known', function* ({ all }) {
    for (const object of all)
      yield { object, field: 'data', message: `It is ${JSON.stringify(object.resource.data)}.` };
  }),
  rule('compared', () => assert.fail('there is nothing to compare with'), true),
];

const two = { name: 'two', role: 'standby', region: 'far' } as const;

function judged(...clusters: readonly Partial<Cluster>[]) {
  const all = clusters.map((changes) =>
    exampleCluster('aws', {
      data: { users: { provider: 'operator' } },
      identities: { writer: 'arn' },
      ...changes,
    } as Partial<Cluster>),
  );
  const fleet = exampleFleet([exampleEnvironment(all)]);
  const model = { catalogue, fleet, linked: linkFleet(catalogue, fleet) };
  const promotions = promote(model, 'code');
  const now = rules[0]?.check({ all: [{ resource: configMap('watch', 'always'), app: 'watch' }] } as never, undefined);
  const known = [...(now ?? [])].flatMap(({ message, field }) =>
    all.map(({ name }) => ({
      ...texts,
      code: 'value-known',
      object: 'ConfigMap/watch',
      message,
      ...(field !== undefined && { field }),
      in: { cluster: name },
    })),
  );
  const judged = afterPromotion(catalogue, promotions, rules, []);
  return { promotions, findings: judgePromoted(model, promotions, judged, known) };
}

const told = (...clusters: readonly Partial<Cluster>[]) =>
  judged(...clusters).findings.map(({ code, message, at }) => [code, message, ...(at ? [at.file] : [])].join(' | '));
const one = { name: 'one' };
const place = 'overlays/test/environment.yaml.clusters.1';

for (const [title, clusters, expected] of [
  ['nothing of a cluster that is active', [one], []],
  ['nothing where no cluster is active', [two], []],
  ['nothing of a standby cluster that is being removed', [one, { ...two, state: 'retiring' }], []],
  [
    'what the rules say of apps that start, and nothing that they say already',
    [one, two],
    ['value-known | When two is promoted: It is {"value":"far"}.'],
  ],
  [
    'an identity that is missed then',
    [one, { ...two, identities: {} }],
    [
      `identity-missing | When two is promoted: writer acts as a cloud identity, but two names none for it. | ${place}.identities`,
    ],
  ],
  [
    'a provider that is missed then',
    [one, { ...two, data: {} }],
    [
      `contract-without-provider | When two is promoted: writer uses the postgresql users, which has no provider in two. | ${place}.data.users`,
    ],
  ],
  [
    'an app that is switched off there',
    [one, { ...two, apps: { writer: { enabled: false } } }],
    [
      `app-lost-by-promotion | When two is promoted: writer, which runs in one, does not run in two. | ${place}.apps.writer.enabled`,
    ],
  ],
] as const) {
  test(`found of a promotion: ${title}`, () => assert.deepEqual(told(...clusters), expected));
}

test('each standby cluster is promoted by itself, and the one that was active follows it', () => {
  const { promotions } = judged(one, two, { ...two, name: 'three' });
  assert.deepEqual(
    promotions.map(({ promoted, linked: { cluster } }) => [promoted, cluster.name, cluster.role]),
    [
      ['two', 'one', 'standby'],
      ['two', 'two', 'active'],
      ['three', 'one', 'standby'],
      ['three', 'three', 'active'],
    ],
  );
});

test('the API server is asked about objects that are not there yet', () => {
  const { promotions } = judged(one, two);
  const now = { two: [{ resource: configMap('watch', 'always'), app: 'watch' }] };
  const places = promotions.flatMap((promotion) => {
    const { name } = promotion.linked.cluster;
    return promotedPlaces(promotion, { identity: name, objects: () => (name === 'two' ? now.two : []) });
  });
  assert.deepEqual(
    places.map(({ where, built: { objects }, promoted }) => [where.in?.cluster, objects, promoted]),
    [
      ['one', [configMap('watch', 'always')], 'two'],
      ['two', [configMap('writer', 'far')], 'two'],
    ],
  );
});

test('of a promotion, objects that are there already are the same, and others are its own', () => {
  const promotion = judged(one, two).promotions.find(({ linked }) => linked.cluster.name === 'two');
  assert.ok(promotion);
  const now = [configMap('watch', 'always'), configMap('writer', 'near')].map((resource) => ({ resource, app: 'now' }));
  const objects = sharing(promotion, { identity: 'two', objects: () => now }).objects();
  assert.deepEqual(objects, promotion.objects());
  assert.deepEqual(
    objects.map(({ resource }) => now.some((is) => is.resource === resource)),
    objects.map(({ app }) => app === 'watch'),
  );
});

test('a mistake that clusters have as they are is not told of a promotion again, and others are', () => {
  const refused = { code: 'refused-by-api-server', severity: 'error', fix: '', object: 'ConfigMap/a' } as const;
  const findings = [
    { ...refused, field: 'data', message: 'It is "x".' },
    { ...refused, field: 'data', message: 'It is "y".', promoted: 'two' },
    { ...refused, field: 'kind', message: 'No.', promoted: 'two' },
    { ...refused, message: 'No.', promoted: 'two' },
    { ...refused, message: 'When no is promoted: No.' },
  ];
  assert.deepEqual(
    saidOnce(findings).map(({ message }) => message),
    ['It is "x".', 'When two is promoted: No.', 'When two is promoted: No.', 'When no is promoted: No.'],
  );
});
