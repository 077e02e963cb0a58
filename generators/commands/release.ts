import type { Style } from '../console/colour.ts';
import { formatFindings } from '../console/findings.ts';
import { Failure } from '../model/finding.ts';
import type { Decision } from '../release/decide.ts';
import { parseDuration } from '../release/duration.ts';
import { type Outcome, releaseRing } from '../release/release.ts';
import { openRepository } from '../release/repository.ts';
import type { Command, CommandContext } from './command.ts';
import { hubOptions, openHub, remoteIn, soakIn } from './hub.ts';

export interface ReleaseResult extends Outcome {
  /** Time spent, in milliseconds. */
  readonly milliseconds: number;
}

export const release: Command<ReleaseResult> = {
  name: 'release',
  usage: {
    summary:
      'Moves a ring forwards to a commit that the ring before it has been seen Synced and Healthy at. For a CI job.',
    positionals: ['ring'],
    options: {
      commit: {
        type: 'string',
        description: 'The commit to release. Default: the newest that the ring before has been seen at.',
      },
      ...hubOptions,
      wait: { type: 'string', description: 'How long to wait for the ring before, such as 1h. Default: 0s.' },
      'dry-run': { type: 'boolean', description: 'Say what would be done, and do nothing.' },
    },
    examples: [
      ['release -- canary --wait 1h', 'in CI, after a merge into main'],
      ['release -- primary --commit 3f2c1a9', 'one commit, no other'],
      ['release -- primary --dry-run', 'what is in the way?'],
    ],
  },
  run,
  text: format,
  succeeded: ({ outcome }) => outcome !== 'blocked',
};

async function run({ root, options, positionals: [ring = ''], progress, say }: CommandContext): Promise<ReleaseResult> {
  const start = performance.now();
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const soak = soakIn(options);
  const wait = parseDuration('--wait', text('wait') ?? '0s');
  const commit = text('commit');
  const hub = await openHub(options, say);
  let said = '';
  const onWait = (state: Decision | Failure) => {
    const now = state instanceof Failure ? `warning  ${state.message}` : `waiting  ${inTheWay(state)}`;
    if (now !== said) say(now);
    said = now;
    progress.update(now);
  };
  progress.update(`asking ${hub.name}`);
  const outcome = await releaseRing({
    repository: openRepository(root, remoteIn(options)),
    ring,
    ...(commit && { commit }),
    hub,
    soak,
    wait,
    dryRun: options['dry-run'] === true,
    onWait,
  });
  return { ...outcome, milliseconds: performance.now() - start };
}

const short = (commit: string) => commit.slice(0, 7);

/** `4 of 20 Applications of main are not well at 3f2c1a9`. */
function inTheWay({ to, seen, applications, findings }: Pick<Decision, 'to' | 'seen' | 'applications' | 'findings'>) {
  if (applications === 0) return findings[0]?.message ?? '';
  return `${findings.length} of ${applications} Applications of ${seen.join(' and ')} block the release at ${short(to)}.`;
}

function format(result: ReleaseResult, style: Style): string {
  const { outcome, ring, branch, from, to, commits, findings, applications, seen } = result;
  const time = `${(result.milliseconds / 1000).toFixed(2)} s`;
  const way = `${branch} ${from ? short(from) : 'new'} -> ${short(to)}, ${commits} ${commits === 1 ? 'commit' : 'commits'}`;
  const proof = `all ${applications} Applications of ${seen.join(' and ')} are Synced and Healthy there`;
  switch (outcome) {
    case 'moved':
      return `${style.green('moved')}  ${way}: ${proof}. ${time}\n`;
    case 'would-move':
      return `${style.green('would move')}  ${way}: ${proof}. Nothing done. ${time}\n`;
    case 'there':
      return `${ring} is at ${from ? short(from) : 'nothing'} and has ${short(to)} already. ${time}\n`;
    case 'blocked': {
      const stays = `${ring} stays at ${from ? short(from) : 'nothing'}`;
      const summary = `${style.red('blocked')}  ${inTheWay(result)} ${stays}. ${time}`;
      return `${formatFindings(findings, style)}\n${summary}\n`;
    }
  }
}
