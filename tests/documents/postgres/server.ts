import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningProgram } from '../../../lab/processes/processes.ts';
import type { Machine } from '../machine.ts';
import type { Database } from './document.ts';
import type { PostgresPrograms } from './programs.ts';

/** A running server. */
export interface PostgresServer extends Pick<RunningProgram, 'stop'> {
  /**
   * Runs statements, and returns what they return: a line for each row, with `|` between values.
   * @throws Failure with the server's error
   */
  sql(statements: string, as?: { readonly user?: string; readonly database?: string }): Promise<string>;
}

/**
 * Creates a database and starts its server, with the options of `initdb` and the lines of the configuration file that
 * CloudNativePG writes for it: `CreateDataDirectory` in `pkg/management/postgres/initdb.go` and
 * `CreatePostgresqlConfFile` in `pkg/postgres/configuration.go` of https://github.com/cloudnative-pg/cloudnative-pg.
 * @throws Failure when the server does not start, with its last words
 */
export async function startPostgres(
  { processes, address, folder }: Machine,
  programs: PostgresPrograms,
  { name, initdb }: Database,
  parameters: Readonly<Record<string, string>>,
): Promise<PostgresServer> {
  const [host, data] = [address(1), join(folder, `data-${processes.all().length}`)];
  const flags = {
    username: 'postgres',
    encoding: initdb?.encoding,
    'lc-collate': initdb?.localeCollate,
    'lc-ctype': initdb?.localeCType,
  };
  const options = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}=${value}`]));
  const checksums = initdb?.dataChecksums ? ['--data-checksums'] : [];
  await programs.run('initdb', [`--pgdata=${data}`, ...options, ...checksums, '--no-sync', '--auth=trust']);
  const lines = Object.entries(parameters).map(([key, value]) => `${key} = '${value.replaceAll("'", "''")}'\n`);
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
  const sql: PostgresServer['sql'] = async (statements, { user = 'postgres', database = 'postgres' } = {}) => {
    const where = [`--host=${host}`, `--username=${user}`, `--dbname=${database}`];
    const how = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'];
    return (await programs.run('psql', [...where, ...how, `--command=${statements}`])).trimEnd();
  };
  const here = ['-c', `listen_addresses=${host}`, '-c', 'unix_socket_directories='];
  const server = await processes.start({
    name: `postgres-${name}-${processes.all().length}`,
    ...programs.command('postgres', ['-D', data, ...here]),
    ready: async () => (await sql('SELECT 1')) === '1',
    within: 30,
  });
  return { sql, stop: () => server.stop() };
}
