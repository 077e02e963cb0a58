import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import type { App } from '../../../model/app.ts';
import { systems, valkeyOf } from '../../../testing/systems.ts';

type Settings = Record<string, unknown>;

const size = { cpu: '1', memory: '2Gi' };
const backups = { schedule: '0 2 * * *', keep: 14 };
const broker = valkeyOf('broker');

const defaults: readonly (readonly [string, App, Settings])[] = [
  [
    'PostgreSQL',
    systems.postgresql,
    {
      storage: '20Gi',
      resources: size,
      connections: 100,
      pool: { clients: 1000, resources: { cpu: '200m', memory: '128Mi' } },
      backup: { retention: '30d', schedule: '0 0 3 * * *' },
    },
  ],
  [
    'MySQL',
    systems.mysql,
    { storage: '20Gi', resources: size, connections: 200, proxy: { cpu: '100m', memory: '128Mi' }, backups },
  ],
  [
    'MongoDB',
    systems.mongodb,
    {
      shards: 2,
      storage: '20Gi',
      resources: size,
      config: { cpu: '250m', memory: '1Gi', storage: '10Gi' },
      routers: { cpu: '500m', memory: '512Mi' },
      backups,
    },
  ],
  [
    'Cassandra',
    systems.cassandra,
    {
      nodesPerZone: 1,
      storage: '20Gi',
      resources: size,
      backups: { schedule: '0 2 * * *', keepDays: 14, memory: '1Gi' },
    },
  ],
  ['RabbitMQ', systems.rabbitmq, { storage: '20Gi', resources: size, deliveryLimit: 20, deadLetterDays: 14 }],
  ['a Valkey without a volume', systems.valkey, { resources: { cpu: '500m', memory: '1Gi' } }],
  ['a Valkey with a volume', broker, { resources: { cpu: '500m', memory: '1Gi' }, storage: '20Gi' }],
  ['SeaweedFS', systems.seaweedfs, { storage: '20Gi', resources: { cpu: '250m', memory: '1Gi' } }],
];

/** Settings with the value at a dotted path replaced. */
function withValue(settings: Settings, path: string, value: unknown): Settings {
  const [head = '', ...rest] = path.split('.');
  const inner = rest.length > 0 ? withValue((settings[head] ?? {}) as Settings, rest.join('.'), value) : value;
  return { ...settings, [head]: inner };
}

for (const [title, { settings: schema }, expected] of defaults) {
  test(`settings of ${title} are its declared sizes and the defaults of the rest, and take no unknown key`, () => {
    assert.deepEqual(Value.Create(schema), expected);
    assert.ok(Value.Check(schema, expected));
    const groups = Object.keys(expected).filter((key) => typeof expected[key] === 'object');
    for (const path of ['unknown', ...groups.map((group) => `${group}.unknown`)]) {
      assert.ok(!Value.Check(schema, withValue(expected, path, 1)), path);
    }
  });
}

const ranges: readonly (readonly [string, string, least: number, most: number])[] = [
  ['PostgreSQL', 'connections', 20, 5000],
  ['PostgreSQL', 'pool.clients', 10, 20_000],
  ['MySQL', 'connections', 50, 10_000],
  ['MySQL', 'backups.keep', 1, 1000],
  ['MongoDB', 'shards', 0, 20],
  ['Cassandra', 'nodesPerZone', 1, 30],
  ['Cassandra', 'backups.keepDays', 1, 3650],
  ['RabbitMQ', 'deliveryLimit', 1, 1000],
  ['RabbitMQ', 'deadLetterDays', 1, 49],
];

function checker(title: string, path: string): (value: unknown) => boolean {
  const [, system, expected] = defaults.find(([one]) => one === title) ?? assert.fail(title);
  return (value) => Value.Check(system.settings, withValue(expected, path, value));
}

