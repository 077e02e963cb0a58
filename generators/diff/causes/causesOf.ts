import type { Position } from '../../model/position.ts';
import type { PlacedChange } from '../changes.ts';
import type { FieldChange } from '../objects/fieldChanges.ts';
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
 * The edits that a change follows from, field by field: of the settings that reach its cluster those whose value the
 * field shows, or else the nearest. Where no setting reaches it, it is the code of its app that was edited.
 */
export function causesOf(change: PlacedChange, edits: Edits): readonly Cause[] {
  const near = edits.settings
    .map((setting) => ({ setting, near: nearness(setting, change) }))
    .filter(({ near }) => near > 0);
  const fields = change.fields.length > 0 ? change.fields : [undefined];
  const chosen = new Set(
    fields.flatMap((field) => {
      const shown = field ? near.filter(({ setting }) => showsIn(setting, field)) : [];
      return nearestOf(shown.length > 0 ? shown : near);
    }),
  );
  if (chosen.size > 0) return [...chosen].map(({ at, ...setting }) => ({ at, setting }));
  const named = edits.code.filter((file) => edits.sources.get(change.in.app ?? '')?.includes(file));
  return (named.length > 0 ? named : edits.code).map((file) => ({ at: { file, line: 1, column: 1 } }));
}

function nearestOf(settings: readonly { readonly setting: SettingChange; readonly near: number }[]): SettingChange[] {
  const nearest = Math.max(...settings.map(({ near }) => near));
  return settings.filter(({ near }) => near === nearest).map(({ setting }) => setting);
}

/**
 * How near a setting is to a change; 0 where it cannot reach it. What is set for an app in a cluster is nearer than what
 * is set for the app, that nearer than what is set for the cluster or the environment; a setting of another app comes
 * last, because apps use each other.
 */
function nearness({ at: { file }, field }: SettingChange, { in: where }: PlacedChange): number {
  const [, environment] = /^overlays\/([^/]+)\/[^/]+$/.exec(file) ?? [];
  if (environment !== undefined && where.environment !== undefined && environment !== where.environment) return 0;
  const [, cluster] = /^clusters\[([^\]]+)\]/.exec(field) ?? [];
  if (cluster !== undefined && where.cluster !== undefined && cluster !== where.cluster) return 0;
  const [, app] = (file.endsWith('/images.yaml') ? /^([^.[]+)/ : /(?:^|\.)(?:apps|charts)\.([^.[]+)/).exec(field) ?? [];
  if (app === where.app) return cluster === undefined ? 4 : 5;
  return app === undefined ? 3 : 1;
}

/** Whether a setting's value stands in a field: as it is, or as a part of a text. */
function showsIn({ to, from }: SettingChange, field: FieldChange): boolean {
  const [value, there] = to === undefined ? [from, field.from] : [to, field.to];
  if (there === undefined || typeof value === 'object') return false;
  return there === value || (typeof there === 'string' && there.includes(String(value)));
}
