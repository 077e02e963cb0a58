import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { concretePath, parseField } from '../../explain/field.ts';
import { openPositions } from '../../explain/written.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Position } from '../../model/position.ts';
import { type FieldChange, fieldChanges } from '../objects/fieldChanges.ts';

/** A setting that differs, and the line where it stands; one that is gone has the line of what it stood in. */
export interface SettingChange extends FieldChange {
  readonly at: Position;
}

/**
 * The settings in which two texts of a file differ. Comments, order and layout are no settings.
 * @param before the text at the base revision; undefined where the file did not exist
 * @param after the text now; undefined where the file is gone
 */
export function settingChanges(
  file: string,
  before: string | undefined,
  after: string | undefined,
): readonly SettingChange[] {
  const [was, is] = [settingsIn(before), settingsIn(after)];
  if (isDeepStrictEqual(was, is)) return [];
  const positionOf = openPositions({ path: file, content: after ?? '' });
  return fieldChanges(was, is)
    .flatMap(leaves)
    .map((change) => ({ ...change, at: positionOf(concretePath(is, parseField(change.field) ?? [])) }));
}

/**
 * A map that one side lacks is said setting by setting: each has a line of its own. A member of a list comes and goes as
 * a whole: all that a new cluster gets follows from its being there.
 */
function leaves(change: FieldChange): readonly FieldChange[] {
  const { field, from, to } = change;
  if (/[^"]\]$/.test(field)) return [change];
  const [whole, side] = from === undefined ? [to, 'to'] : [from, 'from'];
  if ((from !== undefined && to !== undefined) || !isJsonObject(whole) || Object.keys(whole).length === 0)
    return [change];
  return fieldChanges({}, whole, field).flatMap(({ field: name, to: value }) =>
    leaves({ field: name, [side as string]: value }),
  );
}

/** A file that is no YAML has no settings: `validate` says what is wrong with it. */
function settingsIn(text: string | undefined): unknown {
  try {
    return parse(text ?? '') ?? {};
  } catch {
    return {};
  }
}
