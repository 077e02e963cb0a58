import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import type { Model } from '../plan/model.ts';
import { editedSetting } from './editedSetting.ts';
import { explainField } from './explain.ts';

/**
 * Adds to findings on built objects the line that a person would edit: of the settings that the field depends on the one
 * that this change edits, else the image that the field names, else the app's, else the app's own file. Findings that have a position keep it. Only the
 * fields of findings are traced, because that renders the app again.
 * @param edited lines of settings files that the change edits, by file
 */
export function locateFindings(
  model: Model,
  findings: readonly Finding[],
  edited: ReadonlyMap<string, ReadonlySet<number>>,
): Finding[] {
  const known = new Map<string, Position | undefined>();
  const isEdited = ({ file, line }: Position) => edited.get(file)?.has(line) ?? false;
  return findings.map((finding) => {
    if (finding.at || !finding.object) return finding;
    const key = JSON.stringify([finding.in, finding.object, finding.field]);
    if (!known.has(key)) known.set(key, positionOf(model, finding, isEdited));
    const at = known.get(key);
    return at ? { ...finding, at } : finding;
  });
}

function positionOf(
  model: Model,
  { in: where, object, field, severity }: Finding,
  isEdited: (at: Position) => boolean,
): Position | undefined {
  if (!where?.environment || !where.cluster || !object) return undefined;
  const source = model.catalogue.apps.find(({ name }) => name === where.app)?.source;
  const declared = source ? { file: source, line: 1, column: 1 } : undefined;
  // A note is a declared exception: it is declared in the app's own file, whatever the field depends on.
  if (severity === 'note' || !model.plan) return declared;
  const cluster = `${where.environment}/${where.cluster}`;
  const places = field ? placesBehind(model, cluster, object, field, where.app) : [];
  return (
    places.find(({ at }) => isEdited(at))?.at ??
    places.find(({ isTheImage }) => isTheImage)?.at ??
    places.find(({ setting }) => setting.startsWith('apps.'))?.at ??
    places.find(({ setting }) => setting.startsWith('images.'))?.at ??
    editedSetting(model, where, isEdited) ??
    declared
  );
}

/** The settings that a field depends on, where somebody sets them. */
function placesBehind(model: Model, where: string, object: string, field: string, app: string | undefined) {
  try {
    const { value, dependsOn } = explainField(model, where, object, field, app);
    return dependsOn.flatMap(({ setting, value: image, at }) => {
      // An image, or a part of one: its tag, the version in it.
      const isTheImage = setting.startsWith('images.') && typeof value === 'string' && String(image).includes(value);
      return at ? [{ setting, at, isTheImage }] : [];
    });
  } catch {
    // The field is not in what is rendered: a hand edit, or a field or an object that is gone.
    return [];
  }
}
