import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Style } from '../console/colour.ts';
import { counted } from '../console/counted.ts';
import { countFindings, formatFindings } from '../console/findings.ts';
import { edited, textOf } from '../edit/edited.ts';
import { withLock, withSharedLock } from '../emit/lock.ts';
import { loadApps } from '../load/loadApps.ts';
import { Failure, type Finding, hasErrors } from '../model/finding.ts';
import { gitOutput, openGit } from '../programs/git.ts';
import { movesBetween, type PromotedValue } from '../promote/moves.ts';
import { promotionSource, trunkHere } from '../promote/source.ts';
import { environmentIn, targetIn } from '../promote/target.ts';
import { readFleet } from '../read/read.ts';
import { gateEnvironment } from '../release/environment.ts';
import { openRepository, type Repository } from '../release/repository.ts';
import { trunk } from '../release/ring.ts';
import type { Command, CommandContext } from './command.ts';
import { type GenerateResult, generate, leftByWriting, write } from './generate.ts';
import { hubOptions, openHub, remoteIn, soakIn } from './hub.ts';

export interface PromoteResult {
  readonly from: string;
  readonly to: string;
  /** The commit whose settings are promoted, and what it is called; missing where the settings here have errors. */
  readonly base?: { readonly name: string; readonly commit: string };
  readonly moves: readonly PromotedValue[];
  readonly findings: readonly Finding[];
  /** With `--require-healthy`: how many Applications were asked for. */
  readonly applications?: number;
  /** Missing where nothing was written. */
  readonly generated?: GenerateResult;
}

export const promotion: Command<PromoteResult> = {
  name: 'promote',
  usage: {
    summary:
      'Moves what one environment has on main to another one: images, and settings marked as promotable. Never sizes, zones or domains. Edits the settings and generates.',
    positionals: ['from', 'to'],
    options: {
      app: { type: 'string', description: 'What is about this app alone. Default: everything.' },
      'dry-run': { type: 'boolean', description: 'Show what would move, and write nothing.' },
      'require-healthy': {
        type: 'boolean',
        description:
          'Fetch, ask the hub, and move nothing unless all Applications of the first environment are Synced and Healthy at that commit. The options below are for it.',
      },
      ...hubOptions,
    },
    examples: [
      ['promote -- staging production --dry-run', 'what would move?'],
      ['promote -- staging production --app api', 'one app'],
      ['promote -- staging production --require-healthy', 'in CI, with the hub as for release'],
    ],
  },
  async run(context) {
    const { root, options, progress } = context;
    return (options['dry-run'] ? withSharedLock : withLock)(root, progress, () => move(context));
  },
  leaves: leftByWriting,
  text: format,
  succeeded: ({ findings, generated }) => !hasErrors(findings) && !hasErrors(generated?.findings ?? []),
};

async function move(context: CommandContext): Promise<PromoteResult> {
  const { root, options, positionals, progress } = context;
  const [from = '', to = ''] = positionals;
  progress.update('reading settings and apps');
  const { catalogue, findings: unloaded } = await loadApps(root);
  if (!catalogue) return { from, to, moves: [], findings: unloaded };
  const { fleet, findings: mistakes } = readFleet(root, catalogue);
  if (!fleet) return { from, to, moves: [], findings: mistakes };
  environmentIn(fleet, from);
  if (from === to) throw new Failure(`${from} is both: there is nothing to move.`, 'Name two environments.');
  const target = targetIn(catalogue, fleet, to, typeof options.app === 'string' ? options.app : undefined);
  const repository = openRepository(root, remoteIn(options));
  const { base, findings: unwell, applications } = await baseOf(context, repository, from);
  const { moves, findings: behind } = movesBetween(await promotionSource(repository, base.commit, from), target);
  const findings = [...unwell, ...behind];
  const result = { from, to, base, moves, findings, ...(applications !== undefined && { applications }) };
  if (options['dry-run'] || hasErrors(findings) || moves.length === 0) return result;
  await warnOfChanges(context);
  apply(root, moves);
  return { ...result, generated: await write(context) };
}

/** The commit to promote from; with `--require-healthy` as the remote has it now, and why the environment is not well there. */
async function baseOf(
  context: CommandContext,
  repository: Repository,
  environment: string,
): Promise<Pick<PromoteResult, 'findings' | 'applications'> & Required<Pick<PromoteResult, 'base'>>> {
  const { root, options, progress, say } = context;
  if (!options['require-healthy']) return { base: await trunkHere(openGit(root)), findings: [] };
  const soak = soakIn(options);
  const hub = await openHub(options, say);
  progress.update(`asking ${hub.name}`);
  const commit = (await repository.fetch()).get(trunk);
  if (!commit) throw new Failure(`The remote has no branch ${trunk}.`, 'Name the right one with --remote.');
  const health = await gateEnvironment(environment, commit, { history: repository, hub: await hub.read(), soak });
  return { base: { name: `${trunk} of ${remoteIn(options)}`, commit }, ...health };
}

/** Changes that are not committed are nobody's loss: only the lines that move are edited. But generating takes them in. */
async function warnOfChanges({ root, say }: CommandContext): Promise<void> {
  const args = ['status', '--porcelain', '--', '.'];
  const changed = (await gitOutput(openGit(root), 'look for changes', args)).split('\n').filter(Boolean).length;
  if (changed === 0) return;
  say(
    `warning  ${counted(changed, 'file')} here with changes that are not committed. They stay, and what is generated follows them, too.`,
  );
}

/** Sets all values, or none: texts are made first and written then. */
function apply(root: string, moves: readonly PromotedValue[]): void {
  const texts = new Map<string, string>();
  for (const { file, path, to } of moves) {
    texts.set(file, edited(file, texts.get(file) ?? textOf(root, file), path, to));
  }
  for (const [file, text] of texts) writeFileSync(join(root, file), text);
}

async function format(result: PromoteResult, style: Style): Promise<string> {
  const { from, to, base, moves, findings, applications, generated } = result;
  const at = base ? `, as of ${base.name} (${base.commit.slice(0, 7)})` : '';
  const lines = moves.map(
    ({ apps, what, from: was, to: is }) => `  ${style.bold(apps.join(', '))}  ${what}  ${was} → ${is}`,
  );
  const parts = [`${[`${from} → ${to}${at}`, ...lines].join('\n')}\n`];
  if (findings.length > 0) parts.push(formatFindings(findings, style));
  const well = applications === undefined ? '' : ` All ${applications} Applications of ${from} are Synced and Healthy.`;
  if (hasErrors(findings)) parts.push(`Nothing promoted: ${countFindings(findings)}.\n`);
  else if (moves.length === 0) parts.push(`Nothing to promote.${well}\n`);
  else if (generated) parts.push(await generate.text(generated, style));
  else parts.push(`Nothing written: a dry run.${well}\n`);
  return parts.join('\n');
}
