import { counted } from '../console/counted.ts';
import { type Conflicts, conflictsIn, stage, takeBack } from '../emit/conflicts.ts';
import { withLock } from '../emit/lock.ts';
import { Failure, hasErrors } from '../model/finding.ts';
import { isRepository, openGit } from '../programs/git.ts';
import type { Command } from './command.ts';
import { type GenerateResult, generate, leftByWriting, write } from './generate.ts';

export interface ResolveResult extends Conflicts {
  /** Missing where conflicts of hand-written files are in the way, or nothing has stopped. */
  readonly result?: GenerateResult;
}

export const resolve: Command<ResolveResult> = {
  name: 'resolve',
  usage: {
    summary:
      'Ends conflicts in generated files, in a merge, rebase, cherry-pick or revert: generates them from the settings and apps that were merged, and stages them.',
    positionals: [],
    options: {},
    examples: [
      ['resolve', 'after `git merge` or `git rebase` stopped; then `git merge --continue` or `git rebase --continue`'],
    ],
  },
  async run({ root, progress, say }) {
    const git = openGit(root);
    if (!(await isRepository(git))) throw new Failure('This folder is in no git repository.', 'Work in a clone.');
    return withLock(root, progress, async () => {
      const conflicts = await conflictsIn(git);
      const { goOn, written, generated } = conflicts;
      if (written.length > 0 || (generated.length === 0 && !goOn)) return conflicts;
      await takeBack(git);
      const result = await write({ root, progress, say });
      if (!hasErrors(result.findings)) await stage(git);
      return { ...conflicts, result };
    });
  },
  leaves: leftByWriting,
  async text({ goOn, written, generated, result }, style) {
    if (written.length > 0) {
      const lines = written.map((path) => `${style.red('conflict')}  ${path}`);
      const rest =
        generated.length > 0 ? ` ${counted(generated.length, 'conflict')} in generated files will end then.` : '';
      return `${lines.join('\n')}\n  ${style.dim('fix')}  Edit these by hand, \`git add\` them, and run this again.${rest}\n`;
    }
    if (!result) return 'There is no conflict, and nothing has stopped.\n';
    const text = await generate.text(result, style);
    if (hasErrors(result.findings)) return text;
    const ended = `${counted(generated.length, 'conflict')} ended, and generated files are staged.`;
    return `${text}${ended}${goOn ? ` Go on: ${goOn}` : ''}\n`;
  },
  succeeded: ({ written, result }) => written.length === 0 && !hasErrors(result?.findings ?? []),
};
