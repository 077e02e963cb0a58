import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownParameters } from '../../generators/blocks/data/postgres/own.ts';
import {
  barmanContainer,
  barmanPlugin,
  barmanVersion,
  clusterLabel,
  cnpgNamespace,
  cnpgOperatorPods,
  cnpgVersion,
  instancePods,
  instanceRoleLabel,
  podRoleLabel,
  poolerLabel,
  poolerPods,
  poolerPorts,
  postgresBudgets,
  postgresPorts,
  postgresServices,
  setupPods,
} from '../../generators/upstream/cloudNativePg.ts';
import { postgresAccounts, postgresCertificates } from '../../generators/upstream/cloudNativePgSecrets.ts';
import { expectedPods, goModule, sourceSays } from './source.ts';

const operator = await goModule('github.com/cloudnative-pg/cloudnative-pg', cnpgVersion);
const plugin = await goModule('github.com/cloudnative-pg/plugin-barman-cloud', barmanVersion);

/** The operator's own names of labels, by the labels. */
const names: Readonly<Record<string, string>> = {
  [clusterLabel]: 'ClusterLabelName',
  [podRoleLabel]: 'PodRoleLabelName',
  [poolerLabel]: 'PgbouncerNameLabel',
  [instanceRoleLabel]: 'ClusterInstanceRoleLabelName',
  'cnpg.io/instanceName': 'InstanceNameLabelName',
  'cnpg.io/jobRole': 'JobRoleLabelName',
};

test('labels have the names that the operator gives them', () => {
  const constants = Object.entries(names).map(
    ([label, name]) => `${name} = MetadataNamespace + "${label.replace('cnpg.io', '')}"`,
  );
  const file = 'pkg/utils/labels_annotations.go';
  sourceSays(operator, file, 'MetadataNamespace = "cnpg.io"', ...constants);
  const { [podRoleLabel]: instance } = instancePods('users');
  const { [podRoleLabel]: pooler } = poolerPods('users', 'rw');
  sourceSays(operator, file, `PodRoleInstance PodRole = "${instance}"`, `PodRolePooler PodRole = "${pooler}"`);
});

for (const [pods, file, labels, values] of [
  ['instances', 'pkg/specs/pods.go', instancePods('users'), ['cluster.Name', 'string(utils.PodRoleInstance)']],
  [
    'jobs',
    'pkg/specs/jobs.go',
    setupPods('users', 'users-1', 'join'),
    ['cluster.Name', 'instanceName', 'string(role)'],
  ],
  [
    'poolers',
    'pkg/specs/pgbouncer/deployments.go',
    poolerPods('users', 'rw'),
    ['cluster.Name', 'string(utils.PodRolePooler)', 'pooler.Name'],
  ],
] as const) {
  test(`the operator puts these labels on the pods of ${pods}`, () => {
    const keys = Object.keys(labels).map((label) => names[label]);
    sourceSays(operator, file, ...keys.map((name, index) => `utils.${name}: ${values[index]},`));
  });
}

test('the pods of jobs have no role', () => {
  assert.doesNotMatch(operator.read('pkg/specs/jobs.go'), /PodRoleLabelName/);
});

test('instances and poolers listen on the ports that are taken for theirs', () => {
  const { postgres, status, metrics } = postgresPorts;
  sourceSays(operator, 'pkg/postgres/configuration.go', `ServerPort = ${postgres}`);
  sourceSays(
    operator,
    'pkg/management/url/url.go',
    `StatusPort int32 = ${status}`,
    `PostgresMetricsPort int32 = ${metrics}`,
  );
  sourceSays(operator, 'pkg/management/url/url.go', `PgBouncerMetricsPort int32 = ${poolerPorts.metrics}`);
  sourceSays(operator, 'pkg/management/pgbouncer/config/config.go', `PgBouncerPort = ${poolerPorts.postgres}`);
});

test('Services have the names that the operator gives them', () => {
  const { primary, replicas, any } = postgresServices('');
  const suffixes = { ReadWrite: primary, ReadOnly: replicas, Read: any };
  const constants = Object.entries(suffixes).map(([name, suffix]) => `Service${name}Suffix = "${suffix}"`);
  sourceSays(operator, 'api/v1/cluster_types.go', ...constants);
});

test('the operator makes the budgets that are taken for made', () => {
  const file = 'pkg/specs/poddisruptionbudget.go';
  const [[alone], [primary, replicas]] = [postgresBudgets('', 2), postgresBudgets('', 3)];
  assert.deepEqual([alone, primary?.minAvailable, replicas?.minAvailable], [primary, 1, 1]);
  sourceSays(operator, 'api/v1/cluster_types.go', `PrimaryPodDisruptionBudgetSuffix = "${primary?.name}"`);
  sourceSays(operator, file, 'Name: cluster.Name,', 'Name: cluster.Name + apiv1.PrimaryPodDisruptionBudgetSuffix');
  sourceSays(
    operator,
    file,
    'cluster.Spec.Instances < 3',
    'int32(cluster.Spec.Instances - 2)',
    'one := intstr.FromInt32(1)',
  );
  for (const [name, label] of Object.entries({ Primary: primary?.role, Replica: replicas?.role })) {
    sourceSays(operator, 'pkg/specs/pods.go', `ClusterRoleLabel${name} = "${label}"`);
    sourceSays(operator, file, `utils.ClusterInstanceRoleLabelName: ClusterRoleLabel${name}`);
  }
});

