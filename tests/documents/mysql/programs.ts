import { join } from 'node:path';
import { debianPackages } from '../../../lab/downloads/debian.ts';
import { say } from '../../cluster/say.ts';

const server = ['libaio1t64', 'libicu78', 'liblz4-1', 'libnuma1', 'libprotobuf-lite32t64'];
const client = ['libbsd0', 'libedit2', 'libmd0', 'libtinfo6'];
const both = ['libc6', 'libgcc-s1', 'libgoogle-perftools4t64', 'liblzma5', 'libssl3t64', 'libstdc++6', 'libunwind8'];
const packages = [
  ...['mysql-server-core', 'mysql-client-core'],
  ...[...both, ...server, ...client],
  ...['libzstd1', 'zlib1g'],
];

/** The programs of MySQL. */
export interface MysqlPrograms {
  /** A program and its arguments, as what to start. */
  command(
    name: 'sbin/mysqld' | 'bin/mysql',
    args: readonly string[],
  ): { readonly program: string; readonly args: string[] };
  /** Options of the server that say where its own files are. */
  readonly places: readonly string[];
}

/**
 * MySQL with its own C library, so that the release of Debian that runs here does not matter: each program is started
 * by the loader of its own library. MySQL is in no release of Debian, but in `sid`, which has its newest version: names
 * of libraries in the list above change with it.
 */
export async function mysqlPrograms(): Promise<MysqlPrograms> {
  const root = join(await debianPackages('mysql', packages, say, 'sid'), 'usr');
  const libraries = join(root, 'lib/x86_64-linux-gnu');
  return {
    command: (name, args) => ({
      program: join(libraries, 'ld-linux-x86-64.so.2'),
      args: ['--library-path', libraries, join(root, name), ...args],
    }),
    places: [
      `--lc-messages-dir=${root}/share/mysql`,
      `--character-sets-dir=${root}/share/mysql/charsets`,
      `--plugin-dir=${root}/lib/mysql/plugin`,
    ],
  };
}
