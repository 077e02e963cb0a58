import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  haproxyPods,
  haproxyPorts,
  mysqlAccounts,
  mysqlBackupPods,
  mysqlPorts,
  mysqlSecrets,
  mysqlServerPods,
  mysqlServices,
  mysqlVersion,
} from '../../generators/upstream/perconaMysql.ts';
import { quoted, sourceSays } from './source.ts';

const operator = quoted('percona-server-mysql-operator', mysqlVersion);

for (const [pods, folder, file, labels] of [
  ['servers', 'gr-global-metadata', '01-assert', mysqlServerPods('gr-global-metadata')],
  ['proxies', 'async-global-metadata', '01-assert', haproxyPods('async-global-metadata')],
  ['backups', 'gr-global-metadata', '04-assert', mysqlBackupPods('backup1')],
] as const) {
  test(`the pods of ${pods} have the labels that the operator's own tests expect`, () => {
    assert.deepEqual(parse(operator.read(`e2e-tests/tests/${folder}/${file}.yaml`)), labels);
  });
}

test('pods of backups have the labels of their storage too', () => {
  sourceSays(operator, 'pkg/xtrabackup/xtrabackup.go', 'storage.Labels, cr.Labels(appName, naming.ComponentBackup)');
});

test('servers and proxies listen on the ports that are taken for theirs', () => {
  const { mysql, x, group, admin, backup } = mysqlPorts;
  const server = { DefaultPort: mysql, DefaultXPort: x, DefaultGRPort: group, DefaultAdminPort: admin };
  const { write, read, proxied, metrics } = haproxyPorts;
  const proxy = { PortMySQL: write, PortMySQLReplicas: read, PortProxyProtocol: proxied };
  const more = { PortMySQLXProtocol: haproxyPorts.x, PortAdmin: haproxyPorts.admin };
  const constants = (ports: object) => Object.entries(ports).map(([name, port]) => `${name} = ${port}`);
  sourceSays(operator, 'pkg/mysql/mysql.go', ...constants({ ...server, SidecarHTTPPort: backup }));
  sourceSays(operator, 'pkg/haproxy/haproxy.go', ...constants({ ...proxy, ...more }));
  sourceSays(operator, 'build/haproxy-global.cfg', `bind *:${metrics}`);
});

test('the Services of a database have the names that are taken for theirs', () => {
  const [proxies = '', servers = '', ...others] = Object.keys(mysqlServices(''));
  for (const [name, file] of [
    [proxies, 'pkg/haproxy/haproxy.go'],
    [servers, 'pkg/mysql/mysql.go'],
  ] as const) {
    sourceSays(operator, file, `AppName = "${name.slice(1)}"`, 'cr.Name + "-" + AppName');
  }
  sourceSays(operator, 'pkg/mysql/mysql.go', ...others.map((name) => `Name(cr) + "${name.replace(servers, '')}"`));
});

test('servers call each other with MySQL Shell, which gets no port and so tries X Protocol first', () => {
  const [address, uri] = [
    '"%s:%s@%s", apiv1.UserOperator, url.QueryEscape(operatorPass), m.host',
    '"--uri", m.getURI()',
  ];
  sourceSays(operator, 'cmd/bootstrap/gr/group_replication.go', address, uri, 'newShell(peer, version)');
});

test('the operator makes the Secrets that are taken for made, with their keys', () => {
  const types = 'api/v1/perconaservermysql_types.go';
  const [[users, accounts] = ['', []], [ssl, certificate] = ['', []]] = Object.entries(mysqlSecrets('', {}));
  sourceSays(operator, types, `return cr.Name + "${users}"`, `return cr.Name + "${ssl}"`);
  sourceSays(operator, types, ...accounts.map((name) => `SystemUser = "${name}"`));
  assert.equal(operator.read(types).match(/SystemUser = /g)?.length, mysqlAccounts.length);
  sourceSays(operator, 'pkg/secret/secret.go', ...certificate.map((key) => `"${key}": `));
});
