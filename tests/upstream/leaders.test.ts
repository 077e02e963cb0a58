import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { operators } from '../../apps/operators/index.ts';
import type { Leader } from '../../generators/model/operator.ts';
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
import { ofSample } from '../ofSample.ts';
import { goModule, type OperatorSource, quoted, sourceSays } from './source.ts';

const { charts = {} } = parse(readFileSync(join(repository, 'overlays/fleet.yaml'), 'utf8')) as Partial<FleetSettings>;
/** Of operators whose charts have the versions of what they bring. */
const version = (chart: string) => charts[chart]?.version.replace(/^v/, '') ?? '';

/** The source of an operator at the version of its chart; undefined where this fleet does not have it. */
const sourceOf = (chart: string, source: (version: string) => OperatorSource | Promise<OperatorSource>) =>
  charts[chart] && source(version(chart));

const certManager = await sourceOf('cert-manager', (one) => goModule('github.com/cert-manager/cert-manager', one));
const externalSecrets = await sourceOf('external-secrets', (one) => quoted('external-secrets', one));
const keda = await sourceOf('keda', (one) => goModule('github.com/kedacore/keda/v2', one));
const main = 'cmd/main.go';
const defaults = 'internal/apis/config/shared/v1alpha1/defaults.go';
const elect = '"leader-elect", false';

/** By Deployment: where its program says whether it elects a leader, if it gets no flag. `undefined`: it knows of none. */
const witnesses: Readonly<
  Record<string, readonly [source: OperatorSource | undefined, file: string, says: string | undefined]>
> = {
  'cert-manager': [certManager, defaults, 'defaultLeaderElect = true'],
  'cert-manager-cainjector': [certManager, defaults, 'defaultLeaderElect = true'],
  'external-secrets': [externalSecrets, 'cmd/controller/root.go', '"enable-leader-election", false'],
  'external-secrets-cert-controller': [
    externalSecrets,
    'cmd/controller/certcontroller.go',
    '"enable-leader-election", false',
  ],
  'reloader-reloader': [quoted('reloader', '1.4.21'), 'internal/pkg/util/util.go', '"enable-ha", false'],
  'keda-operator': [keda, 'cmd/operator/main.go', elect],
  'cloudnative-pg': [
    await goModule('github.com/cloudnative-pg/cloudnative-pg', cnpgVersion),
    'internal/cmd/manager/controller/cmd.go',
    elect,
  ],
  'plugin-barman-cloud': [
    await goModule('github.com/cloudnative-pg/plugin-barman-cloud', barmanVersion),
    'internal/cmd/operator/main.go',
    elect,
  ],
  'ps-operator': [quoted('percona-server-mysql-operator', mysqlVersion), 'cmd/manager/main.go', elect],
  'psmdb-operator': [
    await goModule('github.com/percona/percona-server-mongodb-operator', mongodbVersion),
    'cmd/manager/main.go',
    '"leader-elect", true',
  ],
  'k8ssandra-operator': [quoted('k8ssandra-operator', k8ssandraVersions.k8ssandra), 'main.go', elect],
  'k8ssandra-operator-cass-operator': [quoted('cass-operator', k8ssandraVersions.cassOperator), main, elect],
  'rabbitmq-cluster-operator': [
    await goModule('github.com/rabbitmq/cluster-operator/v2', rabbitmqVersions.cluster),
    main,
    'LeaderElection: true,',
  ],
  'rabbitmq-cluster-operator-rabbitmq-messaging-topology-operator': [
    await goModule('github.com/rabbitmq/messaging-topology-operator', rabbitmqVersions.topology),
    main,
    elect,
  ],
  istiod: [
    quoted('istio', istioVersion),
    'pilot/pkg/features/experimental.go',
    'EnableLeaderElection = env.Register("ENABLE_LEADER_ELECTION", true,',
  ],
  'kong-operator-controller-manager': [
    quoted('kong-operator', kongVersion),
    'modules/cli/cli.go',
    '"no-leader-election", false',
  ],
  'prometheus-operator': [
    await goModule('github.com/prometheus-operator/prometheus-operator', prometheusOperatorVersion),
    'cmd/operator/main.go',
    undefined,
  ],
  'kube-state-metrics': [await goModule('k8s.io/kube-state-metrics/v2', '2.20.0'), 'pkg/app/server.go', undefined],
  'grafana-operator': [
    await goModule('github.com/grafana/grafana-operator/v5', grafanaOperatorVersion),
    'main.go',
    'name:"leader-elect" default:"false"',
  ],
  'elastic-operator': [
    await goModule('github.com/elastic/cloud-on-k8s/v3', eckVersion),
    'cmd/manager/main.go',
    'operator.EnableLeaderElection, true,',
  ],
  'external-dns': [quoted('external-dns', '0.22.0'), 'docs/proposal/001-leader-election.md', 'status: not-planned'],
};

const electing = operators.flatMap(({ leaders }) =>
  Object.entries(leaders).filter(([, { elected }]) => elected !== 'not needed'),
);

test('of every Deployment of which one pod acts, its program says how that one is found', () => {
  const names = electing.map(([name]) => name);
  assert.deepEqual(
    names.filter((name) => !(name in witnesses)),
    [],
  );
  const unasked = Object.keys(witnesses).filter((name) => !names.includes(name));
  if (!ofSample) assert.deepEqual(unasked, [], 'nothing is asked that runs nowhere');
});

for (const [name, leader] of electing) {
  test(`what is said of ${name} is what its program says: a leader is elected ${leader.elected}`, () => {
    const [source, file, says] = witnesses[name] ?? [];
    assert.ok(source && file);
    if (says === undefined) {
      assert.equal(leader.elected, 'never');
      assert.doesNotMatch(source.read(file), /leader/i);
    } else {
      sourceSays(source, file, says);
      assert.match(says, saidOf(leader));
    }
    if (!('source' in leader)) return;
    const [, of, path] = /\/blob\/v?([^/]+)\/(.+)$/.exec(leader.source) ?? [];
    assert.deepEqual([of, path], [source.version, file], leader.source);
  });
}

/** What a program must say: a flag of this name that is off, an election without one, or none. */
function saidOf(leader: Leader): RegExp {
  if (leader.elected === 'by flag') {
    return new RegExp(`"${leader.flag.replace(/^--|=true$/g, '')}"(, false| default:"false")`);
  }
  if (leader.elected === 'never') return /"leader-elect", false|status: not-planned/;
  return /true|"no-leader-election", false/;
}

for (const [chart, pinned] of [
  ['reloader', '2.2.16'],
  ['external-dns', '1.22.0'],
  ['kube-state-metrics', '8.4.0'],
] as const) {
  const skip = !charts[chart] && `this fleet has no ${chart}`;
  test(`what is quoted of ${chart} is quoted anew with another chart, which brings another version`, { skip }, () => {
    assert.equal(charts[chart]?.version, pinned);
  });
}
