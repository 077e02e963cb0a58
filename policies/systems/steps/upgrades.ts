import { compareVersions, type Version } from '../../../generators/model/versions.ts';
import { text } from '../../kubernetes/reading.ts';
import type { ChangeStep } from '../system.ts';
import { showVersion, versionOf } from './versions.ts';

/** How the versions of a program follow one another on the same data. */
export interface Upgrades {
  /** For people: `PostgreSQL`. */
  readonly program: string;
  /** How many numbers of a version name a series: inside one, a step in either direction is an ordinary roll-out. */
  readonly series: 1 | 2;
  /** Why a later series cannot follow at once; `undefined` where it can. */
  readonly isTooFar: (was: Version, now: Version) => string | undefined;
  /** What a step to a later series does, and what a person does before and afterwards. */
  readonly up: string;
  /** Why there is no step to an earlier series, and what there is instead. */
  readonly down: string;
}

/** One step from an image to another, at the field that names it. */
export function imageSteps(upgrades: Upgrades, field: string, was: unknown, now: unknown): ChangeStep[] {
  if (was === now || text(now) === '') return [];
  const { program } = upgrades;
  const [before, after] = [versionOf(text(was)), versionOf(text(now))];
  if (!after) {
    const message = `The tag of ${text(now)} does not begin with a version of ${program}: nobody can tell what this step does to the data, its operator neither.`;
    return [{ field, needs: 'another way', message }];
  }
  return before ? versionSteps(upgrades, field, before, after) : [];
}

/** One step from a version to another. */
export function versionSteps(
  { program, series, isTooFar, up, down }: Upgrades,
  field: string,
  was: Version,
  now: Version,
): ChangeStep[] {
  const direction = compareVersions(now.slice(0, series), was.slice(0, series));
  const named = [showVersion(was), showVersion(now)] as const;
  if (direction === 0) return [];
  if (direction < 0) {
    const message = `${program} ${named[0]} does not become ${named[1]} again: ${down}`;
    return [{ field, needs: 'another way', message }];
  }
  const why = isTooFar(was, now);
  if (why)
    return [
      { field, needs: 'another way', message: `${program} ${named[0]} does not become ${named[1]} at once: ${why}` },
    ];
  return [{ field, needs: 'a person', message: `${program} ${named[0]} becomes ${named[1]}: ${up}` }];
}

/** Any later series may follow. */
export const anyLater = () => undefined;

/** No major version may be left out. */
export function oneMajor([was = 0]: Version, [now = 0]: Version): string | undefined {
  return now > was + 1 ? `no major version may be left out; step to ${was + 1} first.` : undefined;
}
