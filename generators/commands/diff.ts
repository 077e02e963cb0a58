import { type Diff, diffTrees } from '../diff/diff.ts';
import { formatDiffMarkdown } from '../diff/format/markdown.ts';
import { formatDiffText } from '../diff/format/text.ts';
import { loadKnowledge, loadRules, repository } from '../repository.ts';
import type { Command, CommandContext } from './command.ts';

export const diff: Command<Diff> = {
  name: 'diff',
  usage: {
    summary:
      'Shows what a change does to the clusters: Kustomize builds of the files as they stand and of the base revision, field by field, with causes and consequences, the most dangerous first.',
    positionals: ['[base]'],
    options: {},
    examples: [
      ['diff', 'since this work left the target branch'],
      ['diff -- origin/release/primary', 'with what a ring of production has'],
      ['diff -- --format markdown', 'as a comment of a pull request'],
    ],
  },
  run: compareTrees,
  text: formatDiffText,
  formats: { markdown: (result) => formatDiffMarkdown(result) },
  succeeded: () => true,
};

/** Compares a tree by the rules of this repository, never by those of the tree: no change edits the rule that judges it. */
export async function compareTrees({ root, positionals: [wanted], progress }: CommandContext): Promise<Diff> {
  const judging = async () => ({ rules: await loadRules(repository), knowledge: await loadKnowledge() });
  return diffTrees({ root, wanted, judging, progress });
}
