import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BucketEndpoint } from '../../../../model/endpoint.ts';
import type { ClusterFacts } from '../../../../model/inputs.ts';
import type { Resource } from '../../../../model/resource.ts';
import { exampleClusters } from '../../../../testing/clusters.ts';
import { exampleInputs } from '../../../../testing/inputs.ts';
import { renderStore, s3, size, store } from '../testing/store.ts';
import type { NodeSet } from '../types.ts';

function find<S>(objects: readonly Resource[], kind: string, name: string): S {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found as S;
}

const spec = (objects: readonly Resource[]) =>
  find<{ spec: { nodeSets: NodeSet[]; secureSettings?: unknown; version: string } }>(objects, 'Elasticsearch', 'logs')
    .spec;

/** What Elasticsearch is told, by file. */
const told = (objects: readonly Resource[], file: string): unknown =>
  JSON.parse(find<{ data: Record<string, string> }>(objects, 'ConfigMap', 'logs-setup').data[file] ?? '');

const zoned = (zones: readonly string[]): ClusterFacts => ({ ...exampleClusters.aws, zones: [...zones] });
const region = exampleClusters.aws.region;

test('each zone has a set of nodes that only it may run, and that say so', () => {
  const zones = ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  const sets = spec(renderStore({}, { cluster: zoned(zones) })).nodeSets;
  assert.deepEqual(
    sets.map(({ name, count, config }) => [name, count, config['node.attr.zone']]),
    zones.map((zone, index) => [`hot-${'abc'[index]}`, 1, zone]),
  );
  for (const [index, { podTemplate }] of sets.entries()) {
    const affinity = podTemplate.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    assert.deepEqual(affinity?.nodeSelectorTerms[0]?.matchExpressions?.[0]?.values, [zones[index]]);
  }
});

test('a zone that is not called after its region keeps its name', () => {
  const names = spec(renderStore({}, { cluster: zoned(['one']) })).nodeSets.map(({ name }) => name);
  assert.deepEqual(names, ['hot-one']);
});

test('warm nodes are there where they are sized, and logs move to them before they are deleted', () => {
  const warm = { nodesPerZone: 2, afterDays: 3, ...size };
  const objects = renderStore({ warm, keepDays: 30 });
  const roles = spec(objects).nodeSets.filter(({ name }) => name.startsWith('warm-'));
  assert.deepEqual(
    roles.map(({ count, config }) => [count, config['node.roles']]),
    exampleClusters.aws.zones.map(() => [2, ['data_warm']]),
  );
  const { policy } = told(objects, 'lifecycle.json') as { policy: { phases: Record<string, { min_age: string }> } };
  const ages = Object.entries(policy.phases).map(([phase, { min_age }]) => [phase, min_age]);
  assert.deepEqual(ages, [
    ['hot', '0ms'],
    ['warm', '3d'],
    ['delete', '30d'],
  ]);
  const mistakesOf = (settings: object) =>
    store.mistakes?.(exampleInputs(store, exampleClusters.aws, settings as Record<string, unknown>)) ?? [];
  assert.deepEqual(mistakesOf({ warm, keepDays: 30 }), []);
  assert.deepEqual(
    mistakesOf({ warm, keepDays: 3 }).map(({ code, path }) => [code, path]),
    [['warm-after-deletion', ['warm', 'afterDays']]],
  );
});

for (const [storage, largest] of [
  ['100Gi', '20480mb'],
  ['500Gi', '51200mb'],
] as const) {
  test(`an index is at most ${largest} where a volume has ${storage}`, () => {
    const { policy } = told(renderStore({ storage }), 'lifecycle.json') as {
      policy: { phases: { hot: { actions: { rollover: unknown } } } };
    };
    assert.deepEqual(policy.phases.hot.actions.rollover, { max_age: '1d', max_primary_shard_size: largest });
  });
}

for (const [zones, copies] of [
  [['one'], 0],
  [['one', 'two'], 1],
] as const) {
  test(`with ${zones.length} zone(s) there are ${copies} further copies of a document`, () => {
    const { template } = told(renderStore({}, { cluster: zoned(zones) }), 'template.json') as {
      template: { settings: { index: object } };
    };
    assert.deepEqual(template.settings.index, { lifecycle: { name: 'kept' }, number_of_replicas: copies });
  });
}

test('snapshots are taken once a day, and deleted by age', () => {
  const { schedule, repository, retention } = told(
    renderStore({ snapshots: { hour: 4, keepDays: 9 } }),
    'snapshots.json',
  ) as {
    schedule: string;
    repository: string;
    retention: unknown;
  };
  assert.deepEqual([schedule, repository], ['0 30 4 * * ?', 'backups']);
  assert.deepEqual(retention, { expire_after: '9d', min_count: 1 });
});

