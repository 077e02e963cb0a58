import { PassThrough } from 'node:stream';
import { run } from '../programs/run.ts';
import { type CommandSaid, createStages, isMark } from './stages.ts';

/** A process that has loaded the code, and runs rounds one after the other. */
export interface Rounds {
  /** Whether it can run another round. */
  readonly goesOn: boolean;
  /**
   * Generates, then validates and compares as long as nothing is wrong.
   * @param outdated ends what only reads, and the process with it. Generating is never ended half way: whatever happens,
   *   the tree is whole
   */
  run(outdated: AbortSignal, onStage: (stage: CommandSaid) => void): Promise<void>;
  /** Ends the process between two rounds. */
  end(): void;
}

/** How rounds are run. */
export interface RoundsOptions {
  readonly root: string;
  readonly colour: boolean;
  /** Receives what a round says of its progress. */
  readonly onProgress: (text: string) => void;
  /** Environment variables. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts the process. Ctrl-C does not reach it.
 * @param program path of what runs rounds: one for each line that it reads
 */
export function startRounds(program: string, { root, colour, onProgress, env = process.env }: RoundsOptions): Rounds {
  const killed = new AbortController();
  const input = new PassThrough();
  let round: { readonly onStage: (stage: CommandSaid) => void; readonly onEnd: () => void } | undefined;
  let goesOn = true;
  const stages = createStages(
    (stage) => round?.onStage(stage),
    () => round?.onEnd(),
  );
  const done = run(process.execPath, [program, '--root', root], {
    env: { ...env, FORCE_COLOR: colour ? '1' : '0' },
    detached: true,
    input,
    signal: killed.signal,
    onStdout: stages.stdout,
    onStderr(line) {
      stages.stderr(line);
      if (round && !isMark(line)) onProgress(line);
    },
  }).finally(() => {
    goesOn = false;
  });
  // Why it could not be run is told by the next round, which awaits it.
  done.catch(() => {});
  const kill = () => {
    goesOn = false;
    killed.abort();
  };
  return {
    get goesOn() {
      return goesOn;
    },
    async run(outdated, show) {
      let isWritten = false;
      const end = () => {
        if (isWritten) kill();
      };
      outdated.addEventListener('abort', end);
      const over = new Promise<void>((onEnd) => {
        const onStage = (stage: CommandSaid) => {
          isWritten = true;
          show(stage);
          if (outdated.aborted) end();
        };
        round = { onStage, onEnd };
      });
      input.write('\n');
      await Promise.race([over, done]);
      if (!goesOn && !killed.signal.aborted) stages.end();
      round = undefined;
      outdated.removeEventListener('abort', end);
    },
    end: kill,
  };
}
