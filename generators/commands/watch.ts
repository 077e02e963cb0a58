import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { hasColour } from '../console/colour.ts';
import { counted } from '../console/counted.ts';
import { createScreen } from '../console/screen.ts';
import { run } from '../programs/run.ts';
import { createSaves } from '../watch/saves.ts';
import { isCode, watchSources } from '../watch/sources.ts';
import { createStages, isMark, type Stage } from '../watch/stages.ts';
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
  const start = () => startRound(root, hasColour(stream), (text) => progress.update(text));
  let next = start();

  let rounds = 0;
  const round = async (saved: readonly string[]) => {
    const begun = performance.now();
    rounds++;
    screen.begin(saved.length === 0 ? 'all as it is' : `saved ${named(saved)}`);
    progress.update('generating');
    const outdated = AbortSignal.any([ended, saves.arrived]);
    await next.run(outdated, ({ text }) => {
      progress.end();
      if (!outdated.aborted) screen.add(text);
    });
    progress.end();
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    if (!outdated.aborted) screen.end(`${seconds} s. Waiting for a save; Ctrl-C ends.`);
    if (!ended.aborted) next = start();
  };
  await round([]);
  for (let saved = await saves.next(ended); saved; saved = await saves.next(ended)) {
    if (saved.some(isCode)) {
      next.leave();
      next = start();
    }
    await round(saved);
  }
  next.leave();
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

/** A round in a process that has loaded the code. */
interface Round {
  /**
   * Generates, then validates and compares as long as nothing is wrong.
   * @param outdated ends what only reads. Generating is never ended half way: whatever happens, the tree is whole
   */
  run(outdated: AbortSignal, onStage: (stage: Stage) => void): Promise<void>;
  /** Ends it before it has run. */
  leave(): void;
}

/** Starts the process of a round: `watchRound.ts`. Ctrl-C does not reach it. */
function startRound(root: string, colour: boolean, onProgress: (text: string) => void): Round {
  const killed = new AbortController();
  const input = new PassThrough();
  let onStage = (_stage: Stage) => {};
  const stages = createStages((stage) => onStage(stage));
  const done = run(process.execPath, [join(import.meta.dirname, 'watchRound.ts'), '--root', root], {
    env: { ...process.env, FORCE_COLOR: colour ? '1' : '0' },
    detached: true,
    input,
    signal: killed.signal,
    onStdout: stages.stdout,
    onStderr(line) {
      stages.stderr(line);
      if (isRunning && !isMark(line)) onProgress(line);
    },
  });
  let isRunning = false;
  return {
    async run(outdated, show) {
      isRunning = true;
      let isWritten = false;
      const end = () => {
        if (isWritten) killed.abort();
      };
      outdated.addEventListener('abort', end);
      onStage = (stage) => {
        isWritten = true;
        show(stage);
        if (outdated.aborted) end();
      };
      input.end('run\n');
      await done;
      outdated.removeEventListener('abort', end);
      if (!killed.signal.aborted) stages.end();
    },
    leave() {
      killed.abort();
    },
  };
}
