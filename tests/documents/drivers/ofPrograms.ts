import { join } from 'node:path';
import { outputOf, run } from '../../../generators/programs/run.ts';
import { ensureProgram } from '../../../generators/programs/toolchain.ts';
import { repository } from '../../../generators/repository.ts';
import { pythonDrivers } from '../../../lab/downloads/drivers.ts';
import { driverJars } from '../../../lab/downloads/jars.ts';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import { say } from '../../cluster/say.ts';
import type { Driver } from './question.ts';

/** A driver of Python, by its name in `ask.py`. */
export function ofPython(name: 'psycopg' | 'PyMySQL' | 'pika' | 'redis-py'): Driver {
  return async (question) => {
    const env = { PATH: process.env.PATH, PYTHONPATH: await pythonDrivers(say), PYTHONDONTWRITEBYTECODE: '1' };
    const args = [join(import.meta.dirname, 'ask.py'), name];
    return outputOf(await run('python3', args, { env, input: JSON.stringify(question), timeout: 30_000 })).trim();
  };
}

/** A driver of Go, by its name in `tools/drivers`. */
export function ofGo(name: 'pgx' | 'go-sql-driver' | 'amqp091-go' | 'go-redis'): Driver {
  return async (question) => {
    const pinned = { module: 'tools/drivers', package: '.', takes: 'half a minute' };
    const program = await ensureProgram(repository, 'drivers', pinned, say);
    const env = { HOME: '/nonexistent' };
    return outputOf(await run(program, [name], { env, input: JSON.stringify(question), timeout: 30_000 })).trim();
  };
}

/** A driver of Java by the class that it names, with the shell of H2: https://www.h2database.com/html/tutorial.html */
export function ofJava(driver: 'org.postgresql.Driver' | 'com.mysql.cj.jdbc.Driver', statement: string): Driver {
  return async ({ jdbc = '', username = '', password }) => {
    const [java, jars] = [await wheelProgram('java', say), await driverJars.folder(say)];
    const account = ['-user', username, '-password', password];
    const args = ['-cp', join(jars, '*'), 'org.h2.tools.Shell', '-url', jdbc, '-driver', driver, ...account];
    const output = outputOf(await run(java, [...args, '-sql', statement], { timeout: 30_000 }));
    return output.split('\n')[1]?.trim() ?? output;
  };
}
