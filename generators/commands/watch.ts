import { join } from 'node:path';
import { hasColour } from '../console/colour.ts';
import { counted } from '../console/counted.ts';
import { createScreen } from '../console/screen.ts';
import { startRounds } from '../watch/rounds.ts';
import { createSaves } from '../watch/saves.ts';
import { isCode, watchSources } from '../watch/sources.ts';
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
  const colour = hasColour(stream);
  const program = join(import.meta.dirname, 'watchRounds.ts');
  const start = () => startRounds(program, { root, colour, onProgress: (text) => progress.update(text) });
  let running = start();

  let rounds = 0;
  const round = async (saved: readonly string[]) => {
    const begun = performance.now();
    rounds++;
    screen.begin(saved.length === 0 ? 'all as it is' : `saved ${named(saved)}`);
    progress.update('generating');
    const outdated = AbortSignal.any([ended, saves.arrived]);
    await running.run(outdated, ({ text }) => {
      progress.end();
      if (!outdated.aborted) screen.add(text);
    });
    progress.end();
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    if (!outdated.aborted) screen.end(`${seconds} s. Waiting for a save; Ctrl-C ends.`);
    if (!running.goesOn && !ended.aborted) running = start();
  };
  await round([]);
  for (let saved = await saves.next(ended); saved; saved = await saves.next(ended)) {
    if (saved.some(isCode)) {
      running.end();
      running = start();
    }
    await round(saved);
  }
  running.end();
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
