import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import { mavenFile } from './mavenFile.ts';
import { unpacked } from './unpacked.ts';

/** A program of Java: its jar, and those of all that it depends on. */
export interface Jars {
  readonly version: string;
  /** The folder that all jars are in, downloaded when it is not in the cache yet. */
  folder(say: Say): Promise<string>;
}

/**
 * The server of Cassandra. `cassandra.sha256` beside this file has the runtime dependencies of
 * https://central.sonatype.com/artifact/org.apache.cassandra/cassandra-all as Maven resolves them
 * (`mvn dependency:copy-dependencies -Dmdep.useRepositoryLayout=true`), without those for other systems than Linux on
 * x86-64.
 */
export const cassandraJars: Jars = jars('cassandra', /cassandra-all-(.+)\.jar$/);

/**
 * Java's drivers of databases: https://central.sonatype.com/artifact/org.postgresql/postgresql,
 * https://central.sonatype.com/artifact/com.mysql/mysql-connector-j, and H2, whose shell runs a statement by any driver.
 */
export const driverJars: Jars = jars('drivers', /h2-(.+)\.jar$/);

/** The parser of Groovy, in which Jenkinsfiles are written: https://central.sonatype.com/artifact/org.apache.groovy/groovy */
export const groovyJars: Jars = jars('groovy', /groovy-(.+)\.jar$/);

function jars(name: string, server: RegExp): Jars {
  const files = readFileSync(join(import.meta.dirname, `${name}.sha256`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  '))
    .map(([sha256 = '', file = '']) => ({ sha256, file }));
  const version = files.map(({ file }) => server.exec(file)?.[1]).find((one) => one !== undefined) ?? '';
  return {
    version,
    folder: (say) =>
      unpacked({ name, pins: files, path: '' }, async (temporary) => {
        say(`downloading ${name} ${version} (once; ${files.length} jars)`);
        const folder = join(temporary, 'jars');
        mkdirSync(folder);
        await inTurn(files, (one) => mavenFile(one, join(folder, basename(one.file))));
        return folder;
      }),
  };
}

/** Handles all, eight at a time. */
async function inTurn<T>(all: readonly T[], handle: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await handle(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
