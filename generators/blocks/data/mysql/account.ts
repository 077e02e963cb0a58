import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { Inputs } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { hook } from '../../jobs/hook.ts';
import { selectorOf } from '../../labels.ts';
import { dataNamespace } from '../../secrets/clusterSecrets.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { containerSecurity } from '../../workload/security.ts';
import { bounded, perconaPodSecurity } from '../percona/pod.ts';
import { haproxyPorts, mysqlNames } from './names.ts';

/**
 * Makes the database and the account of its users, which this version of the operator does not: a job of every sync,
 * which sets the password that stands in the Secret and changes nothing else.
 * The password reaches the server as hexadecimal digits, so that any character is safe in it, and the account is locked
 * until it has one. It may log in over TLS alone.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-prepared-statements.html
 * @param app whose credentials they are
 */
export function mysqlAccount(
  app: string,
  cluster: string,
  image: string,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const names = mysqlNames(cluster);
  const own = { ...labels, ...selectorOf(names.account) };
  const job = resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: names.account,
      namespace: dataNamespace,
      labels: own,
    },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 1800,
      template: {
        metadata: { labels: own },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
          securityContext: perconaPodSecurity,
          containers: [
            {
              name: 'account',
              image,
              imagePullPolicy: 'IfNotPresent',
              command: ['bash', '-euc', script(names.host, cluster)],
              env: [
                { name: 'MYSQL_PWD', valueFrom: { secretKeyRef: { name: names.users, key: 'root' } } },
                { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: credentialsName(app), key: 'password' } } },
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

/** Database and account have the cluster's name, which is a valid identifier of MySQL. */
function script(host: string, name: string): string {
  return [
    'client() {',
    `  mysql --host=${host} --port=${haproxyPorts.write} --user=root --ssl-mode=REQUIRED --connect-timeout=5 --execute "$1"`,
    '}',
    'until client "SELECT 1" > /dev/null; do sleep 5; done',
    `hex=$(printf %s "$PASSWORD" | od -An -v -tx1 | tr -d ' \\n')`,
    'client "',
    `  CREATE DATABASE IF NOT EXISTS ${name};`,
    `  CREATE USER IF NOT EXISTS '${name}'@'%' REQUIRE SSL ACCOUNT LOCK;`,
    "  SET @password = CONVERT(UNHEX('$hex') USING utf8mb4);",
    `  SET @change = CONCAT('ALTER USER ${name} IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL ACCOUNT UNLOCK');`,
    '  PREPARE change_password FROM @change;',
    '  EXECUTE change_password;',
    `  GRANT ALL ON ${name}.* TO '${name}'@'%';`,
    '"',
    '',
  ].join('\n');
}
