import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf, run } from '../../../generators/programs/run.ts';
import type { RunResult } from '../../../generators/programs/runResult.ts';
import type { Machine } from '../machine.ts';
import type { Mysql } from './document.ts';
import { mysqlPrograms } from './programs.ts';

/** Name and password of an account. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** A MySQL that runs: one server, without the group and the proxies. */
export interface MysqlServer {
  /** Folder with a `bin/mysql` that reaches the server by the host name of the proxies. */
  readonly folder: string;
  /** Runs a statement, and returns what it returns: a line for each row, or the error. */
  ask(account: Account, statement: string, tls?: 'REQUIRED' | 'DISABLED'): Promise<RunResult>;
}

/**
 * Creates a database and starts its server, with the configuration of a `PerconaServerMySQL`. Its `root` may log in from
 * anywhere with a password, as the operator's.
 * @throws Failure when it does not start, with its last words
 */
export async function startMysql(
  { processes, address, folder: root }: Machine,
  { name, host, spec }: Mysql,
  password: string,
): Promise<MysqlServer> {
  const { command, places } = await mysqlPrograms();
  const [here, folder] = [address(1), join(root, `mysql-${processes.all().length}`)];
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const file = (path: string, text: string, mode?: number) => {
    writeFileSync(join(folder, path), text, { mode });
    return join(folder, path);
  };
  const client = command('bin/mysql', ['--no-defaults']);
  const called = [client.program, ...client.args].join(' ');
  const script = [
    '#!/bin/bash',
    `[[ "$1" = --host=${host} ]] || exit 9`,
    `exec ${called} --host=${here} "\${@:2}"`,
    '',
  ];
  file('bin/mysql', script.join('\n'), 0o755);
  const first = [
    `CREATE USER 'root'@'%' IDENTIFIED BY '${password.replaceAll("'", "''")}';`,
    `GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;`,
    'CREATE DATABASE other;',
  ];
  const options = [
    `--defaults-file=${file('my.cnf', spec.mysql.configuration)}`,
    '--user=root',
    `--datadir=${join(folder, 'data')}`,
    '--secure-file-priv=',
    // The data lives for a minute.
    '--innodb-flush-method=nosync',
    ...places,
  ];
  const init = command('sbin/mysqld', [
    ...options,
    '--initialize-insecure',
    `--init-file=${file('first.sql', `${first.join('\n')}\n`)}`,
  ]);
  outputOf(await run(init.program, init.args, { timeout: 120_000 }));
  const ask: MysqlServer['ask'] = ({ user, password: secret }, statement, tls = 'REQUIRED') => {
    const where = [`--host=${here}`, `--user=${user}`, `--ssl-mode=${tls}`, '--get-server-public-key'];
    const how = ['--default-character-set=utf8mb4', '--batch', '--skip-column-names', `--execute=${statement}`];
    return run(client.program, [...client.args, ...where, ...how], { env: { MYSQL_PWD: secret }, timeout: 20_000 });
  };
  await processes.start({
    name: `mysql-${name}-${processes.all().length}`,
    ...command('sbin/mysqld', [
      ...options,
      `--bind-address=${here}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      // Else this machine is `localhost`, for which MySQL has another `root`.
      '--skip-name-resolve',
      '--mysqlx=OFF',
    ]),
    ready: async () => (await ask({ user: 'root', password }, 'SELECT 1')).status === 0,
    within: 60,
  });
  return { folder, ask };
}
