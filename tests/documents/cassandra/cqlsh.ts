import { dirname } from 'node:path';
import { run } from '../../../generators/programs/run.ts';
import type { RunResult } from '../../../generators/programs/runResult.ts';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import { say } from '../../cluster/say.ts';

/** Name and password of a role. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

/** The client that comes with Cassandra, from its wheel and those that it needs. */
export interface Cqlsh {
  /** A script that stands for `cqlsh`: a host name leads to an address. */
  script(host: string, address: string): string;
  /** Runs statements, a line each. Each is run, whether or not the ones before it failed; the status then is 2. */
  run(address: string, account: Account | undefined, statements: readonly string[]): Promise<RunResult>;
}

export async function cqlshProgram(): Promise<Cqlsh> {
  const client = dirname(dirname(await wheelProgram('cqlsh', say)));
  const others = await Promise.all((['cassandra-driver', 'wcwidth'] as const).map((name) => wheelProgram(name, say)));
  const PYTHONPATH = [client, ...others.map((path) => dirname(dirname(path)))].join(':');
  return {
    script: (host, address) =>
      [
        '#!/bin/sh',
        `[ "$1" = ${host} ] || exit 9`,
        'shift',
        `PYTHONPATH=${PYTHONPATH} exec python3 -m cqlshlib ${address} "$@"`,
        '',
      ].join('\n'),
    run: (address, account, statements) =>
      run(
        'python3',
        ['-m', 'cqlshlib', address, ...(account ? ['-u', account.username, '-p', account.password] : [])],
        {
          env: { PATH: process.env.PATH, PYTHONPATH },
          input: statements.map((statement) => `${statement}\n`).join(''),
          timeout: 60_000,
        },
      ),
  };
}
