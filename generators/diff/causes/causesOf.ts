import type { Position } from '../../model/position.ts';
import type { Change } from '../changes.ts';
import type { SettingChange } from './settingsChanges.ts';

/** What a person edited, from which a change follows: a setting, or a file of code. */
export interface Cause {
  readonly at: Position;
  readonly setting?: Pick<SettingChange, 'field' | 'from' | 'to'>;
}

/** What was edited: settings, and files of code with the files that are generated from each. */
export interface Edits {
  readonly settings: readonly SettingChange[];
  /** Edited files of code. */
  readonly code: readonly string[];
  /** The files that a changed generated file of an app names as its sources. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/**
 * The edits that a change follows from: of the settings that reach its cluster those that are nearest to it, and among
 * them those whose value it shows. Where no setting reaches it, it is the code of its app that was edited.
 */
export function causesOf(change: Change, { settings, code, sources }: Edits): readonly Cause[] {
  const near = settings.map((setting) => ({ setting, near: nearness(setting, change) })).filter(({ near }) => near > 0);
  const nearest = Math.max(...near.map((one) => one.near));
  const own = near.filter((one) => one.near === nearest).map(({ setting }) => setting);
  const shown = own.filter((setting) => showsIn(setting, change));
  const chosen = shown.length > 0 ? shown : own;
  if (chosen.length > 0) return chosen.map(({ at, field, from, to }) => ({ at, setting: { field, from, to } }));
  const named = code.filter((file) => sources.get(change.in.app ?? '')?.includes(file));
  return (named.length > 0 ? named : code).map((file) => ({ at: { file, line: 1, column: 1 } }));
}

/**
 * How near a setting is to a change; 0 where it cannot reach it. What is set for an app in a cluster is nearer than what
 * is set for the app, that nearer than what is set for the cluster or the environment; a setting of another app comes
 * last, because apps use each other.
 */
function nearness({ at: { file }, field }: SettingChange, { in: where }: Change): number {
  const [, environment] = /^overlays\/([^/]+)\/[^/]+$/.exec(file) ?? [];
  if (environment !== undefined && where.environment !== undefined && environment !== where.environment) return 0;
  const [, cluster] = /^clusters\[([^\]]+)\]/.exec(field) ?? [];
  if (cluster !== undefined && where.cluster !== undefined && cluster !== where.cluster) return 0;
  const [, app] = /(?:^|\.)(?:apps|charts)\.([^.[]+)/.exec(field) ?? [];
  if (app === where.app) return cluster === undefined ? 4 : 5;
  return app === undefined ? 3 : 1;
}

/** Whether a setting's new value stands in what changed: as it is, or as a part of a text. */
function showsIn({ to, from }: SettingChange, { fields }: Change): boolean {
  const value = to ?? from;
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  return fields.some((field) => {
    const there = to === undefined ? field.from : field.to;
    return there === value || (typeof there === 'string' && typeof value === 'string' && there.includes(value));
  });
}
