import { broken, type Floor } from './floors.ts';
import type { Watched } from './watched.ts';

/** A guard: it checks floors at every change of a pod. */
export interface Guard {
  /** Checks now. */
  look(): void;
  /** Stops it, and returns the broken floors, each once. */
  stop(): readonly string[];
}

/**
 * Starts a guard.
 * @param lost nodes whose pods do not count; may change while it runs
 */
export function guard(watched: Watched, floors: readonly Floor[], lost: ReadonlySet<string> = new Set()): Guard {
  const found = new Set<string>();
  const look = () => {
    for (const one of broken(floors, watched.state().pods, lost)) found.add(one);
  };
  const end = watched.onPod(look);
  look();
  return {
    look,
    stop() {
      end();
      return [...found];
    },
  };
}
