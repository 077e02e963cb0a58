import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  configSet,
  memberComponents,
  memberPods,
  memberService,
  mongodbAccounts,
  mongodbBudget,
  mongodbComponentLabel,
  mongodbPort,
  mongodbSecrets,
  mongodbVersion,
  routerPods,
  routerService,
} from '../../generators/upstream/perconaMongodb.ts';
import { expectedPods, goModule, sourceSays } from './source.ts';

const operator = await goModule('github.com/percona/percona-server-mongodb-operator', mongodbVersion);
const database = 'some-name';

for (const [part, labels] of [
  ['rs0', memberPods(database, 'rs0')],
  ['cfg', memberPods(database, configSet)],
  ['mongos', routerPods(database)],
] as const) {
  test(`the pods of ${part} have the labels and the port that the operator's own tests expect`, () => {
    const file = `e2e-tests/custom-tls/compare/statefulset_${database}-${part}.yml`;
    const { metadata, spec } = expectedPods(operator, file, 'StatefulSet');
    assert.deepEqual(metadata.labels, labels);
    const [{ ports = [] } = {}] = spec.containers;
    assert.ok(ports.some((port) => (port as { containerPort: number }).containerPort === mongodbPort));
  });
}

test('every member is of a component that policies select, and no router is', () => {
  const component = (labels: Readonly<Record<string, string>>) => labels[mongodbComponentLabel];
  const members = ['rs0', 'rs1', configSet].map((set) => component(memberPods(database, set)));
  assert.deepEqual([...new Set(members)], [...memberComponents]);
  assert.ok(!members.includes(component(routerPods(database))));
});

test('Services have the names that the operator gives them', () => {
  assert.equal(memberService('users', 'rs0'), 'users-rs0');
  sourceSays(operator, 'pkg/psmdb/service.go', 'cr.Name + "-" + replset.Name', `cr.Name + "${routerService('')}"`);
});

test('without shards there is one replica set, whose Service leads to its members, and their certificate names it', () => {
  const controller = 'pkg/controller/perconaservermongodb/psmdb_controller.go';
  sourceSays(operator, controller, 'errors.New("running multiple replsets without sharding is prohibited")');
  sourceSays(operator, 'pkg/psmdb/service.go', 'ClusterIP: "None"', 'ls := naming.ServiceLabels(cr, replset)');
  const name = 'cr.Name + "-" + replset.Name + "." + cr.Namespace + "." + cr.Spec.ClusterServiceDNSSuffix';
  sourceSays(operator, 'pkg/psmdb/tls/tls.go', name, `"*." + ${name}`);
});

test('the operator stops all members where shards come or go, and refuses it with more than one', () => {
  const controller = 'pkg/controller/perconaservermongodb/psmdb_controller.go';
  const refused = 'errors.Errorf("failed to disable sharding with %d active replsets", len(rs.Items))';
  sourceSays(operator, controller, refused, 'log.Info("Sharding is disabled, pausing the cluster")');
  sourceSays(
    operator,
    controller,
    'log.Info("Sharding is enabled, pausing the cluster")',
    'r.deleteCfgIfNeeded(ctx, cr)',
  );
});

test('the operator notes the password of a user in an annotation, whose name bounds that of the user', () => {
  const annotation = 'annotationKey := fmt.Sprintf("percona.com/%s-%s-hash", cr.Name, user.Name)';
  sourceSays(operator, 'pkg/controller/perconaservermongodb/custom_users.go', annotation);
});

test('a budget has the name that the operator gives it', () => {
  const part = (label: string) => `labels[naming.LabelKubernetes${label}]`;
  const name = ['Instance', 'Component', 'Replset'].map(part).join(' + "-" + ');
  sourceSays(operator, 'pkg/psmdb/pdb.go', `Name: ${name}`);
  assert.equal(mongodbBudget(memberPods(database, configSet)), `${database}-cfg-cfg`);
  assert.equal(mongodbBudget(routerPods(database)), `${database}-mongos-`);
});

test('the operator makes the Secrets that are taken for made, with their keys', () => {
  const defaults = 'pkg/apis/psmdb/v1/psmdb_defaults.go';
  const types = 'pkg/apis/psmdb/v1/psmdb_types.go';
  const [users = '', ssl = '', internal = '', keyFile = ''] = Object.keys(mongodbSecrets('', {}));
  sourceSays(operator, defaults, `defaultUsersSecretName = "${users}"`, `ConfigReplSetName = "${configSet}"`);
  sourceSays(operator, defaults, `Secrets.SSL = cr.Name + "${ssl}"`, `Secrets.SSLInternal = cr.Name + "${internal}"`);
  sourceSays(operator, types, `return cr.Name + "${keyFile}"`);
  const [accounts = [], certificate = [], , file = []] = Object.values(mongodbSecrets('', {}));
  sourceSays(operator, types, ...accounts.map((key) => `= "${key}"`));
  sourceSays(operator, types, ...Object.values(mongodbAccounts).map((role) => `SystemUserRole = "${role}"`));
  sourceSays(operator, 'pkg/psmdb/statefulset.go', ...certificate.map((key) => `"${key}": {}`));
  sourceSays(operator, defaults, `InternalKeyName = "${file[0]}"`);
});
