import { broken, type Floor } from './floors.ts';
import type { Watched } from './watched.ts';

/** Looks after floors at every change of a pod, not now and then. */
export interface Guard {
  /** Looks now. */
  look(): void;
  /** Ends it, and tells every way in which a floor was broken, each once. */
  stop(): readonly string[];
}

/** @param lost nodes whose pods serve nobody; may change while it looks */
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