const azure: BucketEndpoint = { ...s3, api: 'azure', bucket: 'kept', account: 'shop' };
const as = (cloud: 'aws' | 'google' | 'azure', identity: string | undefined): ClusterFacts => ({
  ...exampleClusters[cloud],
  identities: identity === undefined ? {} : { 'log-store': identity },
});
const credentials = { store: 'secrets', key: 'bucket' } as const;

for (const [title, cluster, endpoint, variables, secure] of [
  ['AWS', as('aws', 'arn:aws:iam::1:role/logs'), s3, { AWS_ROLE_ARN: 'arn:aws:iam::1:role/logs' }, undefined],
  ['Google', as('google', 'logs@example'), { ...s3, api: 'gcs' }, {}, undefined],
  ['Azure', as('azure', 'client'), azure, {}, ['azure.client.default.account']],
  [
    'a server with static keys',
    as('aws', undefined),
    { ...s3, endpoint: 'http://files:8333', credentials },
    {},
    ['s3.client.default.access_key', 's3.client.default.secret_key'],
  ],
] as const) {
  test(`snapshots in a bucket of ${title} need no more than what its identity or keys need`, () => {
    const objects = renderStore({}, { cluster, endpoint });
    const [set] = spec(objects).nodeSets;
    const pod = set?.podTemplate.spec;
    const given = Object.fromEntries((pod?.containers?.[0]?.env ?? []).map(({ name, value }) => [name, value]));
    for (const [name, value] of Object.entries(variables)) assert.equal(given[name], value);
    // Elasticsearch reads a token in the folder of its configuration alone.
    for (const [name, value] of Object.entries(given)) {
      if (name.endsWith('_FILE'))
        assert.ok(value?.startsWith(pod?.containers?.[0]?.volumeMounts?.[0]?.mountPath ?? '-'));
    }
    assert.equal((pod?.volumes ?? []).length, Object.keys(given).length > 0 ? 1 : 0);
    const name = 'logs-secure-settings';
    assert.deepEqual(spec(objects).secureSettings, secure && [{ secretName: name }]);
    const entry = objects.find(({ kind, metadata }) => kind === 'ExternalSecret' && metadata.name === name);
    const { target } = (entry?.spec ?? {}) as { target?: { template: { data: object } } };
    assert.deepEqual(target && Object.keys(target.template.data), secure);
  });
}

test('each cluster has a folder of its own in the bucket', () => {
  const folder = (name: string) => {
    const cluster = { ...exampleClusters.aws, name };
    return (told(renderStore({}, { cluster }), 'repository.json') as { settings: { base_path: string } }).settings
      .base_path;
  };
  assert.notEqual(folder('one'), folder('two'));
});

test('who writes logs makes documents and does nothing else', () => {
  const { spec: entry } = find<{ spec: { target: { template: { data: Record<string, string> } } } }>(
    renderStore(),
    'ExternalSecret',
    'logs-writer',
  );
  const { data } = entry.target.template;
  assert.equal(data.roles, 'logs-writer');
  assert.deepEqual(JSON.parse(data['roles.yml'] ?? ''), {
    'logs-writer': { cluster: [], indices: [{ names: ['logs-*'], privileges: ['auto_configure', 'create_doc'] }] },
  });
});

test('the Job has no text of settings in its script, and no password among its arguments', () => {
  const command = (settings: Record<string, unknown>) => {
    const job = find<{ spec: { template: { spec: { containers: [{ command: string[] }] } } } }>(
      renderStore(settings),
      'Job',
      'logs-setup',
    );
    return job.spec.template.spec.containers[0].command;
  };
  assert.deepEqual(command({ keepDays: 3 }), command({ keepDays: 14, storage: '1Ti' }));
  const [, flags, script = ''] = command({});
  assert.equal(flags, '-euc');
  assert.doesNotMatch(script.replace(/^printf .*$/m, ''), /PASSWORD/);
});

test('Kibana is reached by nobody in the cluster, and goes with its account where it is switched off', () => {
  const { spec: policy } = find<{ spec: { ingress?: unknown; policyTypes: string[] } }>(
    renderStore(),
    'NetworkPolicy',
    'logs-kibana',
  );
  assert.deepEqual([policy.ingress, policy.policyTypes], [undefined, ['Ingress', 'Egress']]);
  const without = renderStore({ kibana: { enabled: false, resources: size.resources } });
  const left = without.filter(({ kind, metadata }) => kind === 'Kibana' || /kibana|reader/.test(metadata.name));
  assert.deepEqual(left, []);
  assert.doesNotMatch(JSON.stringify(without), /logs-reader|logs-kibana/);
});
