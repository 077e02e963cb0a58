import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import type { Model } from '../plan/model.ts';
import { explainField } from './explain.ts';

/**
 * Adds to findings on built objects the line that a person would edit: the setting that the field depends on, or the
 * app's own file. Findings that have a position keep it. Only the fields of findings are traced, because that renders
 * the app again.
 */
export function locateFindings(model: Model, findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Position | undefined>();
  return findings.map((finding) => {
    if (finding.at || !finding.object) return finding;
    const key = JSON.stringify([finding.in, finding.object, finding.field]);
    if (!known.has(key)) known.set(key, positionOf(model, finding));
    const at = known.get(key);
    return at ? { ...finding, at } : finding;
  });
}

function positionOf(model: Model, { in: where, object, field, severity }: Finding): Position | undefined {
  if (!where?.environment || !where.cluster || !object) return undefined;
  const source = model.catalogue.apps.find(({ name }) => name === where.app)?.source;
  const declared = source ? { file: source, line: 1, column: 1 } : undefined;
  // A note is a declared exception: it is declared in the app's own file, whatever the field depends on.
  if (!field || !model.plan || severity === 'note') return declared;
  try {
    const { dependsOn } = explainField(model, `${where.environment}/${where.cluster}`, object, field);
    return dependsOn.find(({ setting, at }) => at && setting.startsWith('apps.'))?.at ?? declared;
  } catch {
    // The field is not in what is rendered: a hand edit, or a field that is missing.
    return declared;
  }
}
