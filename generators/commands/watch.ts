import { join } from 'node:path';
import { hasColour } from '../console/colour.ts';
import { counted } from '../console/counted.ts';
import { createScreen } from '../console/screen.ts';
import { run } from '../programs/run.ts';
import { repository } from '../repository.ts';
import { createSaves } from '../watch/saves.ts';
import { watchSources } from '../watch/sources.ts';
import type { Command, CommandContext } from './command.ts';

export interface WatchResult {
  /** How often it generated. */
  readonly rounds: number;
}

export const watch: Command<WatchResult> = {
  name: 'watch',
  usage: {
    summary:
      'Generates and validates again at each save of settings, apps, rules or the engine, and shows the findings; where there is no error, what differs from the base. Until Ctrl-C.',
    positionals: [],
    options: {},
    examples: [['watch', 'beside an editor']],
  },
  run: watchTree,
  text: ({ rounds }) => `\nGenerated ${counted(rounds, 'time')}. Every generated file is whole.\n`,
  succeeded: () => true,
};

async function watchTree({ root, options, progress }: CommandContext): Promise<WatchResult> {
  const stream = options.format === 'json' ? process.stderr : process.stdout;
  const screen = createScreen(stream, (lines) => `${lines} more lines: see npm run validate, npm run diff.`);
  const ended = endedBySignal();
  const saves = createSaves();
  const close = watchSources(root, (path) => saves.add(path));
  const stage = stagesOf(root, hasColour(stream), (text) => progress.update(text));

  let rounds = 0;
  const round = async (saved: readonly string[]) => {
    const start = performance.now();
    rounds++;
    screen.begin(saved.length === 0 ? 'all as it is' : `saved ${named(saved)}`);
    // Generating is never ended half way: whatever happens, the tree is whole. What only reads ends when it is outdated.
    let last = await stage('generate');
    const outdated = AbortSignal.any([ended, saves.arrived]);
    const show = () => {
      progress.end();
      if (!outdated.aborted) screen.add(last.text);
    };
    show();
    for (const name of ['validate', 'diff']) {
      if (!last.isFine || outdated.aborted) break;
      last = await stage(name, outdated);
      show();
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    if (!outdated.aborted) screen.end(`${seconds} s. Waiting for a save; Ctrl-C ends.`);
  };
  await round([]);
  for (let saved = await saves.next(ended); saved; saved = await saves.next(ended)) await round(saved);
  close();
  return { rounds };
}

/** The first three of several files. */
const named = (saved: readonly string[]) =>
  [...saved.slice(0, 3), ...(saved.length > 3 ? [`${saved.length - 3} more`] : [])].join(', ');

function endedBySignal(): AbortSignal {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  return ended.signal;
}

/** What a command said. */
interface Stage {
  readonly text: string;
  readonly isFine: boolean;
}

/**
 * Runs commands of this repository, each in a process of its own: it loads the code as it is now, and a file of `apps/`
 * that cannot be loaded ends that process alone. Ctrl-C does not reach it.
 */
function stagesOf(root: string, colour: boolean, onProgress: (text: string) => void) {
  const env = { ...process.env, FORCE_COLOR: colour ? '1' : '0' };
  return async (name: string, signal?: AbortSignal): Promise<Stage> => {
    onProgress(`npm run ${name}`);
    const said: string[] = [];
    const args = [join(repository, 'scripts', `${name}.ts`), '--root', root];
    const { status, stdout } = await run(process.execPath, args, {
      env,
      detached: true,
      ...(signal && { signal }),
      onStderr: (line) => {
        said.push(line);
        onProgress(line);
      },
    });
    return { text: [...said, stdout.trimEnd()].join('\n'), isFine: status === 0 };
  };
}
