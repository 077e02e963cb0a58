import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { outputOf, run } from '../programs/run.ts';

interface Container {
  readonly command: readonly [string, ...string[]];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

/** The only container of a Job. */
export function containerOf(job: Resource): Container {
  return (job.spec as { template: { spec: { containers: [Container] } } }).template.spec.containers[0];
}

/**
 * Runs the command of a Job with its own variables and `env`. In place of `program` runs one that logs its arguments, a
 * line each, and its input if it got neither `-e` nor `--execute`; it fails if that has `failing` in it. Gives the log.
 */
export async function runJob(
  context: TestContext,
  job: Resource,
  { program, env, failing = 'nothing at all' }: { program: string; env: Record<string, string>; failing?: string },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'job-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  const fake = [
    '#!/bin/bash',
    `said=$(printf '%s\\n' "$@"; [[ "$*" == *"-e"* ]] || cat)`,
    `printf '%s\\n' "$said" >> ${log}`,
    `[[ "$said" != *"${failing}"* ]]`,
    '',
  ];
  writeFileSync(join(folder, program), fake.join('\n'));
  chmodSync(join(folder, program), 0o755);
  const { command, env: own } = containerOf(job);
  const [shell, ...args] = command;
  const variables = Object.fromEntries(own.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const PATH = `${folder}:${process.env.PATH}`;
  outputOf(await run(shell, args, { env: { ...variables, ...env, PATH }, timeout: 10_000 }));
  return readFileSync(log, 'utf8');
}
