import { counted } from '../console/counted.ts';
import { countFindings, formatFindings, urgent } from '../console/findings.ts';
import { compare } from '../emit/compare.ts';
import { emit } from '../emit/emit.ts';
import type { HandEdit } from '../emit/handEdits.ts';
import { withLock, withSharedLock } from '../emit/lock.ts';
import { treeFindings } from '../emit/treeFindings.ts';
import { type FleetPart, isLimited, isPathOf, nameOfPart } from '../files/fleetPart.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { allFiles, countFiles } from '../plan/allFiles.ts';
import type { Counts } from '../plan/model.ts';
import { type Asking, appOption, limitedInCi, partIn, partPositional } from './asking.ts';
import type { Command, CommandContext } from './command.ts';
import { type Differences, describeDifferences, formatDifferences } from './differences.ts';
import { findingFormats } from './findingFormats.ts';
import { type Work, withWork } from './work.ts';

/** What `generate` did, or with `--check` what it would do. */
export interface GenerateResult {
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Generated files that somebody had edited, and where their text is kept. */
  readonly handEdited: readonly HandEdit[];
  /** The part that it was limited to; empty: everything. */
  readonly part: FleetPart;
  /** Planned files of the rest: neither compared nor written. */
  readonly notLookedAt: number;
  /** With `--check`: what differs, with the lines. */
  readonly differences?: Differences;
  /** Time spent, in milliseconds. */
  readonly milliseconds: number;
}

/** What an interrupted run leaves. */
export const leftByWriting = 'Files that were written are whole; the next `npm run generate` writes the others.';

export const generate: Command<GenerateResult> = {
  name: 'generate',
  usage: {
    summary:
      'Writes bases, overlays and schemas from the settings and the apps: only what differs, and removes what is stale.',
    positionals: [partPositional],
    options: {
      app: appOption,
      check: {
        type: 'boolean',
        description: 'Write nothing; print what differs and end with status 1 if anything does.',
      },
    },
    examples: [
      ['generate', 'after a change of settings or apps'],
      ['generate -- --check', 'in CI: is what is committed what the model says?'],
      ['generate -- staging --app api', 'the files of one app in one environment alone'],
    ],
  },
  run: (context) =>
    context.options.check
      ? withSharedLock(context.root, context.progress, () => timed(context, (work) => check(context, work)))
      : withLock(context.root, context.progress, () => write(context, context)),
  leaves: leftByWriting,
  text(result, style) {
    const parts = [formatFindings(urgent(result.findings), style)];
    if (result.differences) parts.push(formatDifferences(result.differences, style));
    parts.push(`${summaryOf(result)}\n`);
    return parts.filter((part) => part !== '').join('\n');
  },
  formats: findingFormats((result) => ({
    findings: [...urgent(result.findings), ...treeFindings(result.differences?.files ?? [])],
    summary: summaryOf(result),
  })),
  succeeded: ({ findings, differences }) => !hasErrors(findings) && (differences?.total ?? 0) === 0,
};

/**
 * Generates once: also a step of other commands, which generate everything. The caller holds the lock.
 * @param asking the part to generate, by the arguments of `npm run generate`. Default: everything
 */
export const write = (context: WritingContext, asking: Partial<Asking> = {}): Promise<GenerateResult> =>
  timed(context, (work) => writeWith(context, asking, work));

type WritingContext = Pick<CommandContext, 'root' | 'progress' | 'say' | 'work'>;

/** Works with what is kept, and says how long it took. */
async function timed(
  { root, work }: Pick<CommandContext, 'root' | 'work'>,
  body: (work: Work) => Promise<Untimed>,
): Promise<GenerateResult> {
  const start = performance.now();
  const result = await withWork(root, body, work);
  return { ...result, milliseconds: performance.now() - start };
}

type Untimed = Omit<GenerateResult, 'milliseconds'>;

async function writeWith(
  { root, progress, say }: WritingContext,
  asking: Partial<Asking>,
  work: Work,
): Promise<Untimed> {
  const { plan, isMeant, ...done } = await load(progress, asking, work);
  if (!plan) return done;
  progress.update(`writing ${countFiles(plan) - done.notLookedAt} files`);
  const onHandEdits = (edits: readonly HandEdit[]) => {
    for (const { path, kept } of edits.slice(0, 10)) {
      say(`warning  ${path} was edited by hand; it is overwritten, your text is in ${kept}`);
    }
    if (edits.length > 10) say(`warning  ${edits.length - 10} more were edited by hand; their texts are beside those`);
  };
  return { ...done, ...(await emit(root, plan, { progress, onHandEdits, ...(isMeant && { isMeant }) })) };
}

async function check(context: CommandContext, work: Work): Promise<Untimed> {
  const { root, progress } = context;
  const { plan, isMeant, ...none } = await load(progress, context, work);
  if (!plan) return none;
  const found = compare(root, plan).filter(({ path }) => isMeant?.(path) ?? true);
  const differences = await describeDifferences(root, found);
  const unchanged = countFiles(plan) - none.notLookedAt - found.length;
  return { ...none, unchanged, differences };
}

/** The plan, which of its paths are meant where not all are, and the result as it is before anything is written. */
async function load(progress: CommandContext['progress'], asking: Partial<Asking>, work: Work) {
  progress.update('reading settings and apps');
  const { plan, findings, counts } = await work.model();
  const part = plan ? partIn(asking, plan) : {};
  const isMeant = isLimited(part) ? (path: string) => isPathOf(part, path) : undefined;
  const notLookedAt = plan && isMeant ? allFiles(plan).filter(({ path }) => !isMeant(path)).length : 0;
  const none = { written: [], removed: [], unchanged: 0, handEdited: [] };
  return { plan, isMeant, findings: [...findings, ...limitedInCi(part)], counts, part, notLookedAt, ...none };
}

function summaryOf({
  findings,
  counts,
  written,
  removed,
  unchanged,
  part,
  notLookedAt,
  differences,
  milliseconds,
}: GenerateResult): string {
  const time = `${(milliseconds / 1000).toFixed(2)} s`;
  if (hasErrors(findings)) return `Nothing written: ${countFindings(urgent(findings))}.`;
  const scope = isLimited(part)
    ? `Limited to ${nameOfPart(part)}, ${counted(notLookedAt, 'other file')} not looked at`
    : `${counts.apps} apps, ${counts.environments} environments, ${counts.clusters} clusters, ${counts.overlays} overlays`;
  if (differences) return `${scope}: ${differences.total === 0 ? 'nothing' : differences.total} to change. ${time}`;
  return `${scope}: ${written.length} files written, ${removed.length} removed, ${unchanged} unchanged. ${time}`;
}
