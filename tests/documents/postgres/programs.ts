import { chmodSync, chownSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputOf, run } from '../../../generators/programs/run.ts';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import { say } from '../../cluster/say.ts';

/** The programs of PostgreSQL, as the user that runs them. */
export interface PostgresPrograms {
  /** A program and its arguments, as what to start. */
  command(
    name: 'postgres' | 'initdb' | 'psql',
    args: readonly string[],
  ): { readonly program: string; readonly args: string[] };
  /**
   * Runs a program until it exits, and returns its standard output.
   * @throws Failure when its status is not 0
   */
  run(name: 'initdb' | 'psql', args: readonly string[]): Promise<string>;
}

/** The user and group `nobody` of Linux: the server refuses to run as root. */
const nobody = 65_534;

/**
 * The programs, from the wheel. To a process of root they are a copy in a folder that another user may read, and they
 * run as that user, whom the folder belongs to.
 * @param folder of the databases and the copy
 */
export async function postgresPrograms(folder: string): Promise<PostgresPrograms> {
  let programs = dirname(await wheelProgram('postgres', say));
  for (const name of ['initdb', 'psql']) chmodSync(join(programs, name), 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    cpSync(dirname(programs), join(folder, 'postgresql'), { recursive: true });
    programs = join(folder, 'postgresql/bin');
    chownSync(folder, nobody, nobody);
  }
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const command: PostgresPrograms['command'] = (name, args) =>
    isRoot
      ? { program: 'setpriv', args: [...user, join(programs, name), ...args] }
      : { program: join(programs, name), args: [...args] };
  return {
    command,
    async run(name, args) {
      const { program, args: all } = command(name, args);
      return outputOf(
        await run(program, all, { cwd: folder, env: { PATH: process.env.PATH, PGCONNECT_TIMEOUT: '5' } }),
      );
    },
  };
}
