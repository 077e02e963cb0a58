import { type Diff, diffTrees } from '../diff/diff.ts';
import { formatDiffMarkdown } from '../diff/format/markdown.ts';
import { formatDiffText } from '../diff/format/text.ts';
import { loadKnowledge, loadRules, repository } from '../repository.ts';
import type { Command } from './command.ts';

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
  async run({ root, positionals: [wanted], progress }) {
    // The rules are this repository's, never those of the tree: a change cannot edit the rule that judges it.
    const [rules, knowledge] = [await loadRules(repository), await loadKnowledge()];
    return diffTrees({ root, wanted, rules, knowledge, progress });
  },
  text: formatDiffText,
  formats: { markdown: (result) => formatDiffMarkdown(result) },
  succeeded: () => true,
};
