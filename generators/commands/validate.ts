import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { withSharedLock } from '../emit/lock.ts';
import { locateFindings } from '../explain/locate.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import { type Validation, validateTree } from '../judge/validate.ts';
import { hasErrors } from '../model/finding.ts';
import { loadModel } from '../pipeline.ts';
import { loadRules } from '../repository.ts';
import type { Command, CommandContext } from './command.ts';
import { type Found, findingFormats } from './findingFormats.ts';

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
    positionals: [],
    options: {
      notes: { type: 'boolean', description: 'List notes, too. Default: they are counted.' },
      base: {
        type: 'string',
        description: 'Revision to compare with. Default: where this work left the target branch.',
      },
    },
    examples: [
      ['validate', 'before a commit'],
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
export const runValidation = (context: ValidationContext, build: boolean): Promise<ValidateResult> =>
  withSharedLock(context.root, context.progress, () => validateOnce(context, build));

type ValidationContext = Pick<CommandContext, 'root' | 'options' | 'progress'>;

async function validateOnce({ root, options, progress }: ValidationContext, build: boolean): Promise<ValidateResult> {
  const start = performance.now();
  const base = typeof options.base === 'string' ? options.base : undefined;
  progress.update('reading settings and apps');
  const model = await loadModel(root);
  const validation = await validateTree(
    root,
    model,
    await loadRules(root),
    { base, ci: isCi(process.env), build },
    progress,
  );
  const { edited, ...result } = validation;
  const findings = locateFindings(model, result.findings, edited);
  return { ...result, findings, notes: options.notes === true, milliseconds: performance.now() - start };
}

/** Findings to show: without notes, unless they were asked for. */
function foundBy(result: ValidateResult): Found {
  return { findings: result.notes ? result.findings : urgent(result.findings), summary: summaryOf(result) };
}

function summaryOf({ findings, counts, objects, rules, judgedAs, comparedWith, milliseconds }: ValidateResult): string {
  const scope = `${objects} objects, ${counts.overlays} overlays, ${rules} rules, API server ${judgedAs.join(', ') || 'not asked'}, compared with ${comparedWith}`;
  return `${scope}: ${countFindings(findings)}. ${(milliseconds / 1000).toFixed(2)} s`;
}
