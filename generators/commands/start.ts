import type { Style } from '../console/colour.ts';
import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { withLock } from '../emit/lock.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import { hasErrors } from '../model/finding.ts';
import type { Command } from './command.ts';
import { type GenerateResult, leftByWriting, write } from './generate.ts';
import { runValidation, type ValidateResult } from './validate.ts';
import { withWork } from './work.ts';

export interface StartResult {
  readonly generated: GenerateResult;
  /** Missing when the settings have errors: there is nothing to validate then. */
  readonly validated?: ValidateResult;
}

export const start: Command<StartResult> = {
  name: 'start',
  usage: {
    summary: 'Sets up, generates everything, validates it, and says what there is and what is wrong.',
    positionals: [],
    options: {},
    examples: [['start', 'the first thing to run in a fresh clone']],
  },
  run: (context) =>
    withWork(context.root, async (work) => {
      const generated = await withLock(context.root, context.progress, () => write({ ...context, work }));
      if (hasErrors(generated.findings)) return { generated };
      // A newcomer does not wait for the code of the API server; a pipeline leaves nothing out.
      return { generated, validated: await runValidation({ ...context, work }, isCi(process.env)) };
    }),
  leaves: leftByWriting,
  text: summarise,
  succeeded: ({ generated, validated }) =>
    !hasErrors(generated.findings) && validated !== undefined && !hasErrors(validated.findings),
};

function summarise({ generated, validated }: StartResult, style: Style): string {
  const findings = validated?.findings ?? generated.findings;
  const { counts, written, removed, unchanged } = generated;
  const rows: (readonly [string, string])[] = [
    ['apps', String(counts.apps)],
    ['environments', String(counts.environments)],
    ['clusters', String(counts.clusters)],
    ['overlays', `${counts.overlays}  one app in one cluster each: what Argo CD syncs`],
  ];
  if (validated) {
    const { objects, rules, judgedAs } = validated;
    rows.push(['objects', `${objects}  built by Kustomize, equal to the model, checked by ${rules} rules`]);
    rows.push([
      'API server',
      judgedAs.length > 0 ? `asked: its own code, as Kubernetes ${judgedAs.join(', ')}` : 'not asked',
    ]);
  }
  rows.push(['on disk', `${written.length} files written, ${removed.length} removed, ${unchanged} unchanged`]);
  if (validated) rows.push(['compared', `with ${validated.comparedWith}`]);
  const shown = urgent(findings);
  const list = shown.length > 0 ? `${formatFindings(shown, style)}\n` : '';
  if (hasErrors(generated.findings)) return `${list}Nothing written: ${countFindings(shown)}.\n`;
  const more = shown.length < findings.length ? '  "npm run validate -- --notes" lists the notes' : '';
  rows.push(['findings', `${verdict(findings, style)}${more}`]);
  rows.push(['time', times(generated, validated)]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const table = rows.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${text}`).join('\n');
  return `${list}${table}\n`;
}

function verdict(findings: StartResult['generated']['findings'], style: Style): string {
  const text = countFindings(findings);
  return hasErrors(findings) ? style.red(text) : style.green(text);
}

function times(generated: GenerateResult, validated: ValidateResult | undefined): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const parts = [`generate ${seconds(generated.milliseconds)}`];
  if (validated) parts.push(`validate ${seconds(validated.milliseconds)}`);
  return parts.join(', ');
}
