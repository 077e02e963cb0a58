import { join } from 'node:path';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { Resource } from '../../generators/model/resource.ts';
import { run } from '../../generators/programs/run.ts';
import type { RunResult } from '../../generators/programs/runResult.ts';

/** Values of Secrets, by name and key. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Runs the command of a Job's only container, with its variables.
 * @param folder its home. `bin` below it comes first on the `PATH`
 */
export function runJob(job: Resource, secrets: Secrets, folder: string): Promise<RunResult> {
  const [container] = (job.spec as IJob['spec'])?.template.spec?.containers ?? [];
  const [shell = '', ...args] = container?.command ?? [];
  const variables = (container?.env ?? []).map(({ name, value, valueFrom }) => {
    const { name: secret = '', key = '' } = valueFrom?.secretKeyRef ?? {};
    return [name, value ?? secrets[secret]?.[key]];
  });
  const env = { ...Object.fromEntries(variables), HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  return run(shell, args, { env, timeout: 60_000 });
}
