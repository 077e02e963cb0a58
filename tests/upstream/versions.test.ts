import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { operators } from '../../apps/operators/index.ts';
import { lockedComponents } from '../../generators/judge/schemasLock.ts';
import type { FleetSettings } from '../../generators/model/settings/index.ts';
import { repository } from '../../generators/repository.ts';
import { barmanVersion, cnpgVersion } from '../../generators/upstream/cloudNativePg.ts';
import { eckVersion } from '../../generators/upstream/elastic.ts';
import { grafanaOperatorVersion } from '../../generators/upstream/grafanaOperator.ts';
import { istioVersion } from '../../generators/upstream/istio.ts';
import { k8ssandraVersions } from '../../generators/upstream/k8ssandra.ts';
import { kongVersion } from '../../generators/upstream/kong.ts';
import { mongodbVersion } from '../../generators/upstream/perconaMongodb.ts';
import { mysqlVersion } from '../../generators/upstream/perconaMysql.ts';
import { prometheusOperatorVersion } from '../../generators/upstream/prometheusOperator.ts';
import { rabbitmqVersions } from '../../generators/upstream/rabbitmq.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const { charts = {} } = parse(read('overlays/fleet.yaml')) as Partial<FleetSettings>;
/** Of an operator that this fleet does not have nothing is said. */
const skip = (chart: string) => !charts[chart] && `this fleet has no ${chart}`;
const components = lockedComponents(repository);

for (const { name, groups } of operators) {
  const pinned = charts[name];
  const own = components.filter(({ files }) =>
    files.some(({ kinds }) => kinds.some((kind) => groups.includes(kind.split('/')[0] ?? ''))),
  );
  if (!pinned || !('chart' in pinned) || own.length === 0) continue;
  test(`validate holds the version of ${name} against the one whose definitions objects are checked with`, () => {
    assert.deepEqual(
      own.map(({ name: component, chart }) => [component, chart?.name, chart?.version]),
      own.map(({ name: component }) => [component, pinned.chart, pinned.version]),
    );
  });
}

test('istiod is of the version of the definitions that it serves', { skip: skip('istiod') }, () => {
  assert.equal(charts.istiod?.version, charts['istio-base']?.version);
});

for (const [chart, version] of [
  ['psmdb-operator', mongodbVersion],
  ['ps-operator', mysqlVersion],
  ['k8ssandra-operator', k8ssandraVersions.k8ssandra],
  ['grafana-operator', grafanaOperatorVersion],
  ['eck-operator', eckVersion],
] as const) {
  test(`facts of ${chart} are those of the version that its chart of the same number installs`, {
    skip: skip(chart),
  }, () => {
    assert.equal(charts[chart]?.version, version);
  });
}

for (const [name, version] of [
  ['cloudnative-pg', cnpgVersion],
  ['barman-cloud', barmanVersion],
  ['percona-server-mongodb', mongodbVersion],
  ['percona-server-mysql', mysqlVersion],
  ['k8ssandra', k8ssandraVersions.k8ssandra],
  ['prometheus-operator', prometheusOperatorVersion],
  ['rabbitmq-cluster', rabbitmqVersions.cluster],
  ['grafana-operator', grafanaOperatorVersion],
  ['rabbitmq-topology', rabbitmqVersions.topology],
  ['eck', eckVersion],
  ['istio', istioVersion],
  ['kong-operator', kongVersion],
] as const) {
  test(`facts of ${name} are those of the version that runs`, () => {
    const locked = components.find((one) => one.name === name);
    assert.equal((locked?.chart?.brings ?? locked?.version)?.replace(/^v/, ''), version);
  });
}
