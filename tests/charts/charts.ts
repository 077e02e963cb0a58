import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chartClusterKinds, chartNamespacedKinds } from '../../generators/argocd/chartKinds.ts';
import { unserved } from '../../generators/judge/served.ts';
import type { Operator, Values } from '../../generators/model/operator.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { type Cloud, type Cluster, clouds } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { byTag, withoutDigests } from './byTag.ts';
import { testClusters } from './clusters.ts';
import { testDigests } from './digests.ts';
import { objectsIn } from './helm.ts';
import { testHub } from './hub.ts';
import { assertOperator } from './operatorHolds.ts';
import { prepare } from './prepared.ts';
import { isClusterScoped, namespaceOf } from './releases.ts';
import { effectsOf, unreadIn } from './unread.ts';
import { testVersions } from './versions.ts';

// Holds the values of every chart against the real Helm and the chart itself. Not part of `npm test`: it builds Helm, and
// asks the network for charts.

// All of them before the first test: the runner does not wait for a file that registers more while tests run.
const prepared = await prepare();
const { catalogue, fleet, found, print } = prepared;
const operators = catalogue.operators ?? [];
const environment = {
  name: 'test',
  domain: 'example.com',
  secretPrefix: 'test',
  dns: { service: 'route53', zone: 'Z0123456789' },
} as const;

for (const [name, chart] of found) {
  const { version } = fleet.settings.charts[name] ?? {};
  if ('reason' in chart) {
    test(`${name} ${version} is not checked`, { skip: chart.reason }, () => {});
    continue;
  }
  const standIns = chart.standIns.length > 0 ? ` (with ${chart.standIns.join(', ')})` : '';
  const operator = operators.find((one) => one.name === name);
  if (!operator) continue;
  for (const cloud of clouds) {
    test(`${name} ${version}${standIns} is as it must be in a cluster of ${cloud}`, async () => {
      const cluster = { ...exampleClusters[cloud], kubernetes: '1.35' } as Cluster;
      assertAllowed(operator, await objectsOf(operator, cloud, valuesOf(operator, cloud, version)), cluster);
    });
  }
  if (!operator.values) continue;
  test(`${name} ${version}${standIns} reads every value`, async () => {
    const values = valuesOf(operator, 'aws', version);
    const unread = unreadIn(await effectsOf(values, (changed) => print(releaseOf(operator, 'aws'), changed)));
    const unreadAnyway = unreadBySources[name] ?? [];
    assert.deepEqual(
      unread.filter((path) => !unreadAnyway.includes(path)),
      [],
    );
  });
  const skip = chart.standIns.length > 0;
  test(`${name} ${version}${standIns} names the images whose digests its values have`, { skip }, async () => {
    const values = valuesOf(operator, 'aws', version);
    const release = releaseOf(operator, 'aws');
    assert.equal(byTag(await print(release, values)), byTag(await print(release, withoutDigests(values))));
  });
  if (isClosed(chart.folder)) {
    test(`${name} ${version} refuses a value that it does not know`, async () => {
      const values = { ...valuesOf(operator, 'aws', version), notAValue: true };
      await assert.rejects(print(releaseOf(operator, 'aws'), values), /notAValue/);
    });
  }
}
testDigests(prepared);
testHub(prepared);
testClusters(prepared);
await testVersions(prepared);

/** What sources do not read: their CRDs, and charts of others that are off, come when they are released. */
const unreadBySources: Readonly<Record<string, readonly string[]>> = {
  'external-secrets': ['installCRDs', 'crds.annotations.argocd.argoproj.io/sync-options'],
  'prometheus-operator': ['kubeStateMetrics.enabled', 'nodeExporter.enabled'],
  // `reloader.readOnlyRootFileSystem` decides.
  reloader: ['reloader.deployment.containerSecurityContext.readOnlyRootFilesystem'],
};

/** Whether the chart's own schema refuses unknown keys, so that Helm does. */
function isClosed(folder: string): boolean {
  const file = join(folder, 'values.schema.json');
  if (!existsSync(file)) return false;
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { $ref?: string; additionalProperties?: unknown };
  return schema.additionalProperties === false || schema.$ref !== undefined;
}

function releaseOf(operator: Operator, cloud: Cloud) {
  const cluster = exampleClusters[cloud] as Cluster;
  const { name } = operator;
  return {
    chart: name,
    release: name,
    environment: 'test',
    cluster,
    namespace: namespaceOf(operator, cluster),
    project: '',
    operator,
  };
}

async function objectsOf(operator: Operator, cloud: Cloud, values: Values): Promise<readonly Resource[]> {
  return objectsIn(await print(releaseOf(operator, cloud), values), operator.namespace, isClusterScoped);
}

function valuesOf(operator: Operator, cloud: Cloud, version = ''): Values {
  const cluster = { ...exampleClusters[cloud], identities: { [operator.name]: 'an-identity' } };
  return (
    operator.values?.({ fleet: fleet.settings, environment, cluster, version, namespaces: ['backend', 'data'] }) ?? {}
  );
}

function assertAllowed(operator: Operator, objects: readonly Resource[], cluster: Cluster): void {
  assertOperator(operator, cluster, objects);
  const kinds = new Set(objects.map((object) => `${groupOf(object)}/${object.kind}`));
  for (const { group, kind } of [...chartNamespacedKinds, ...chartClusterKinds]) kinds.delete(`${group}/${kind}`);
  assert.deepEqual([...kinds], [], 'the project of operators allows every kind of the chart');
  const needed = operators.filter(({ name }) => name === operator.name || operator.requires.includes(name));
  assert.deepEqual(unserved(needed, objects, {}), [], 'kinds of others are served by operators it requires');
}
