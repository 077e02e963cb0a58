import { basename, join } from 'node:path';
import { withLock } from '../emit/lock.ts';
import type { Ask } from '../init/answer.ts';
import { answerAll } from '../init/answer.ts';
import { Answers } from '../init/answers.ts';
import type { AskedCluster } from '../init/clusters.ts';
import { formatSources } from '../init/format.ts';
import type { Flags } from '../init/given.ts';
import { identityOf, providersWithIdentity, zoneWriters } from '../init/identities.ts';
import type { Identities } from '../init/newFleet.ts';
import type { AnswerMistake, InitQuestion } from '../init/question.ts';
import { type Changes, inShadow, make } from '../init/shadow.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import { Failure, type Finding, hasErrors } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { buildModel } from '../pipeline.ts';
import { gitOutput, openGit } from '../programs/git.ts';
import { runSync } from '../programs/run.ts';
import { repository } from '../repository.ts';
import type { CommandContext, Option } from './command.ts';
import { type GenerateResult, write } from './generate.ts';
import { runValidation } from './validate.ts';

/** What came of changes that a command makes to apps and settings. */
export interface MadeTree {
  /** What is found of the changed tree; with errors among it nothing was written. */
  readonly findings: readonly Finding[];
  readonly changes: Changes;
  readonly generated?: GenerateResult;
}

/** What is to be made, and for whom identities are looked up: clusters whose entries are new. */
export interface Making {
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly clusters: readonly AskedCluster[];
  /** Apps that act as an identity in clusters beside them, and so may do in these. Default: none is known. */
  readonly acting?: readonly string[];
  changesWith(identities: Identities): Changes;
  readonly ask: Ask | undefined;
}

/** The flags of questions. */
export function optionsOf(questions: readonly InitQuestion[]): Readonly<Record<string, Option>> {
  return Object.fromEntries(
    questions.map(({ flag, asks, per }): [string, Option] => [
      flag,
      { type: 'string', multiple: true, description: per ? `${asks} Of one ${per}: ${per}=….` : asks },
    ]),
  );
}

/**
 * Makes changes of apps and settings, and generates: first all of it in a folder of its own, where it is validated too.
 * With an error nothing of the repository is changed.
 */
export async function makeTree(context: CommandContext, making: Making): Promise<MadeTree> {
  const { root, progress } = context;
  const tried = await inShadow(root, (shadow) => tryOut(context, shadow, making));
  if (hasErrors(tried.findings)) return tried;
  await withLock(root, progress, () => {
    make(tried.changes, root);
    formatSources(root);
  });
  // In a process of its own: this one may have loaded the apps as they were.
  return { ...tried, generated: generateIn(root) };
}

async function tryOut({ progress, say }: CommandContext, shadow: string, making: Making): Promise<MadeTree> {
  const before = making.changesWith(new Map());
  make(before, shadow);
  progress.update('looking for what acts as a cloud identity');
  const { findings: first } = await buildModel(shadow);
  const others = first.filter(({ severity, code }) => severity === 'error' && code !== 'identity-missing');
  const placed = (findings: readonly Finding[]) => findings.map((finding) => placedIn(shadow, finding));
  if (others.length > 0) return { changes: before, findings: placed(others) };
  const changes = making.changesWith(await identitiesFor(first, making));
  make(changes, shadow);
  formatSources(shadow);
  await gitOutput(openGit(shadow), 'begin a repository', ['init', '--quiet']);
  const generated = await write({ root: shadow, progress, say });
  if (hasErrors(generated.findings)) return { changes, findings: placed(generated.findings) };
  const { findings } = await runValidation({ root: shadow, options: {}, positionals: [], progress }, isCi(process.env));
  return { changes, findings: placed(findings) };
}

/** A finding with its place in the repository: apps name the file that declares them by its path from the engine's. */
function placedIn(shadow: string, { at, ...finding }: Finding): Finding {
  const path = at?.file.split(`${basename(shadow)}/`)[1];
  return { ...finding, ...(at && { at: path === undefined ? at : { ...at, file: path } }) };
}

/** @throws Failure where it ends otherwise than by its own word */
function generateIn(root: string): GenerateResult {
  const script = join(repository, 'scripts/generate.ts');
  const result = runSync(process.execPath, [script, '--root', root, '--format', 'json']);
  if (result.status === 0 || result.status === 1) return JSON.parse(result.stdout) as GenerateResult;
  throw new Failure(`generate failed: ${result.stderr.trim()}`, 'Run `npm run generate`.');
}

/** The identity of each app that acts as one, by the name of its cluster. */
async function identitiesFor(
  findings: readonly Finding[],
  { answers, catalogue, clusters, acting = [], ask }: Making,
): Promise<Identities> {
  const mistakes: AnswerMistake[] = [];
  const identities = new Map<string, Record<string, string>>();
  for (const cluster of clusters) {
    const apps = findings.flatMap(({ code, in: where }) =>
      // What waits on a standby cluster needs its identity there when that one is promoted.
      code === 'identity-missing' && where?.environment === cluster.environment ? (where.app ?? []) : [],
    );
    const writers = answers.get('dns', cluster.environment) === 'none' ? [] : zoneWriters;
    const own: Record<string, string> = {};
    const all = ['external-secrets', ...writers, ...apps, ...acting, ...providersWithIdentity(catalogue, answers)];
    for (const app of new Set(all)) {
      const identity =
        identityOf(app, cluster, answers) ?? (await ask?.(`${cluster.name}: The cloud identity of ${app}.`, undefined));
      if (identity) own[app] = identity;
      else mistakes.push({ flag: 'identities', message: `--identities ${cluster.name}=${app}:… is missing.` });
    }
    identities.set(cluster.name, own);
  }
  refuse(mistakes);
  return identities;
}

/**
 * Answers to questions, from the command line and from a person.
 * @param known what is answered already
 * @throws Failure naming the flags of all answers that are wrong or missing
 */
export async function answered(
  questions: readonly InitQuestion[],
  options: CommandContext['options'],
  ask: Ask | undefined,
  known = new Answers(),
): Promise<Answers> {
  const flags: Flags = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : []]),
  );
  const { answers, mistakes } = await answerAll(questions, flags, ask, known);
  refuse(mistakes);
  return answers;
}

function refuse(mistakes: readonly AnswerMistake[]): void {
  if (mistakes.length === 0) return;
  const flags = [...new Set(mistakes.map(({ flag }) => `--${flag}`))].join(', ');
  throw new Failure(
    mistakes.map(({ message }) => message).join('\n        '),
    `Answer by ${flags}; --help describes each.`,
  );
}