for (const [title, path, least, most] of ranges) {
  test(`${path} of ${title} is a whole number from ${least} to ${most}`, () => {
    const isValid = checker(title, path);
    assert.deepEqual([least - 1, least, least + 0.5, most, most + 1].map(isValid), [false, true, false, true, false]);
  });
}

const texts: readonly (readonly [string, string, valid: readonly string[], invalid: readonly string[]])[] = [
  ['MySQL', 'backups.schedule', ['0 2 * * *', '*/5 1-2 1,2 * 0'], ['0 2 * *', '0 0 2 * * *', '0  2 * * *', '']],
  ['Cassandra', 'backups.schedule', ['0 2 * * *'], ['0 2 * *', '0 0 2 * * *', '']],
  ['PostgreSQL', 'backup.schedule', ['0 0 3 * * *'], ['0 3 * * *', '0 0 0 3 * * *']],
  ['PostgreSQL', 'backup.retention', ['30d', '4w', '12m'], ['0d', '30', '30y', 'd']],
  ['PostgreSQL', 'backup.bucket', ['abc', 'a.b-c'], ['ab', 'Abc', '-abc', 'abc-', 'a_c', 'a'.repeat(64)]],
  ['PostgreSQL', 'backup.account', ['acme1'], ['ac', 'Acme', 'ac-me']],
  [
    'PostgreSQL',
    'backup.endpoint',
    ['http://s3:8333', 'https://s3.example.com'],
    ['s3.example.com', 'https://s3/path'],
  ],
  ['PostgreSQL', 'backup.folder', ['a', 'production/aws'], ['/a', 'a/', 'A', '']],
  ['PostgreSQL', 'backup.server', ['users-2'], ['Users', '2users']],
  ['PostgreSQL', 'backup.reader', ['arn:aws:iam::111111111111:role/reader'], ['', 'two words']],
  [
    'PostgreSQL',
    'backup.readerPool',
    ['projects/1/locations/global/workloadIdentityPools/pool-1'],
    [
      'projects/a/locations/global/workloadIdentityPools/pool',
      'pool',
      'projects/1/locations/global/workloadIdentityPools/',
    ],
  ],
  ['PostgreSQL', 'secret', ['shop-users'], ['shop users', '-a']],
  ['PostgreSQL', 'backup.secret', ['shop-users'], ['shop users', '-a']],
  ['PostgreSQL', 'handOverTo', ['aws-us-east-1'], ['AWS']],
  ['PostgreSQL', 'takeOverFrom', ['aws-us-east-1'], ['AWS']],
  [
    'PostgreSQL',
    'promotionToken',
    ['dG9rZW4gdG9rZW4gdG9rZW4='],
    ['short', 'dG9rZW4gdG9rZW4gdG9rZW4!', 'a'.repeat(16).concat('===')],
  ],
  ['PostgreSQL', 'restore.server', [], ['Users']],
];

for (const [title, path, valid, invalid] of texts) {
  test(`${path} of ${title} takes ${valid.join(' and ')}, and nothing of another form`, () => {
    const isValid = checker(title, path);
    assert.deepEqual(
      valid.filter((value) => !isValid(value)),
      [],
    );
    assert.deepEqual(invalid.filter(isValid), []);
  });
}

test('an archive may be in several networks, but not in none', () => {
  const isValid = checker('PostgreSQL', 'backup.networks');
  assert.deepEqual([['10.0.0.0/8', '2001:db8::/32'], [], ['10.0.0.0']].map(isValid), [true, false, false]);
});

test('a database is restored to the end of an archive or to a moment with its zone', () => {
  const isValid = checker('PostgreSQL', 'restore');
  const at = (until: string) => isValid({ server: 'users', until });
  assert.ok(isValid({ server: 'users' }));
  assert.ok(!isValid({}));
  assert.deepEqual(
    ['2026-01-31 23:59:00Z', '2026-01-31T23:59:00.5+01:00', '2026-01-31 23:59:00', '2026-01-31'].map(at),
    [true, true, false, false],
  );
});
