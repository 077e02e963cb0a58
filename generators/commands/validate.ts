import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { withSharedLock } from '../emit/lock.ts';
import { locateFindings } from '../explain/locate.ts';
import { isLimited, nameOfPart } from '../files/fleetPart.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import { type Validation, validateTree } from '../judge/validate.ts';
import { hasErrors } from '../model/finding.ts';
import type { Model } from '../plan/model.ts';
import { loadRules } from '../repository.ts';
import { appOption, limitedInCi, partIn, partPositional } from './asking.ts';
import type { Command, CommandContext } from './command.ts';
import { type Found, findingFormats } from './findingFormats.ts';
import { type Work, withWork } from './work.ts';

export interface ValidateResult extends Omit<Validation, 'edited'> {
  /** Whether notes are listed, not only counted. */
  readonly notes: boolean;
  /** Time spent, in milliseconds. */
  readonly milliseconds: number;
}

export const validate: Command<ValidateResult> = {
  name: 'validate',
  usage: {
    summary:
      'Proves that Kustomize builds from the files on disk what the model says, and holds every object against upstream schemas, the code of the API server, and the rules of policies/.',
    positionals: [partPositional],
    options: {
      app: appOption,
      notes: { type: 'boolean', description: 'List notes, too. Default: they are counted.' },
      base: {
        type: 'string',
        description: 'Revision to compare with. Default: where this work left the target branch.',
      },
    },
    examples: [
      ['validate', 'before a commit'],
      ['validate -- production/aws-us-east-1', 'one cluster alone, sooner; the rest is not judged'],
      ['validate -- --base origin/main', 'compare with another revision'],
      ['validate -- --format github', 'in a pipeline of GitHub: findings at their lines'],
    ],
  },
  run: (context) => runValidation(context, true),
  text(result, style) {
    const { findings, summary } = foundBy(result);
    return [formatFindings(findings, style), `${summary}\n`].filter((part) => part !== '').join('\n');
  },
  formats: findingFormats(foundBy),
  succeeded: ({ findings }) => !hasErrors(findings),
};

/**
 * Validates once, while nobody generates: also a step of `npm start`.
 * @param build whether to wait some minutes, once, for the API server's code
 */
export const runValidation = async (context: ValidationContext, build: boolean): Promise<ValidateResult> =>
  (await judgedModel(context, build)).result;

/** The same, with the model that was judged: for what shows it. */
export const judgedModel = (context: ValidationContext, build: boolean): Promise<JudgedModel> =>
  withSharedLock(context.root, context.progress, () =>
    withWork(context.root, (work) => validateOnce(context, build, work), context.work),
  );

/** A model, and what validation says of it. */
export interface JudgedModel {
  readonly model: Model;
  readonly result: ValidateResult;
}

type ValidationContext = Pick<CommandContext, 'root' | 'options' | 'positionals' | 'progress' | 'work'>;

async function validateOnce(context: ValidationContext, build: boolean, work: Work): Promise<JudgedModel> {
  const { root, options, progress } = context;
  const start = performance.now();
  const base = typeof options.base === 'string' ? options.base : undefined;
  progress.update('reading settings and apps');
  const model = await work.model();
  const part = model.plan ? partIn(context, model.plan) : {};
  const validation = await validateTree(
    root,
    model,
    await loadRules(root),
    { base, ci: isCi(process.env), build, part },
    work.kept,
    progress,
  );
  const { edited, ...result } = validation;
  const findings = [...locateFindings(model, result.findings, edited), ...limitedInCi(part)];
  const milliseconds = performance.now() - start;
  return { model, result: { ...result, findings, notes: options.notes === true, milliseconds } };
}

/** Findings to show: without notes, unless they were asked for. */
function foundBy(result: ValidateResult): Found {
  const summary = `${summaryOf(result)} ${(result.milliseconds / 1000).toFixed(2)} s`;
  return { findings: result.notes ? result.findings : urgent(result.findings), summary };
}

/** What was looked at, and how many findings there are, in a line. */
export function summaryOf(result: Omit<ValidateResult, 'milliseconds' | 'notes'>): string {
  const { findings, part, elsewhere, counts, objects, overlays, rules, judgedAs, comparedWith } = result;
  const limit = isLimited(part) ? `Limited to ${nameOfPart(part)}, nothing else was judged: ` : '';
  const of = isLimited(part) ? `${overlays} of ${counts.overlays}` : String(overlays);
  const scope = `${limit}${objects} objects, ${of} overlays, ${rules} rules, API server ${judgedAs.join(', ') || 'not asked'}, compared with ${comparedWith}`;
  const others = elsewhere.length > 0 ? ` Not shown, as it is about the rest: ${countFindings(elsewhere)}.` : '';
  return `${scope}: ${countFindings(findings)}.${others}`;
}
