import { counted } from '../console/counted.ts';
import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { changesFor } from '../init/changes.ts';
import { clustersOf } from '../init/clusters.ts';
import { contractsOf, whereDataIs } from '../init/dataSystems.ts';
import { leavingWith, without } from '../init/leaving.ts';
import { nextSteps } from '../init/nextSteps.ts';
import { questionsFor } from '../init/questions.ts';
import { Failure, type Finding, hasErrors } from '../model/finding.ts';
import { gitOutput, isRepository, openGit } from '../programs/git.ts';
import { isSampleFleet } from '../read/sampleFleet.ts';
import { loadCatalogue } from '../repository.ts';
import { askerOnTerminal } from './asker.ts';
import type { Command } from './command.ts';
import { type GenerateResult, generate } from './generate.ts';
import { answered, makeTree, optionsOf } from './newTree.ts';

export interface InitResult {
  /** What the new fleet has wrong; with errors among it nothing was written. */
  readonly findings: readonly Finding[];
  /** Files of people that were removed. */
  readonly removed: readonly string[];
  readonly generated?: GenerateResult;
  /** What a person has to do now, in order. */
  readonly next: readonly string[];
}

export const init: Command<InitResult> = {
  name: 'init',
  usage: {
    summary: 'Makes your own fleet of the sample company: asks for what is yours, and nothing of the sample is left.',
    positionals: [],
    options: optionsOf(questionsFor({ apps: [], contracts: [] })),
    examples: [
      ['init', 'on a terminal: it asks'],
      [
        'init -- --name acme --clusters eu:google:europe-west1 …',
        'without a terminal: each question has a flag, and what is missing is said at once',
      ],
    ],
  },
  leaves:
    'nothing was changed, unless it had begun to write: `git status` shows that, and `git restore` takes it back.',
  async run(context) {
    const { root, options } = context;
    await requireFresh(root);
    const catalogue = await loadCatalogue(root);
    const asker = options.format === undefined || options.format === 'text' ? askerOnTerminal() : undefined;
    try {
      const answers = await answered(questionsFor(catalogue), options, asker?.ask);
      const leaving = leavingWith(
        catalogue,
        contractsOf(catalogue).filter((contract) => whereDataIs(contract, answers) === 'nowhere'),
      );
      const wanted = { answers, catalogue: without(catalogue, leaving) };
      const { findings, changes, generated } = await makeTree(context, {
        ...wanted,
        clusters: clustersOf(answers),
        ask: asker?.ask,
        changesWith: (identities) => changesFor(root, { ...wanted, identities }, leaving),
      });
      if (!generated) return { findings, removed: [], next: [] };
      return { findings, removed: changes.removed, generated, next: nextSteps(answers) };
    } finally {
      asker?.end();
    }
  },
  async text({ findings, removed, generated, next }, style) {
    const list = formatFindings(urgent(findings), style);
    if (!generated) return `${list}\nNothing written: ${countFindings(urgent(findings))}.\n`;
    const gone =
      removed.length === 0 ? '' : `${counted(removed.length, 'path')} of what you did not ask for removed.\n`;
    return `${list}${await generate.text(generated, style)}${gone}\nWhat to do next\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}\n`;
  },
  succeeded: ({ findings, generated }) =>
    generated !== undefined && !hasErrors(findings) && !hasErrors(generated.findings),
};

/** @throws Failure where there is no sample any more, or where work could be lost */
async function requireFresh(root: string): Promise<void> {
  if (!isSampleFleet(root)) {
    throw new Failure(
      'These are not the settings of the sample company: init would replace a fleet of your own.',
      'Add to it by "npm run new -- app|environment|cluster".',
    );
  }
  const git = openGit(root);
  if (!(await isRepository(git))) return;
  const changed = await gitOutput(git, 'look for changes', ['status', '--porcelain', '--', '.']);
  if (changed === '') return;
  const files = changed.split('\n').filter(Boolean);
  throw new Failure(
    `${counted(files.length, 'file')} changed and not committed, such as ${files[0]?.slice(3)}.`,
    'Commit or stash first: init replaces and removes files.',
  );
}
