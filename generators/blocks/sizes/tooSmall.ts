import type { SettingsMistake } from '../../model/app.ts';
import { bytes, formatBytes } from '../../model/quantity.ts';
import type { MemoryNeed } from './memoryNeed.ts';

/** A part of what a program takes. */
export interface SizePart {
  /** For people, as in `384Mi idle`, `500Mi for 500 connections`. */
  readonly what: string;
  /** Bytes. */
  readonly takes: number;
}

/** A size that a setting gives to a program, and the parts of what it takes at the least. */
export interface GivenSize {
  /** Path of the setting: `['resources', 'memory']`. */
  readonly path: readonly [string, ...string[]];
  readonly given: string;
  readonly parts: readonly SizePart[];
  /** Where the figures are from. */
  readonly source: string;
}

/** The setting of the memory of an app's pods. */
export const memoryPath = ['resources', 'memory'] as const;

/** The parts of what a program takes for one unit of its work. */
export function needParts({ idle, each }: MemoryNeed): SizePart[] {
  const one = each ? [{ what: `for one ${each.what}`, takes: bytes(each.takes) }] : [];
  return [{ what: 'idle', takes: bytes(idle) }, ...one];
}

/** A mistake for each setting that gives a program less than it takes. */
export function tooSmall(app: string, sizes: readonly GivenSize[]): SettingsMistake[] {
  return sizes.flatMap(({ path, given, parts, source }) => {
    const takes = parts.reduce((sum, part) => sum + part.takes, 0);
    if (bytes(given) >= takes) return [];
    const setting = ['apps', app, ...path].join('.');
    const list = parts.map((part) => `${formatBytes(part.takes)} ${part.what}`).join(', ');
    const all = parts.length > 1 ? `${inMebibytes(takes)}: ${list}` : list;
    return [
      {
        code: `${path.at(-1)}-too-small`,
        path,
        message: `${setting} is ${given}, and what it is for takes ${all} (${source}).`,
        fix: `Set ${setting} to ${inMebibytes(takes)} or more.`,
      },
    ];
  });
}

/** A size that holds as many bytes, as settings have it: `1190Mi`. */
function inMebibytes(size: number): string {
  return `${Math.ceil(size / 2 ** 20)}Mi`;
}
