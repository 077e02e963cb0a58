import type { IJob } from 'kubernetes-models/batch/v1/Job';
import { type Resource, resource } from '../../../model/resource.ts';
import { haproxyPorts } from '../../../upstream/perconaMysql.ts';
import { drainedAgain } from '../../jobs/drained.ts';
import { hook } from '../../jobs/hook.ts';
import { selectorOf } from '../../labels.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { containerSecurity } from '../../workload/security.ts';
import { bounded, perconaPodSecurity } from '../percona/pod.ts';
import type { DatabaseAccount } from '../shared/accounts.ts';
import { quoted } from '../shared/quoted.ts';
import { metadataOf } from '../shared/system.ts';
import { exporterAccount, exporterRights, exporterSystem } from './exporter.ts';
import { rightsStatements } from './rights.ts';
import type { MysqlSystem } from './system.ts';

/**
 * Job that creates the database, the accounts of apps and that of the exporter, because this version of the operator
 * creates none of them. It runs at every sync: it sets the passwords of the Secrets and changes nothing else. The sync
 * waits for the Job and fails with it.
 *
 * A password reaches the server as hexadecimal digits, so any character is safe in it. An account is locked until it
 * has its password, and may log in over TLS only.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-prepared-statements.html
 */
export function mysqlAccount(system: MysqlSystem): Resource[] {
  const { app, name, names, images, priorityClassName } = system;
  const labels = { ...system.labels, ...selectorOf(names.account) };
  const job = resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf({ app, labels }, names.account),
    spec: {
      backoffLimit: 3,
      podFailurePolicy: drainedAgain,
      activeDeadlineSeconds: 1800,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName,
          securityContext: perconaPodSecurity,
          containers: [
            {
              name: 'account',
              image: images.server,
              imagePullPolicy: 'IfNotPresent',
              command: ['bash', '-euc', script(system)],
              env: [
                { name: 'STATEMENTS', value: statements(name) },
                { name: 'MYSQL_PWD', valueFrom: { secretKeyRef: { name: names.users, key: 'root' } } },
                { name: 'PASSWORD', valueFrom: password(app.name) },
                { name: 'EXPORTER_STATEMENTS', value: exporterStatements },
                { name: 'EXPORTER_PASSWORD', valueFrom: password(exporterSystem(system).name) },
                ...system.accounts.flatMap((account) => [
                  { name: `${variable(account)}_STATEMENTS`, value: accountStatements(account, name) },
                  { name: `${variable(account)}_PASSWORD`, valueFrom: password(account.system.name) },
                ]),
              ],
              resources: bounded({ cpu: '50m', memory: '128Mi' }),
              securityContext: containerSecurity,
            },
          ],
        },
      },
    },
  });
  return hook(job, 2);
}

/**
 * Script of the Job. It sends the statements as they are: the shell reads nothing in them. Without a character set the
 * client takes that of the locale, and the server changes the password's other characters than ASCII into it.
 * https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html#option_mysql_default-character-set
 */
function script({ names: { host }, accounts }: MysqlSystem): string {
  const change = (passwords: string, statements: string) =>
    `client "SET @hex = '$(hex "$${passwords}")'; $${statements}"`;
  return [
    'client() {',
    `  mysql --host=${host} --port=${haproxyPorts.write} --user=root --ssl-mode=REQUIRED --default-character-set=utf8mb4 --connect-timeout=5 --execute "$1"`,
    '}',
    'until client "SELECT 1" > /dev/null; do sleep 5; done',
    `hex() { printf %s "$1" | od -An -v -tx1 | tr -d ' \\n'; }`,
    change('PASSWORD', 'STATEMENTS'),
    change('EXPORTER_PASSWORD', 'EXPORTER_STATEMENTS'),
    ...accounts.map(variable).map((one) => change(`${one}_PASSWORD`, `${one}_STATEMENTS`)),
    '',
  ].join('\n');
}

/** Statements that create the database and the account, both named like the contract. `@hex` is the password. */
function statements(name: string): string {
  const [database, user] = [quoted(name, '`'), quoted(name, "'")];
  return [
    `CREATE DATABASE IF NOT EXISTS ${database};`,
    ...accountOf(user),
    `GRANT ALL ON ${database}.* TO ${user}@'%';`,
  ].join('\n');
}

/** Statements that create an account that the contract declares, with its rights. */
function accountStatements(account: DatabaseAccount, database: string): string {
  return [...accountOf(quoted(account.user, "'")), ...rightsStatements(account, database)].join('\n');
}

/** What the variables of such an account begin with. */
function variable({ key }: DatabaseAccount): string {
  return `AS_${key.toUpperCase().replaceAll('-', '_')}`;
}

/** Statements that create the account of the exporter. */
const exporterStatements = [
  ...accountOf(quoted(exporterAccount, "'"), ` ${exporterRights.limit}`),
  ...exporterRights.grants,
].join('\n');

/** Statements that create an account and set its password, which is `@hex`. */
function accountOf(user: string, limit = ''): readonly string[] {
  return [
    `CREATE USER IF NOT EXISTS ${user}@'%' REQUIRE SSL${limit} ACCOUNT LOCK;`,
    'SET @password = CONVERT(UNHEX(@hex) USING utf8mb4);',
    `SET @account = CONCAT(QUOTE(${user}), '@', QUOTE('%'));`,
    "SET @change = CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL ACCOUNT UNLOCK');",
    'PREPARE change_password FROM @change;',
    'EXECUTE change_password;',
  ];
}

function password(system: string) {
  return { secretKeyRef: { name: credentialsName(system), key: 'password' } };
}
