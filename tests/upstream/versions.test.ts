import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { FleetSettings } from '../../generators/model/settings/index.ts';
import { repository } from '../../generators/repository.ts';
import { barmanVersion, cnpgVersion } from '../../generators/upstream/cloudNativePg.ts';
import { grafanaOperatorVersion } from '../../generators/upstream/grafanaOperator.ts';
import { k8ssandraVersions } from '../../generators/upstream/k8ssandra.ts';
import { mongodbVersion } from '../../generators/upstream/perconaMongodb.ts';
import { mysqlVersion } from '../../generators/upstream/perconaMysql.ts';
import { prometheusOperatorVersion } from '../../generators/upstream/prometheusOperator.ts';
import { rabbitmqVersions } from '../../generators/upstream/rabbitmq.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const { charts } = parse(read('overlays/fleet.yaml')) as FleetSettings;
const { components } = JSON.parse(read('tools/schemas.lock.json')) as {
  readonly components: readonly { readonly name: string; readonly version: string }[];
};

for (const [chart, version] of [
  ['psmdb-operator', mongodbVersion],
  ['ps-operator', mysqlVersion],
  ['k8ssandra-operator', k8ssandraVersions.k8ssandra],
  ['grafana-operator', grafanaOperatorVersion],
] as const) {
  test(`facts of ${chart} are those of the version that its chart of the same number installs`, () => {
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
  ['grafana-operator', grafanaOperatorVersion],
  ['rabbitmq-topology', rabbitmqVersions.topology],
] as const) {
  test(`facts of ${name} are those of the version whose schemas its objects are checked with`, () => {
    assert.equal(components.find((one) => one.name === name)?.version, `v${version}`);
  });
}
