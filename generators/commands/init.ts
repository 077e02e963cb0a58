import { basename, join } from 'node:path';
import { counted } from '../console/counted.ts';
import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { withLock } from '../emit/lock.ts';
import { type Ask, answerAll } from '../init/answer.ts';
import type { Answers } from '../init/answers.ts';
import { changesFor } from '../init/changes.ts';
import { clustersOf } from '../init/clusters.ts';
import { contractsOf, whereDataIs } from '../init/dataSystems.ts';
import { formatSources } from '../init/format.ts';
import type { Flags } from '../init/given.ts';
import { identityOf, providersWithIdentity, zoneWriters } from '../init/identities.ts';
import { type Leaving, leavingWith, without } from '../init/leaving.ts';
import { nextSteps } from '../init/nextSteps.ts';
import type { AnswerMistake, InitQuestion } from '../init/question.ts';
import { questionsFor } from '../init/questions.ts';
import { type Changes, inShadow, make } from '../init/shadow.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import { Failure, type Finding, hasErrors } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { buildModel } from '../pipeline.ts';
import { gitOutput, isRepository, openGit } from '../programs/git.ts';
import { runSync } from '../programs/run.ts';
import { isSampleFleet } from '../read/sampleFleet.ts';
import { loadCatalogue, repository } from '../repository.ts';
import { askerOnTerminal } from './asker.ts';
import type { Command, CommandContext, Option } from './command.ts';
import { type GenerateResult, generate, write } from './generate.ts';
import { runValidation } from './validate.ts';

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
    options: Object.fromEntries(
      questionsFor({ apps: [], contracts: [] }).map(({ flag, asks, per }): [string, Option] => [
        flag,
        { type: 'string', multiple: true, description: per ? `${asks} Of one ${per}: ${per}=….` : asks },
      ]),
    ),
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
    const { root, options, progress } = context;
    await requireFresh(root);
    const catalogue = await loadCatalogue(root);
    const asker = options.format === undefined || options.format === 'text' ? askerOnTerminal() : undefined;
    try {
      const answers = await answered(questionsFor(catalogue), options, asker?.ask);
      const leaving = leavingWith(
        catalogue,
        contractsOf(catalogue).filter((contract) => whereDataIs(contract, answers) === 'nowhere'),
      );
      const tried = await inShadow(root, (shadow) =>
        tryOut(context, shadow, { catalogue, answers, leaving }, asker?.ask),
      );
      if (hasErrors(tried.findings)) return { findings: tried.findings, removed: [], next: [] };
      await withLock(root, progress, () => {
        make(tried.changes, root);
        formatSources(root);
      });
      // In a process of its own: this one has loaded the apps as they were.
      const generated = generateIn(root);
      return { findings: tried.findings, removed: tried.changes.removed, generated, next: nextSteps(answers) };
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

/** @throws Failure where it ends otherwise than by its own word */
function generateIn(root: string): GenerateResult {
  const script = join(repository, 'scripts/generate.ts');
  const result = runSync(process.execPath, [script, '--root', root, '--format', 'json']);
  if (result.status === 0 || result.status === 1) return JSON.parse(result.stdout) as GenerateResult;
  throw new Failure(`generate failed: ${result.stderr.trim()}`, 'Run `npm run generate`.');
}

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

/** @throws Failure naming the flags of all answers that are wrong or missing */
async function answered(
  questions: readonly InitQuestion[],
  options: CommandContext['options'],
  ask: Ask | undefined,
): Promise<Answers> {
  const flags: Flags = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : []]),
  );
  const { answers, mistakes } = await answerAll(questions, flags, ask);
  refuse(mistakes);
  return answers;
}

function refuse(mistakes: readonly AnswerMistake[]): void {
  if (mistakes.length === 0) return;
  const flags = [...new Set(mistakes.map(({ flag }) => `--${flag}`))].join(', ');
  throw new Failure(
    mistakes.map(({ message }) => message).join('\n        '),
    `Answer by ${flags}; "npm run init -- --help" describes each.`,
  );
}

interface Planned {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  readonly leaving: Leaving;
}

/** Generates and validates the new fleet in a folder of its own. */
async function tryOut(
  { root, progress, say }: CommandContext,
  shadow: string,
  { catalogue, answers, leaving }: Planned,
  ask: Ask | undefined,
): Promise<{ readonly changes: Changes; readonly findings: readonly Finding[] }> {
  const wanted = { answers, catalogue: without(catalogue, leaving) };
  const changesWith = (identities: ReadonlyMap<string, Readonly<Record<string, string>>>) =>
    changesFor(root, { ...wanted, identities }, leaving);
  make(changesWith(new Map()), shadow);
  progress.update('looking for what acts as a cloud identity');
  const { findings: first } = await buildModel(shadow);
  const others = first.filter(({ severity, code }) => severity === 'error' && code !== 'identity-missing');
  const identities = await identitiesFor(first, wanted, ask);
  const changes = changesWith(identities);
  if (others.length > 0) return { changes, findings: others };
  make(changes, shadow);
  await gitOutput(openGit(shadow), 'begin a repository', ['init', '--quiet']);
  const generated = await write({ root: shadow, progress, say });
  if (hasErrors(generated.findings)) return { changes, findings: generated.findings };
  const { findings } = await runValidation({ root: shadow, options: {}, positionals: [], progress }, isCi(process.env));
  return { changes, findings: findings.map((finding) => placedIn(shadow, finding)) };
}

/** A finding with its place in the repository: apps name the file that declares them by its path from the engine's. */
function placedIn(shadow: string, { at, ...finding }: Finding): Finding {
  const path = at?.file.split(`${basename(shadow)}/`)[1];
  return { ...finding, ...(at && { at: path === undefined ? at : { ...at, file: path } }) };
}

/** The identity of each app that acts as one, by cluster. */
async function identitiesFor(
  findings: readonly Finding[],
  { answers, catalogue }: Pick<Planned, 'answers' | 'catalogue'>,
  ask: Ask | undefined,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const mistakes: AnswerMistake[] = [];
  const all = new Map<string, Record<string, string>>();
  for (const cluster of clustersOf(answers)) {
    const apps = findings.flatMap(({ code, in: where }) =>
      // What waits on a standby cluster needs its identity there when that one is promoted.
      code === 'identity-missing' && where?.environment === cluster.environment ? (where.app ?? []) : [],
    );
    const writers = answers.get('dns', cluster.environment) === 'none' ? [] : zoneWriters;
    const own: Record<string, string> = {};
    for (const app of new Set([
      'external-secrets',
      ...writers,
      ...apps,
      ...providersWithIdentity(catalogue, answers),
    ])) {
      const identity =
        identityOf(app, cluster, answers) ?? (await ask?.(`${cluster.name}: The cloud identity of ${app}.`, undefined));
      if (identity) own[app] = identity;
      else mistakes.push({ flag: 'identities', message: `--identities ${cluster.name}=${app}:… is missing.` });
    }
    all.set(cluster.name, own);
  }
  refuse(mistakes);
  return all;
}
