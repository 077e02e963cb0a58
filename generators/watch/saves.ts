import { setTimeout } from 'node:timers/promises';

/** Saves that no round has looked at yet. */
export interface Saves {
  add(path: string): void;
  /** Aborted by the first save after those that were taken last: what is checked now is no longer what is there. */
  readonly arrived: AbortSignal;
  /** Waits for saves, until it is quiet, and takes them all; undefined once it has ended. */
  next(ended: AbortSignal): Promise<readonly string[] | undefined>;
}

/**
 * A queue of saves: however many come while a round runs, one more round follows.
 * @param quiet milliseconds: editors and formatters write a file twice, and `git switch` writes many
 */
export function createSaves(quiet = 50): Saves {
  const waiting = new Set<string>();
  let wake = () => {};
  let arrived = new AbortController();
  return {
    add(path) {
      waiting.add(path);
      arrived.abort();
      wake();
    },
    get arrived() {
      return arrived.signal;
    },
    async next(ended) {
      while (waiting.size === 0 && !ended.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          ended.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      for (let before = -1; before !== waiting.size && !ended.aborted; ) {
        before = waiting.size;
        await setTimeout(quiet);
      }
      if (ended.aborted) return undefined;
      const saved = [...waiting];
      waiting.clear();
      arrived = new AbortController();
      return saved;
    },
  };
}
