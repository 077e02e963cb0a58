import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diff, type DiffInputs, diffTrees } from '../diff/diff.ts';
import { formatDiffMarkdown } from '../diff/format/markdown.ts';
import { formatDiffText } from '../diff/format/text.ts';
import { Failure } from '../model/finding.ts';
import { loadKnowledge, loadRules, repository } from '../repository.ts';
import { appOption, partPositional } from './asking.ts';
import type { Command, CommandContext } from './command.ts';

export const diff: Command<Diff> = {
  name: 'diff',
  usage: {
    summary:
      'Shows what a change does to the clusters: Kustomize builds of the files as they stand and of the base revision, field by field, with causes and consequences, the most dangerous first.',
    positionals: ['[base]', partPositional],
    options: { app: appOption },
    examples: [
      ['diff', 'since this work left the target branch'],
      ['diff -- origin/release/primary', 'with what a ring of production has'],
      ['diff -- staging --app api', 'one app in one environment; what is no environment is the base'],
      ['diff -- --format markdown', 'as a comment of a pull request'],
    ],
  },
  run(context) {
    const { base, where } = told(context);
    const { app } = context.options;
    return compareTrees(context, base, { where, app: typeof app === 'string' ? app : undefined });
  },
  text: formatDiffText,
  formats: { markdown: { show: (result) => formatDiffMarkdown(result) } },
  succeeded: () => true,
};

/** Compares a tree by the rules of this repository, never by those of the tree: no change edits the rule that judges it. */
export async function compareTrees(
  { root, progress }: Pick<CommandContext, 'root' | 'progress'>,
  wanted: string | undefined,
  limit: Pick<DiffInputs, 'where' | 'app'> = {},
): Promise<Diff> {
  const judging = async () => ({ rules: await loadRules(repository), knowledge: await loadKnowledge() });
  return diffTrees({ root, wanted, ...limit, judging, progress });
}

/**
 * Tells the base revision and the part apart, in whatever order: what begins with the name of an environment is a part. A
 * branch of that name is `refs/heads/<name>`.
 */
function told({ root, positionals }: CommandContext): { base: string | undefined; where: string | undefined } {
  const isPart = (text: string) => {
    const [environment = ''] = text.split('/');
    return /^[a-z0-9-]+$/.test(environment) && existsSync(join(root, 'overlays', environment, 'environment.yaml'));
  };
  const [[where, ...places], [base, ...revisions]] = [
    positionals.filter(isPart),
    positionals.filter((one) => !isPart(one)),
  ];
  if (places.length === 0 && revisions.length === 0) return { base, where };
  throw new Failure(
    `npm run diff: ${positionals.join(' and ')} are two ${places.length > 0 ? 'parts of the fleet' : 'revisions'}.`,
    'Name one base revision, and one environment or cluster at most.',
  );
}
