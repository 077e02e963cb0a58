import { relative, resolve } from 'node:path';
import { countFindings } from '../console/findings.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { pageOf } from '../page/html/document.ts';
import type { Report } from '../page/model/report.ts';
import { reportOf } from '../page/model/reportOf.ts';
import { readPrices } from '../read/prices.ts';
import { loadKnowledge, loadRules } from '../repository.ts';
import { appOption, partPositional } from './asking.ts';
import type { Command, CommandContext } from './command.ts';
import { writeOutput } from './reportFile.ts';
import { judgedModel, summaryOf } from './validate.ts';

export interface ReportResult {
  /** The file that was written, from the root. */
  readonly output: string;
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/** The file where none is named: git ignores it. */
const defaultOutput = 'report.html';

export const report: Command<ReportResult> = {
  name: 'report',
  usage: {
    summary:
      'Writes one HTML page that needs nothing else: apps and who calls whom, clusters, routes, what scales how far, what survives which loss, and what validate finds.',
    positionals: [partPositional],
    options: {
      app: appOption,
      output: { type: 'string', description: `The file to write, from the root. Default: ${defaultOutput}.` },
      base: {
        type: 'string',
        description: 'Revision that findings compare with. Default: where this work left the target branch.',
      },
    },
    examples: [
      ['report', 'the whole fleet, in report.html'],
      ['report -- production --output production.html', 'one environment'],
      ['report -- --format json', 'the same as data, on standard output, too'],
    ],
  },
  leaves: 'the page is as it was before.',
  run: makeReport,
  text: ({ output, findings }) => `${output}: ${countFindings(findings)}.\n`,
  succeeded: ({ findings }) => !hasErrors(findings),
};

async function makeReport(context: CommandContext): Promise<ReportResult> {
  const { root, options, progress } = context;
  const { model, result } = await judgedModel(context, true);
  progress.update('making the page');
  const made = reportOf(model, {
    findings: result.findings,
    summary: summaryOf(result),
    part: result.part,
    rules: await loadRules(root),
    knowledge: await loadKnowledge(),
    prices: readPrices(root).prices,
  });
  const output = resolve(root, typeof options.output === 'string' ? options.output : defaultOutput);
  writeOutput(output, pageOf(made), 'the page could not be written', 'Name a file that can be written: --output FILE.');
  return { output: relative(root, output), report: made, findings: result.findings };
}
