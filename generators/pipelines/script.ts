import type { PipelineStep } from './job.ts';

/** What differs between systems in the scripts of steps. */
export interface Dialect {
  /** Options of a command whose findings have places: how they are shown there. */
  findings(command: string): string;
  /** Options of a command whose findings have none. */
  readonly placeless: readonly string[];
  /** The branch that a pull request goes into, as an expression of sh. */
  readonly target: string;
}

/** Where reports of findings are left. */
export const reports = 'findings';

/** The lines of sh of a step. A line that fails ends the step. */
export function scriptOf(step: PipelineStep, { findings, placeless, target }: Dialect): readonly string[] {
  if (step.kind === 'script') return step.run;
  const { command } = step;
  if (step.kind === 'findings')
    return [`npm run ${[command, '--', ...(step.args ?? []), findings(command)].join(' ')}`];
  return [
    `git worktree add --force --detach ${base} "origin/${target}"`,
    `cd ${base}`,
    'npm ci',
    ['npm run', command, '-- --root', up, `"origin/${target}"`, ...placeless].join(' '),
  ];
}

/** The clone of the target branch, in a folder that git ignores: a workspace may be next to that of another job. */
const base = '.cache/base';
const up = '../..';
