import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../../generators/programs/run.ts';
import type { RunResult } from '../../../generators/programs/runResult.ts';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import type { RunningProgram } from '../../../lab/processes/processes.ts';
import { say } from '../../cluster/say.ts';
import type { Machine } from '../machine.ts';
import type { Environment, Workload } from './document.ts';

/** A member of a Valkey: its folder in the place of the pod's file system, and its address. */
export interface Member {
  readonly address: string;
  /** Starts a container by its script, and waits until it answers. */
  start(container: 'server' | 'sentinel'): Promise<RunningProgram>;
  /** Runs one of the scripts of the ConfigMap. */
  script(name: string): Promise<RunResult>;
  /** Runs `redis-cli` with the server, or with another port. */
  ask(command: readonly string[], port?: number): Promise<string>;
}

/**
 * Lays out a member. Its scripts and files are the generated ones: paths lead into the folder, and names of hosts are
 * addresses. `valkey-server` and `valkey-cli` are on the `PATH`, with the member's own address in the place of all and
 * of localhost; `redis-cli` stands for the latter.
 * @param here replaces names of hosts by addresses
 */
export async function layOut(
  { folder: root, processes }: Machine,
  { object, files, env }: Workload,
  { index, address, password, here }: { index: number; address: string; password: string; here(text: string): string },
): Promise<Member> {
  const name = `${object.metadata.name}-${index}`;
  const folder = join(root, name);
  for (const one of ['etc/valkey', 'run/valkey', 'data', 'bin', 'tmp'])
    mkdirSync(join(folder, one), { recursive: true });
  const placed = (text: string) =>
    here(text.replaceAll(/(?<![\w/])\/(etc\/valkey|run\/valkey|data|tmp)\b/g, `${folder}/$1`));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, 'etc/valkey', file), placed(text));
  const [server, cli] = [await wheelProgram('valkey-server', say), await redisCli()];
  const script = (file: string, text: string) =>
    writeFileSync(join(folder, 'bin', file), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  script('valkey-server', `exec ${server} "$@" --bind ${address}`);
  script('valkey-cli', `case "$1" in -h) exec ${cli} "$@";; esac\nexec ${cli} -h ${address} "$@"`);
  const environment = (container: string): Environment => ({
    ...Object.fromEntries(Object.entries(env(container, password, name)).map(([key, value]) => [key, here(value)])),
    PATH: `${folder}/bin:${process.env.PATH}`,
    PASSWORD: password,
  });
  const ports = { server: 6379, sentinel: 26_379 };
  const ask: Member['ask'] = async (command, port = ports.server) => {
    const args = ['-h', address, '-p', String(port), ...command];
    const { stdout, stderr } = await run(cli, args, { env: { REDISCLI_AUTH: password }, timeout: 5000 });
    return (stdout + stderr).replace(/\n$/, '');
  };
  return {
    address,
    ask,
    script: (file) => run('sh', [join(folder, 'etc/valkey', file)], { env: environment('server'), timeout: 40_000 }),
    start: (container) =>
      processes.start({
        name: `${name}-${container}-${processes.all().length}`,
        program: 'sh',
        args: [join(folder, `etc/valkey/${container}.sh`)],
        env: environment(container),
        ready: async () => (await ask(['ping'], ports[container])) === 'PONG',
        within: 40,
      }),
  };
}

/** The client, which is beside the server of Redis in its wheel. */
async function redisCli(): Promise<string> {
  const cli = join(dirname(await wheelProgram('redis-server', say)), 'redis-cli');
  chmodSync(cli, 0o755);
  return cli;
}
