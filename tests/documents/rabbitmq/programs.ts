import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianPackages } from '../../../lab/downloads/debian.ts';
import { say } from '../../cluster/say.ts';

const erlang = ['asn1', 'base', 'crypto', 'eldap', 'inets', 'mnesia', 'os-mon', 'parsetools', 'public-key'];
const more = ['runtime-tools', 'ssl', 'syntax-tools', 'tools', 'xmerl'];
const libraries = ['libc6', 'libgcc-s1', 'libncurses6', 'libssl3t64', 'libstdc++6', 'libsystemd0', 'libtinfo6'];
const packages = [
  'rabbitmq-server',
  ...[...erlang, ...more].map((name) => `erlang-${name}`),
  ...libraries,
  ...['libcap2', 'libzstd1', 'zlib1g'],
];

/** Folders of the broker's programs. */
export interface BrokerPrograms {
  /** `RABBITMQ_HOME`. */
  readonly home: string;
  /** Folder of `erl`. */
  readonly erlang: string;
  /** The program that knows the ports of Erlang's nodes. */
  readonly epmd: string;
}

/**
 * RabbitMQ with its own Erlang and C library, so that the release of Debian that runs here does not matter: each binary
 * is started by the loader of its own library.
 */
export async function brokerPrograms(): Promise<BrokerPrograms> {
  const root = await debianPackages('rabbitmq', packages, say);
  const otp = join(root, 'usr/lib/erlang');
  const runtime = folderIn(otp, 'erts-');
  const libs = join(root, 'usr/lib/x86_64-linux-gnu');
  const monitor = join(folderIn(join(otp, 'lib'), 'os_mon-'), 'priv/bin');
  for (const program of [
    ...['beam.smp', 'erl_child_setup', 'erlexec', 'inet_gethost', 'epmd'].map((name) => join(runtime, 'bin', name)),
    ...['cpu_sup', 'memsup'].map((name) => join(monitor, name)),
  ]) {
    if (!existsSync(`${program}.real`)) renameSync(program, `${program}.real`);
    const loader = `${libs}/ld-linux-x86-64.so.2 --library-path ${libs}`;
    writeFileSync(program, `#!/bin/sh\nexec ${loader} ${program}.real "$@"\n`, { mode: 0o755 });
  }
  const erl = join(runtime, 'bin/erl');
  writeFileSync(erl, readFileSync(erl, 'utf8').replaceAll('ROOTDIR=/usr/lib/erlang', `ROOTDIR=${otp}`));
  return {
    home: folderIn(join(root, 'usr/lib/rabbitmq/lib'), 'rabbitmq_server-'),
    erlang: join(runtime, 'bin'),
    epmd: join(runtime, 'bin/epmd'),
  };
}

function folderIn(folder: string, start: string): string {
  return join(folder, readdirSync(folder).find((name) => name.startsWith(start)) ?? start);
}