test('the operator’s own pods have the label by which databases let them in', () => {
  const { metadata } = expectedPods(operator, 'config/manager/manager.yaml', 'Deployment');
  for (const [key, value] of Object.entries(cnpgOperatorPods)) assert.equal(metadata.labels[key], value);
  sourceSays(operator, 'config/default/kustomization.yaml', `namespace: ${cnpgNamespace}`);
});

test('the operator makes the Secrets that are taken for made, with their keys', () => {
  const types = 'api/v1/cluster_types.go';
  const made = { ...postgresAccounts('', { enableSuperuserAccess: true }), ...postgresCertificates('') };
  sourceSays(operator, types, ...Object.keys(made).map((suffix) => `SecretSuffix = "${suffix}"`));
  sourceSays(operator, 'pkg/specs/secrets.go', ...(made['-app'] ?? []).map((key) => `"${key}":`));
  sourceSays(
    operator,
    'pkg/certs/certs.go',
    ...Object.values(postgresCertificates(''))
      .flat()
      .map((key) => `Key = "${key}"`),
  );
});

test('certificates name the Services in full and what is added, poolers have that of the servers, and new names renew it', () => {
  const functions = 'api/v1/cluster_funcs.go';
  sourceSays(
    operator,
    functions,
    'fmt.Sprintf("%v.%v.svc.%s", serviceName, cluster.Namespace, configuration.Current.KubernetesClusterDomain),',
    'return append(altDNSNames, cluster.Spec.Certificates.getServerAltDNSNames()...)',
  );
  sourceSays(operator, 'api/v1/pooler_funcs.go', 'return cluster.GetServerTLSSecretName()');
  sourceSays(operator, 'pkg/management/pgbouncer/config/config.go', '"client_tls_cert_file": ClientTLSCertPath');
  sourceSays(operator, 'pkg/certs/k8s.go', 'altDNSNamesMatch, err := pair.DoAltDNSNamesMatch(altDNSNames)');
});

const account = { database: 'users', owner: 'users' };
const named = { ...account, secret: { name: 'own' } };
const copy = { primary: 'elsewhere' };
for (const [what, spec, names] of [
  ['says nothing', {}, ['users-app']],
  ['starts empty', { bootstrap: { initdb: account } }, ['users-app']],
  ['names a Secret', { bootstrap: { initdb: named } }, []],
  ['starts from a backup', { bootstrap: { recovery: account } }, ['users-app']],
  ['starts from a backup and names no account', { bootstrap: { recovery: {} } }, []],
  ['starts from a backup and names a Secret', { bootstrap: { recovery: named } }, []],
  ['is a copy', { replica: copy, bootstrap: { recovery: account } }, []],
  ['was a copy', { replica: { primary: 'users' }, bootstrap: { recovery: account } }, ['users-app']],
  ['is a copy of old', { replica: { enabled: true }, bootstrap: { pg_basebackup: account } }, []],
  ['lets a superuser in', { bootstrap: { initdb: named }, enableSuperuserAccess: true }, ['users-superuser']],
  [
    'names the superuser’s Secret',
    { bootstrap: { initdb: named }, enableSuperuserAccess: true, superuserSecret: { name: 'own' } },
    [],
  ],
] as const) {
  test(`for a database that ${what}, the operator makes ${names.join(', ') || 'no account'}`, () => {
    assert.deepEqual(Object.keys(postgresAccounts('users', spec)), [...names]);
  });
}

test('the Barman plugin has the name and the container that are taken for its', () => {
  sourceSays(plugin, 'internal/cnpgi/metadata/constants.go', `PluginName = "${barmanPlugin}"`);
  sourceSays(plugin, 'internal/cnpgi/operator/lifecycle.go', `sidecarTemplate.Name = "${barmanContainer}"`);
  sourceSays(plugin, 'kubernetes/kustomization.yaml', `namespace: ${cnpgNamespace}`);
});

test('no parameter that a declaration may set is one that the operator sets or blocks', () => {
  const source = operator.read('pkg/postgres/configuration.go');
  const own = [...source.matchAll(/"(\w+)":\s+(?:fixed|blocked)/g)].map(([, name]) => name);
  assert.ok(own.length > 40);
  assert.deepEqual(
    ownParameters.filter((name) => own.includes(name)),
    [],
  );
});

test('poolers take a bound for all accounts together, and roles have the form that the operator creates', () => {
  sourceSays(operator, 'internal/webhook/v1/pooler_webhook.go', '"max_db_connections"');
  const roles = 'internal/management/controller/roles/postgres.go';
  sourceSays(
    operator,
    roles,
    '"CREATE ROLE %s", pgx.Identifier{role.Name}.Sanitize()',
    'appendInRoleOptions(role, &query)',
  );
  const secrets = 'internal/management/utils/secrets.go';
  sourceSays(operator, secrets, 'corev1.BasicAuthUsernameKey', 'corev1.BasicAuthPasswordKey');
});
