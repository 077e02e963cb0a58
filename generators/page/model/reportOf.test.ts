import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentYaml } from '../../testing/settings.ts';
import { exampleReport } from '../testing/report.ts';

const report = exampleReport();
const production = report.environments.find(({ name }) => name === 'production');
assert.ok(production);
const settings = 'overlays/production/environment.yaml';
const changed = (from: string, to: string) => {
  assert.ok(environmentYaml.includes(from));
  const [first] = exampleReport({ [settings]: environmentYaml.replaceAll(from, to) }).environments;
  assert.ok(first);
  return first;
};

test('it is plain data: what goes to JSON comes back the same', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
});

test('the environment with the most clusters is first', () => {
  assert.ok(report.environments.length > 1);
  assert.equal(report.environments[0]?.name, 'production');
});

test('errors come before warnings, each with its place, and notes are left out', () => {
  assert.deepEqual(
    report.findings.map(({ severity, about, in: where }) => [severity, about, where]),
    [
      ['error', ['overlays/fleet.yaml:3:1'], []],
      ['warning', [], ['production/one/api']],
    ],
  );
});

test('the map has calls, what is outside, and who calls from there', () => {
  const { edges, apart } = production.map;
  assert.deepEqual(
    edges.map(({ from, to, by }) => [from, to, by]),
    [
      ['api', 'users (postgresql)', ['direct', 'read-write']],
      ['worker', 'api', ['http']],
      ['worker', 'users (postgresql)', ['read-only']],
      ['mobile app', 'api', ['routes']],
    ],
  );
  assert.deepEqual(apart, ['platform', 'stores']);
});

test('a provider inside a cluster is an app of the map, and names its clusters where not all have it', () => {
  const inside = environmentYaml
    .replace(/ {2}users:\n( {4}.*\n)+/, '  users: { provider: cloudnative-pg }\n')
    .replace(/ {4}data:\n {6}users:.*\n/, '');
  const [first] = exampleReport({ [settings]: inside }).environments;
  const database = first?.map.nodes.find(({ name }) => name === 'users-database');
  assert.equal(database?.kind, 'data');
  assert.deepEqual(
    first?.map.nodes.find(({ name }) => name === 'api')?.clusters,
    ['aws-us-east-1'],
    'it waits elsewhere',
  );
});

test('a route says who may call it, and why', () => {
  assert.deepEqual(
    production.routes.flatMap(({ rows }) =>
      rows.map(({ app, host, paths, callers }) => ({ app, host, paths, callers })),
    ),
    [{ app: 'api', host: 'api.example.com', paths: ['/v1'], callers: { why: 'The shop is for everybody.' } }],
  );
});

test('clusters with the same rows are joined, and others are not', () => {
  assert.deepEqual(
    production.routes.map(({ clusters }) => clusters),
    [['aws-us-east-1', 'google-us-central1']],
  );
  const scaled = production.scalers.map(({ clusters, rows }) => [clusters, rows.find(({ app }) => app === 'api')?.max]);
  assert.deepEqual(scaled, [
    [['aws-us-east-1'], 60],
    [['google-us-central1'], 90],
  ]);
});

test('what a lost zone leaves follows from the pods and the zones, what a lost cluster leaves from roles', () => {
  const verdicts = (environment: typeof production, cluster: string, app: string) => {
    const rows = environment.losses.find(({ clusters }) => clusters.includes(cluster))?.rows ?? [];
    const row = rows.find((one) => one.app === app);
    return row && [row.node.says, row.zone.says, row.cluster.says];
  };
  assert.deepEqual(verdicts(production, 'aws-us-east-1', 'api'), ['kept', 'kept', 'person']);
  assert.deepEqual(verdicts(production, 'google-us-central1', 'api'), ['kept', 'kept', 'kept'], 'it serves nobody');
  assert.deepEqual(verdicts(production, 'aws-us-east-1', 'worker'), ['lost', 'lost', 'person'], 'a single pod');
  const alone = changed('zones: [us-east-1a, us-east-1b, us-east-1c]', 'zones: [us-east-1a]');
  assert.deepEqual(verdicts(alone, 'aws-us-east-1', 'api'), ['lost', 'lost', 'person']);
  const both = changed('role: standby', 'role: active');
  assert.deepEqual(verdicts(both, 'aws-us-east-1', 'api'), ['kept', 'kept', 'kept']);
});

test('an app that goes on says what it needs and does not', () => {
  const row = (environment: typeof production) =>
    environment.losses.flatMap(({ rows }) => rows).find(({ app }) => app === 'worker');
  assert.deepEqual(row(production)?.needs, { node: [], zone: [] });
  const single = changed('scale: { min: 6, max: 60 }', 'scale: { min: 1, max: 60 }');
  assert.deepEqual(row(single)?.needs, { node: ['api'], zone: ['api'] });
});

test('capacity is what the rules know: at the maximum more than at the minimum, in a zone no more than in all', () => {
  for (const { zones, capacity } of production.clusters) {
    const { least, most, zone, room } = capacity;
    assert.ok(least.pods < most.pods && zone.cpu <= most.cpu && room.cpu * zones.length > 0);
  }
});
