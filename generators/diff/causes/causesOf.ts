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
 * The edits that a change follows from, field by field: of the settings that reach its cluster those whose values the
 * field shows, of these first those of a cluster that it names, and of them the nearest. A field that shows none follows
 * from the nearest of all, or from the code of its app where that was edited.
 */
export function causesOf(change: PlacedChange, edits: Edits): readonly Cause[] {
  const near = edits.settings
    .map((setting) => ({ setting, near: nearness(setting, change) }))
    .filter(({ near }) => near > 0);
  const fields = change.fields.length > 0 ? change.fields : [undefined];
  const shown = fields.map((field) => {
    const those = field ? near.filter(({ setting }) => showsIn(setting, field)) : [];
    const named = those.filter(({ setting }) => field && isClusterNamed(setting, field));
    return nearestOf(named.length > 0 ? named : those);
  });
  const isAllShown = shown.every(({ length }) => length > 0);
  const settings = new Set(shown.flatMap((those) => (those.length > 0 ? those : nearestOf(near))));
  const own = edits.code.filter((file) => edits.sources.get(change.in.app ?? '')?.includes(file));
  const code = isAllShown ? [] : own.length > 0 || settings.size > 0 ? own : edits.code;
  return [
    ...[...settings].map(({ at, ...setting }) => ({ at, setting })),
    ...code.map((file) => ({ at: { file, line: 1, column: 1 } })),
  ];
}

function nearestOf(settings: readonly { readonly setting: SettingChange; readonly near: number }[]): SettingChange[] {
  const nearest = Math.max(...settings.map(({ near }) => near));
  return settings.filter(({ near }) => near === nearest).map(({ setting }) => setting);
}

/**
 * How near a setting is to a change; 0 where it cannot reach it. What is set for an app in a cluster is nearer than what
 * is set for the app, that nearer than what is set for the cluster or the environment. What is
 * set for it in another cluster of the environment is as near as the latter, because clusters share values and read each
 * other's data; behind that come other apps, because apps use each other.
 */
function nearness({ at: { file }, field }: SettingChange, { in: where }: PlacedChange): number {
  const [, environment] = /^overlays\/([^/]+)\/[^/]+$/.exec(file) ?? [];
  if (environment !== undefined && where.environment !== undefined && environment !== where.environment) return 0;
  const [cluster, app] = [clusterIn(field), appIn(file, field)];
  const isOwn = app === where.app;
  if (cluster !== undefined && where.cluster !== undefined && cluster !== where.cluster) return isOwn ? 4 : 1;
  if (isOwn) return cluster === undefined ? 5 : 6;
  return app === undefined ? 4 : 2;
}

/** The cluster that a setting is about; undefined where it is about all of them. */
const clusterIn = (field: string) => /^clusters\[([^\]]+)\]/.exec(field)?.[1];

/** Whether a field names the cluster that a setting is about, like the path of another cluster's backups. */
function isClusterNamed({ field }: SettingChange, { from, to }: FieldChange): boolean {
  const cluster = clusterIn(field);
  return cluster !== undefined && `${from} ${to}`.includes(cluster);
}

/** The app that a setting names; an image is called like its app, or like what runs beside it. */
function appIn(file: string, field: string): string | undefined {
  const pattern = file.endsWith('/images.yaml') ? /^images\.([^.[]+)/ : /(?:^|\.)(?:apps|charts|identities)\.([^.[]+)/;
  return pattern.exec(field)?.[1];
}

/** Whether a setting's values stand in a field, the old one before and the new one after: whole, or as words of a text. */
function showsIn(setting: SettingChange, field: FieldChange): boolean {
  const [lost, gained] = changedLines(field);
  const shows = (values: readonly unknown[], whole: unknown, lines: readonly string[]) =>
    values.length === 0 || values.some((value) => whole === value || lines.some((line) => isWordOf(value, line)));
  const [was, is] = changedValues(setting);
  return was.length + is.length > 0 && shows(was, field.from, lost) && shows(is, field.to, gained);
}

/** The values that only one side of a setting has: of lists those of their members. */
function changedValues({ from, to }: SettingChange): readonly [was: readonly unknown[], is: readonly unknown[]] {
  const [was, is] = [from, to].map((value) => new Set(value === undefined ? [] : [value].flat())) as [
    Set<unknown>,
    Set<unknown>,
  ];
  return [[...was.difference(is)], [...is.difference(was)]];
}

/** The lines of a text that the other side lacks; none where a value is no text. */
function changedLines({ from, to }: FieldChange): readonly [lost: readonly string[], gained: readonly string[]] {
  const [was, is] = [from, to].map((value) => (typeof value === 'string' ? value.split('\n') : [])) as [
    string[],
    string[],
  ];
  return [[...new Set(was).difference(new Set(is))], [...new Set(is).difference(new Set(was))]];
}

/** Whether a value stands in a line, and is no part of a longer number or name there. */
function isWordOf(value: unknown, line: string): boolean {
  if (typeof value === 'object') return false;
  const word = String(value);
  for (let at = line.indexOf(word); at >= 0 && word !== ''; at = line.indexOf(word, at + 1)) {
    if (!/\w/.test(line[at - 1] ?? '') && !/\w/.test(line[at + word.length] ?? '')) return true;
  }
  return false;
}
